// The function app on a plan with exactly one worker. Not a saving: the open transactions of a run's consistent point are
// in one process, and a second worker would answer its extract steps with "point lost" (see docs/azure.md).
param name string
param location string
param planSize string
param identityId string
param identityClientId string
param runtimeAccountName string
param vaultUri string
param sourceSettings string[]
param syncSchedule string
param subnetId string
param applicationInsightsConnection string
param workspaceId string

var secretNames = concat(['REPRISE_TARGET', 'REPRISE_BLOB', 'REPRISE_KEK'], sourceSettings)
var secretSettings = [
  for secret in secretNames: {
    name: secret
    value: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${replace(secret, '_', '-')}/)'
  }
]
var settings = [
  {
    name: 'AzureWebJobsStorage__accountName'
    value: runtimeAccountName
  }
  {
    name: 'AzureWebJobsStorage__credential'
    value: 'managedidentity'
  }
  {
    name: 'AzureWebJobsStorage__clientId'
    value: identityClientId
  }
  {
    name: 'FUNCTIONS_EXTENSION_VERSION'
    value: '~4'
  }
  {
    name: 'FUNCTIONS_WORKER_RUNTIME'
    value: 'dotnet-isolated'
  }
  {
    name: 'WEBSITE_RUN_FROM_PACKAGE'
    value: '1'
  }
  {
    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
    value: applicationInsightsConnection
  }
  {
    name: 'SyncSchedule'
    value: syncSchedule
  }
  {
    name: 'OrphanSchedule'
    value: '30 */2 * * * *'
  }
  {
    name: 'REPRISE_CONFIG'
    value: 'config'
  }
  {
    name: 'REPRISE_LOG_LEVEL'
    value: 'Information'
  }
]

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: {
    name: planSize
    capacity: 1
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    vnetRouteAllEnabled: !empty(subnetId)
    siteConfig: {
      linuxFxVersion: 'DOTNET-ISOLATED|10.0'
      alwaysOn: true
      numberOfWorkers: 1
      http20Enabled: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      healthCheckPath: '/api/health'
      appSettings: concat(settings, secretSettings)
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'FunctionAppLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

// Deployment by user name and password is off: packages come from an Azure sign-in.
resource noFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

output name string = app.name
output host string = app.properties.defaultHostName
