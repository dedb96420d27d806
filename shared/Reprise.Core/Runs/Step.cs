namespace Reprise.Core.Runs;

/// <summary>An idempotent unit of work. Its identity holds no attempt number.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Subject">To what: source table, table plan or lot; empty for steps of the whole run.</param>
public sealed record Step(StepKind Kind, string Subject = "")
{
    /// <inheritdoc/>
    public override string ToString() => Subject.Length == 0 ? $"{Kind}" : $"{Kind} {Subject}";
}
