using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Reprise.Core.Problems;

namespace Reprise.Snapshots.Blobs;

/// <summary>The container of all snapshots.</summary>
internal static class SnapshotContainer
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>A client; connects to nothing.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: the connection string is not one.</exception>
    public static BlobContainerClient Open(SnapshotSettings settings)
    {
        var options = new BlobClientOptions();

        // One retry, for a connection that the server closed while it idled. The pipeline retries steps: a second policy below it would multiply attempts.
        options.Retry.MaxRetries = 1;
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = RetryDelay;
        try
        {
            return new BlobContainerClient(settings.ConnectionString, settings.Container, options);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
        {
            // Without the inner exception: it may quote the string.
            throw new RepriseException(
                ErrorCodes.InvalidConfiguration,
                $"The connection string of the snapshot store (container '{settings.Container}') is not an Azure Storage connection string. Copy it anew from the storage account's access keys.");
        }
    }

    /// <summary>Creates it without public access, or sees that it has none.</summary>
    public static async Task EnsureAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        try
        {
            // Asked first: an account that may not create containers can still use one that is there.
            if (await container.ExistsAsync(cancellationToken))
            {
                await RefusePublicAsync(container, cancellationToken);
                return;
            }

            await container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellationToken);
        }
        catch (Exception failure) when (BlobFailures.IsOfStore(failure, cancellationToken))
        {
            throw BlobFailures.Translate(failure, container, "prepare the snapshot store");
        }
    }

    private static async Task RefusePublicAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        var properties = await container.GetPropertiesAsync(cancellationToken: cancellationToken);
        if (properties.Value.PublicAccess is { } access && access != PublicAccessType.None)
        {
            throw new RepriseException(
                ErrorCodes.InvalidConfiguration,
                $"Container '{container.Name}' allows anonymous reading. Snapshots are encrypted, but blob names tell tables and dates: set its access level to private.");
        }
    }
}
