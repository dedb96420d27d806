// The secrets. Reprise gets them as app settings by reference; their values are in no template and no log.
param name string
param location string
param isPrivate bool
param snapshotAccountName string
param workspaceId string

resource snapshotAccount 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: snapshotAccountName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    // A lost key-encryption key makes every snapshot unreadable: it can be recovered for 90 days and not be destroyed before.
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

resource snapshotConnection 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'REPRISE-BLOB'
  properties: {
    contentType: 'Connection string of the snapshot store'
    value: 'DefaultEndpointsProtocol=https;AccountName=${snapshotAccount.name};AccountKey=${snapshotAccount.listKeys().keys[0].value};EndpointSuffix=${environment().suffixes.storage}'
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
