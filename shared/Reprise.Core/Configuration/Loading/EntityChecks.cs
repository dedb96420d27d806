using Reprise.Core.Plans;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Checks that need all entities and all plans.</summary>
/// <param name="plans">Names of plan folders, whether or not their plans can be read.</param>
internal sealed class EntityChecks(IReadOnlyList<string> plans)
{
    public void Check(IReadOnlyList<EntityDocument> entities)
    {
        foreach (var entity in entities)
        {
            CheckPlan(entity);
            CheckSchema(entity);
            CheckReplicaKey(entity, "types", ProblemCodes.UnusedTypes, "the target columns of this plan have the application's types");
            CheckReplicaKey(entity, "otherwise", ProblemCodes.UnusedReplacements, "this plan says it in the rule of a column");
        }

        CheckCodes(entities);
        CheckSharedSchemas(entities);
    }

    private void CheckPlan(EntityDocument entity)
    {
        if (entity.Plan is { } plan && !entity.IsReplicate && !plans.Contains(plan))
        {
            entity.Root.Report(
                ProblemCodes.UnknownPlan,
                entity.Root.LineOf("plan"),
                $"{Spelling.Show(plan)} is no plan: there is no folder of that name in plans/.",
                Spelling.Suggest(plan, [.. plans, Plan.Replicate], "Name a folder of plans/, or write 'replicate' to copy the source's schema as it is."));
        }
    }

    private static void CheckSchema(EntityDocument entity)
    {
        var line = entity.Root.LineOf("schema");
        if (!entity.IsReplicate)
        {
            if (entity.Plan is not null && entity.Root.Node("schema") is not null)
            {
                entity.Root.Report(
                    ProblemCodes.UnusedSchema,
                    line,
                    "Only the plan 'replicate' uses 'schema'; this plan names its target tables itself.",
                    "Remove the key.");
            }
        }
        else if (entity.Schema is { } schema && !Names.IsSchema(schema))
        {
            entity.Root.Report(ProblemCodes.InvalidName, line, "The value of 'schema' is no schema name that Reprise creates.", Names.SchemaForm);
        }
        else if (entity.Schema is { } reserved && !Names.IsReplaceable(reserved))
        {
            entity.Root.Report(ProblemCodes.ReservedName, line, $"The schema '{reserved}' is not free to be replaced by a copy.", "Choose a schema of the entity's own, such as ud_75.");
        }
    }

    private static void CheckReplicaKey(EntityDocument entity, string key, string code, string instead)
    {
        if (entity is { Plan: not null, IsReplicate: false } && entity.Root.Node(key) is not null)
        {
            entity.Root.Report(code, entity.Root.LineOf(key), $"Only the plan 'replicate' uses '{key}'; {instead}.", "Remove the key.");
        }
    }

    private static void CheckCodes(IReadOnlyList<EntityDocument> entities)
    {
        foreach (var group in entities.Where(entity => entity.Code is not null).GroupBy(entity => entity.Code))
        {
            var first = group.First();
            foreach (var other in group.Skip(1))
            {
                other.Root.Report(
                    ProblemCodes.DuplicateEntity,
                    other.Root.LineOf("entity"),
                    $"The entity '{group.Key}' is already in {first.File}:{first.Root.LineOf("entity")}.",
                    "Give each entity a code of its own.");
            }
        }
    }

    private static void CheckSharedSchemas(IReadOnlyList<EntityDocument> entities)
    {
        foreach (var group in entities.Where(entity => entity is { IsReplicate: true, Schema: { } schema } && Names.IsReplaceable(schema)).GroupBy(entity => entity.Schema))
        {
            var first = group.First();
            foreach (var other in group.Skip(1).Where(other => other.Code is null || other.Code != first.Code))
            {
                other.Root.Report(
                    ProblemCodes.SharedSchema,
                    other.Root.LineOf("schema"),
                    $"The schema '{group.Key}' is already that of {first.File}: one copy would replace the other.",
                    "Give each replicated entity a schema of its own.");
            }
        }
    }
}
