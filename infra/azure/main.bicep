// Reprise on Azure: one function app, the storage it runs on, the storage of the snapshots, a vault for the secrets,
// a workspace for the logs. PostgreSQL and the legacy databases are not made here: they exist.
targetScope = 'resourceGroup'

@description('Short name that every resource carries, such as "reprise-prod".')
@minLength(3)
@maxLength(20)
param name string

@description('Region.')
param location string = resourceGroup().location

@description('Size of the plan. One worker of 2 cores and 8 GiB is enough for parallelism 4; P2v3 doubles it.')
@allowed(['P0v3', 'P1v3', 'P2v3', 'P3v3'])
param planSize string = 'P1v3'

@description('Days after which a snapshot is deleted even if Reprise never purged it. Longer than "retention" in reprise.yaml.')
@minValue(1)
@maxValue(365)
param snapshotDays int = 45

@description('Container of the snapshots, as in reprise.yaml.')
param snapshotContainer string = 'reprise-snapshots'

@description('When entities are looked through for due syncs: six-field cron expression, UTC.')
param syncSchedule string = '0 * * * * *'

@description('Names behind env: in the configuration folder whose secrets are in the vault, beside REPRISE_TARGET, REPRISE_BLOB and REPRISE_KEK: one per entity. The secret of NAME_X is called NAME-X.')
param sourceSettings string[] = []

@description('Subnet, delegated to Microsoft.Web/serverFarms, through which the app reaches the databases. Empty: no virtual network.')
param appSubnetId string = ''

@description('Subnet of the private endpoints of both storage accounts and the vault. Empty: their public endpoints stay open to authorised callers.')
param endpointSubnetId string = ''

@description('Virtual network that the private DNS zones are linked to. Needed with endpointSubnetId.')
param virtualNetworkId string = ''

@description('Object id of the operators\' group, which may set secrets. Empty: nobody is granted anything.')
param operatorsGroupId string = ''

var suffix = take(uniqueString(resourceGroup().id, name), 6)
var compact = take(replace(toLower(name), '-', ''), 14)
var isPrivate = !empty(endpointSubnetId)

module logs 'modules/logs.bicep' = {
  name: 'logs'
  params: {
    name: name
    location: location
  }
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: name
    location: location
  }
}

module runtimeStorage 'modules/storage.bicep' = {
  name: 'runtime-storage'
  params: {
    name: '${compact}r${suffix}'
    location: location
    allowKeys: false
    isPrivate: isPrivate
    workspaceId: logs.outputs.workspaceId
  }
}

module snapshotStorage 'modules/storage.bicep' = {
  name: 'snapshot-storage'
  params: {
    name: '${compact}s${suffix}'
    location: location
    allowKeys: true
    isPrivate: isPrivate
    containerName: snapshotContainer
    deleteAfterDays: snapshotDays
    workspaceId: logs.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: '${compact}-v-${suffix}'
    location: location
    isPrivate: isPrivate
    snapshotAccountName: snapshotStorage.outputs.name
    workspaceId: logs.outputs.workspaceId
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    principalId: identity.outputs.principalId
    operatorsGroupId: operatorsGroupId
    runtimeAccountName: runtimeStorage.outputs.name
    vaultName: vault.outputs.name
  }
}

module endpoints 'modules/endpoints.bicep' = if (isPrivate) {
  name: 'endpoints'
  params: {
    name: name
    location: location
    subnetId: endpointSubnetId
    virtualNetworkId: virtualNetworkId
    runtimeAccountId: runtimeStorage.outputs.id
    snapshotAccountId: snapshotStorage.outputs.id
    vaultId: vault.outputs.id
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: '${name}-${suffix}'
    location: location
    planSize: planSize
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    runtimeAccountName: runtimeStorage.outputs.name
    vaultUri: vault.outputs.uri
    sourceSettings: sourceSettings
    syncSchedule: syncSchedule
    subnetId: appSubnetId
    applicationInsightsConnection: logs.outputs.connectionString
    workspaceId: logs.outputs.workspaceId
  }
  // Vault references and the task hub are read at the first start: the roles come first.
  dependsOn: [roles]
}

output functionAppName string = app.outputs.name
output functionAppHost string = app.outputs.host
output vaultName string = vault.outputs.name
