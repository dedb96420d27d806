using System.CommandLine;

namespace Reprise.Host.Commands;

/// <summary><c>reprise plan</c></summary>
internal static class PlanCommand
{
    public static Command Create() => new("plan", "Drafts plans and compares them.") { PlanNewCommand.Create(), PlanDiffCommand.Create() };
}
