using Reprise.Core.Entities;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Reads <c>reprise.yaml</c>.</summary>
internal sealed class SettingsReader(SecretReferences secrets)
{
    public Settings Read(YamlFile file)
    {
        var root = new YamlMapping(file.Root, DocumentKeys.Settings, file.Problems);
        var snapshots = root.Mapping("snapshots", DocumentKeys.Snapshots);
        var settings = new Settings
        {
            Target = secrets.Read(root.Mapping("target", DocumentKeys.Connection), "connection"),
            Snapshots = secrets.Read(snapshots, "connection"),
            EncryptionKey = secrets.Read(root.Mapping("keys", DocumentKeys.EncryptionKeys), "encryption_key"),
            Container = Container(snapshots) ?? Settings.DefaultContainer,
            Retention = TimeSpan.FromDays(snapshots?.Integer("retention_days", 1, 3650) ?? Settings.DefaultRetentionDays),
            KeepSnapshots = snapshots?.Integer("keep_days", 1, 3650) is { } days ? TimeSpan.FromDays(days) : null,
        };
        return root.Mapping("defaults", DocumentKeys.Defaults) is { } defaults ? WithDefaults(settings, defaults) : settings;
    }

    private static Settings WithDefaults(Settings settings, YamlMapping defaults) => settings with
    {
        Parallelism = CommonValues.Parallelism(defaults) ?? settings.Parallelism,
        ChunkRows = defaults.Integer("chunk_rows", 1_000, 10_000_000) ?? settings.ChunkRows,
        RequiresApproval = CommonValues.RequiresApproval(defaults) ?? settings.RequiresApproval,
        Gates = CommonValues.Gates(defaults, GateThresholds.Default) ?? settings.Gates,
    };

    private static string? Container(YamlMapping? snapshots)
    {
        var container = snapshots?.Words("container");
        if (container is not null && !Names.IsContainer(container))
        {
            snapshots?.Report(ProblemCodes.InvalidName, snapshots.LineOf("container"), "The container's name is not allowed.", Names.ContainerForm);
        }

        return container;
    }
}
