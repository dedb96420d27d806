// A storage account; with a container and a deadline for its blobs where one is named.
param name string
param location string

@description('True where a connection string is used, which holds a key.')
param allowKeys bool

param isPrivate bool
param workspaceId string

@description('Container to make. Empty: none.')
param containerName string = ''

@description('Days after which blobs of the container are deleted.')
param deleteAfterDays int = 45

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: allowKeys
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    // A purge is final: nothing of personal data may come back from a recycle bin.
    deleteRetentionPolicy: {
      enabled: false
    }
    containerDeleteRetentionPolicy: {
      enabled: false
    }
    isVersioningEnabled: false
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = if (!empty(containerName)) {
  parent: blobs
  name: empty(containerName) ? 'none' : containerName
  properties: {
    publicAccess: 'None'
  }
}

// The second net below Reprise's own purge: it needs neither the app nor the ledger.
resource deadline 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = if (!empty(containerName)) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-forgotten-snapshots'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${containerName}/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterCreationGreaterThan: deleteAfterDays
                }
              }
            }
          }
        }
      ]
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageRead'
        enabled: !empty(containerName)
      }
      {
        category: 'StorageWrite'
        enabled: !empty(containerName)
      }
      {
        category: 'StorageDelete'
        enabled: !empty(containerName)
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

output id string = account.id
output name string = account.name
