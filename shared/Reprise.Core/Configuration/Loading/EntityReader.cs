using Cronos;
using Reprise.Core.Entities;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Reads one file of <c>entities/</c>.</summary>
internal sealed class EntityReader(SecretReferences secrets, Settings settings)
{
    public EntityDocument Read(YamlFile file)
    {
        var root = new YamlMapping(file.Root, DocumentKeys.Entity, file.Problems);
        var code = Code(root);
        var document = new EntityDocument(root, file.Problems.File)
        {
            Code = code,
            Plan = root.Words("plan"),
            Schema = root.Words("schema") ?? code?.Value.Replace('-', '_'),
        };
        return document with { Entity = Entity(root, document) };
    }

    private Entity? Entity(YamlMapping root, EntityDocument document)
    {
        var name = root.Words("name");
        var source = secrets.Read(root.Mapping("source", DocumentKeys.Connection), "connection");
        var parallelism = CommonValues.Parallelism(root);
        var window = WindowReader.Read(root);
        var timeZone = TimeZoneReader.Read(root, "no local time can be told in UTC");
        var approval = CommonValues.RequiresApproval(root);
        var sync = Sync(root);
        var jitter = Jitter(root);
        var gates = CommonValues.Gates(root, settings.Gates);
        var types = TypeChoiceReader.Read(root);
        var replacements = ColumnMapReader.Read(root, "otherwise", "membre.entree: 1900-01-01").Select(line => new ReplacementChoice(line.Table, line.Column, line.Word, line.Line)).ToArray();
        if (document is not { Code: { } code, Plan: { } plan, Schema: { } schema } || name is null || source is null)
        {
            return null;
        }

        return new Entity
        {
            Code = code,
            Name = name,
            Source = source,
            Plan = plan,
            Schema = schema,
            TimeZone = timeZone,
            Parallelism = parallelism ?? settings.Parallelism,
            Window = window,
            RequiresApproval = approval ?? settings.RequiresApproval,
            Sync = sync,
            SyncJitter = jitter ?? Entities.Entity.DefaultSyncJitter,
            Gates = gates ?? settings.Gates,
            Types = types,
            Replacements = replacements,
            File = document.File,
        };
    }

    private static EntityCode? Code(YamlMapping root)
    {
        if (root.Words("entity") is not { } text)
        {
            return null;
        }

        if (EntityCode.TryParse(text, out var code))
        {
            return code;
        }

        root.Report(
            ProblemCodes.InvalidName,
            root.LineOf("entity"),
            $"{Spelling.Show(text)} is no entity code.",
            "Write 2 to 32 lower-case letters, digits and single hyphens, such as ud-75.");
        return null;
    }

    private static TimeSpan? Jitter(YamlMapping root)
    {
        if (root.Words("sync_jitter") is not { } text)
        {
            return null;
        }

        if (root.Node("sync") is null)
        {
            root.Report(ProblemCodes.UnusedKey, root.LineOf("sync_jitter"), "'sync_jitter' says how long after its tick a sync may start, and there is no 'sync'.", "Add 'sync', or remove 'sync_jitter'.");
        }

        if (Durations.Parse(text) is { } jitter)
        {
            return jitter;
        }

        root.Report(ProblemCodes.OutOfRange, root.LineOf("sync_jitter"), "The value of 'sync_jitter' is no duration.", "Write an ISO 8601 duration such as PT30M; PT0S starts at the tick.");
        return null;
    }

    private static string? Sync(YamlMapping root)
    {
        var sync = root.Words("sync");
        if (sync is not null && !CronExpression.TryParse(sync, CronFormat.Standard, out _))
        {
            root.Report(
                ProblemCodes.InvalidCron,
                root.LineOf("sync"),
                "The value of 'sync' is no cron expression.",
                "Write five fields in quotes: minute, hour, day of month, month, day of week; \"0 3 * * *\" is every night at three.");
        }

        return sync;
    }
}
