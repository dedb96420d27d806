// Private endpoints of storage and vault, with the DNS zones that lead to them.
param name string
param location string
param subnetId string
param virtualNetworkId string
param runtimeAccountId string
param snapshotAccountId string
param vaultId string

var storageSuffix = environment().suffixes.storage
var zones = [
  'privatelink.blob.${storageSuffix}'
  'privatelink.queue.${storageSuffix}'
  'privatelink.table.${storageSuffix}'
  'privatelink.vaultcore.azure.net'
]
var targets = [
  {
    name: 'runtime-blob'
    resourceId: runtimeAccountId
    group: 'blob'
    zone: 0
  }
  {
    name: 'runtime-queue'
    resourceId: runtimeAccountId
    group: 'queue'
    zone: 1
  }
  {
    name: 'runtime-table'
    resourceId: runtimeAccountId
    group: 'table'
    zone: 2
  }
  {
    name: 'snapshot-blob'
    resourceId: snapshotAccountId
    group: 'blob'
    zone: 0
  }
  {
    name: 'vault'
    resourceId: vaultId
    group: 'vault'
    zone: 3
  }
]

resource dns 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for zone in zones: {
    name: zone
    location: 'global'
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (zone, index) in zones: {
    parent: dns[index]
    name: '${name}-link'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: virtualNetworkId
      }
    }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2023-11-01' = [
  for target in targets: {
    name: '${name}-${target.name}'
    location: location
    properties: {
      subnet: {
        id: subnetId
      }
      privateLinkServiceConnections: [
        {
          name: target.name
          properties: {
            privateLinkServiceId: target.resourceId
            groupIds: [target.group]
          }
        }
      ]
    }
  }
]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2023-11-01' = [
  for (target, index) in targets: {
    parent: endpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: target.group
          properties: {
            privateDnsZoneId: dns[target.zone].id
          }
        }
      ]
    }
  }
]
