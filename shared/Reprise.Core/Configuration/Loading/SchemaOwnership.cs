using Reprise.Core.Plans.Loading;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Checks that no plan writes into a schema that a replicated entity replaces as a whole.</summary>
internal static class SchemaOwnership
{
    public static void Check(IReadOnlyList<EntityDocument> entities, IReadOnlyList<PlanDocument> plans)
    {
        foreach (var plan in plans)
        {
            foreach (var table in plan.Tables)
            {
                if (table.To is { } to && Names.IsReplaceable(to.Schema) && entities.FirstOrDefault(entity => entity.IsReplicate && entity.Schema == to.Schema) is { } owner)
                {
                    plan.Root.Report(
                        ProblemCodes.SharedSchema,
                        table.LineOf("to"),
                        $"The table {to} is in the schema that {owner.File} replaces with a copy of its source.",
                        "Write to another schema, or give that entity another one.");
                }
            }
        }
    }
}
