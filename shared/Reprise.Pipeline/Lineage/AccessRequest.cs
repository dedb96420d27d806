namespace Reprise.Pipeline.Lineage;

/// <summary>Somebody's wish to see values instead of masks, for the audit trail.</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">Why, such as the number of an access request. No personal data.</param>
public sealed record AccessRequest(string By, string Reason);
