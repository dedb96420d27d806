using Reprise.Core.Ports;

namespace Reprise.Postgres.Resolving;

/// <summary>What resolving asks of others.</summary>
/// <param name="Seal">Seals what is kept of rows.</param>
/// <param name="Duplicates">Finds records that are the same.</param>
internal sealed record ResolvingPorts(ILedgerSeal Seal, IDuplicateFinder Duplicates);
