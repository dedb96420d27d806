using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Snapshots.Keys;

namespace Reprise.Snapshots.Blobs;

/// <summary>Blobs in the authenticated envelope of Azure Storage's client-side encryption, version 2: AES-256-GCM in regions of 4 MiB under a content key of the blob's own.</summary>
/// <remarks>https://learn.microsoft.com/azure/storage/blobs/client-side-encryption.</remarks>
internal sealed class EncryptedBlobs(BlobContainerClient container)
{
    // Metadata of the envelope; a blob without it would be handed over as it is.
    private const string EnvelopeMetadata = "encryptiondata";
    private const string FormatMetadata = "reprise_format";
    private const string Format = "1";

    // One request up to 64 MiB: small blocks are the slow way to a store (performance: 4 MB blocks 90 MB/s, 16 MB and more 165 MB/s).
    private static readonly StorageTransferOptions Transfer = new() { InitialTransferSize = 16L << 20, MaximumTransferSize = 16L << 20, MaximumConcurrency = 1 };

    /// <summary>Encrypts and uploads, replacing a blob of that name.</summary>
    public async Task UploadAsync(DataKey key, string name, Stream content, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            TransferOptions = Transfer,
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" },
            Metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [FormatMetadata] = Format },
        };
        try
        {
            await Client(key, name).UploadAsync(content, options, cancellationToken);
        }
        catch (Exception failure) when (BlobFailures.IsOfStore(failure, cancellationToken))
        {
            throw BlobFailures.Translate(failure, container, $"upload blob '{name}'");
        }
    }

    /// <summary>Downloads and decrypts into <paramref name="destination"/>.</summary>
    /// <param name="key">The run's data key.</param>
    /// <param name="name">Blob name.</param>
    /// <param name="destination">Receives the plaintext. Regions are authenticated one by one: use nothing of it before this returns.</param>
    /// <param name="limit">Most bytes to expect; one more is tampering.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.SnapshotTampered"/>: the blob is missing, or its envelope does not open.</exception>
    public async Task DownloadAsync(DataKey key, string name, Stream destination, long limit, CancellationToken cancellationToken)
    {
        try
        {
            using var response = (await Client(key, name).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            if (!response.Details.Metadata.ContainsKey(EnvelopeMetadata))
            {
                throw Tampered(name, "it has no encryption envelope");
            }

            await CopyAsync(response.Content, destination, name, limit, cancellationToken);
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            throw Tampered(name, "it is missing", failure);
        }
        catch (Exception failure) when (IsBrokenEnvelope(failure))
        {
            throw Tampered(name, "its encryption envelope does not open", failure);
        }
        catch (Exception failure) when (BlobFailures.IsOfStore(failure, cancellationToken))
        {
            throw BlobFailures.Translate(failure, container, $"download blob '{name}'");
        }
    }

    /// <summary>What a caller is told of a blob that is not what was written.</summary>
    public static RepriseException Tampered(string name, string reason, Exception? inner = null) => new(
        ErrorCodes.SnapshotTampered,
        $"Snapshot blob '{name}' is not what this run wrote: {reason}. Nothing of it was used. Find out who changed the store, then abandon the run and start it anew.",
        inner: inner);

    // What the SDK throws where regions or the wrapped key do not authenticate, and where the envelope's metadata are damaged: for the
    // latter it dereferences what is not there (tried field by field). Blob and container names were checked when the client was made.
    private static bool IsBrokenEnvelope(Exception failure) => failure switch
    {
        ObjectDisposedException => false,
        CryptographicException or FormatException or JsonException => true,
        ArgumentException or InvalidOperationException or NullReferenceException => true,
        _ => false,
    };

    private static async Task CopyAsync(Stream content, Stream destination, string name, long limit, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                limit -= read;
                if (limit < 0)
                {
                    throw Tampered(name, "it is longer than recorded");
                }

                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private BlobClient Client(DataKey key, string name)
    {
        var wrap = new ContentKeyWrap(key, name);
        return container.GetBlobClient(name).WithClientSideEncryptionOptions(new ClientSideEncryptionOptions(ClientSideEncryptionVersion.V2_0)
        {
            KeyEncryptionKey = wrap,
            KeyResolver = wrap,
            KeyWrapAlgorithm = ContentKeyWrap.Algorithm,
        });
    }
}
