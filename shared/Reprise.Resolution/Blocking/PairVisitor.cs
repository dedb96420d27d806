namespace Reprise.Resolution.Blocking;

/// <summary>Receives the candidate pairs of one worker.</summary>
internal abstract class PairVisitor
{
    /// <summary>One pair, each only once over all workers.</summary>
    /// <param name="left">The lower record number.</param>
    /// <param name="right">The higher one.</param>
    public abstract void Visit(int left, int right);
}
