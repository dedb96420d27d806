using Azure;
using Azure.Storage.Blobs;
using Reprise.Core.Problems;

namespace Reprise.Snapshots.Blobs;

/// <summary>Turns failures of the object store into what callers act upon.</summary>
/// <remarks>Codes: https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes.</remarks>
internal static class BlobFailures
{
    /// <summary>True for a failure of the store or of the way to it; the caller's own cancellation is none.</summary>
    public static bool IsOfStore(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(one => IsOfStore(one, cancellationToken)),
        RequestFailedException or IOException => true,
        _ => false,
    };

    /// <summary>The same failure with code, place and remedy. Neither key nor signature is in the message: the place is account URL, container and blob.</summary>
    /// <param name="failure">One that <see cref="IsOfStore"/> accepted.</param>
    /// <param name="container">Container.</param>
    /// <param name="what">What was tried: <c>upload blob 'x'</c>.</param>
    public static RepriseException Translate(Exception failure, BlobContainerClient container, string what)
    {
        var last = failure is AggregateException several ? several.InnerExceptions[^1] : failure;
        var place = $"Could not {what} in container '{container.Name}' at {container.Uri.GetLeftPart(UriPartial.Authority)}";
        return last is RequestFailedException { Status: > 0 } refused
            ? Refused(refused, place)
            : new RepriseException(
                ErrorCodes.ConnectionFailed,
                $"{place}: the snapshot store did not answer. Check its address and that it is running; the step can be repeated.",
                isTransient: true,
                failure);
    }

    private static RepriseException Refused(RequestFailedException refused, string place)
    {
        var reason = $"{place}: status {refused.Status} {refused.ErrorCode}.";
        return refused.Status switch
        {
            401 or 403 => new RepriseException(
                ErrorCodes.ConnectionFailed, $"{reason} The account or its rights are refused: check the connection string of the snapshot store.", inner: refused),
            404 => new RepriseException(
                ErrorCodes.SnapshotStoreFailed, $"{reason} The container is not there: prepare the store before the run.", inner: refused),
            408 or 429 or >= 500 => new RepriseException(
                ErrorCodes.SnapshotStoreFailed, $"{reason} The store is busy or broken; the step can be repeated.", isTransient: true, refused),
            // A container being deleted frees its name after some 30 seconds.
            409 when refused.ErrorCode == "ContainerBeingDeleted" => new RepriseException(
                ErrorCodes.SnapshotStoreFailed, $"{reason} The container is being deleted; the step can be repeated.", isTransient: true, refused),
            _ => new RepriseException(
                ErrorCodes.SnapshotStoreFailed, $"{reason} Look the code up among the error codes of the blob service; leases and immutability policies forbid changes.", inner: refused),
        };
    }
}
