using Reprise.Core.Configuration.Loading;
using Reprise.Core.Plans.Loading;
using Reprise.Core.Problems;

namespace Reprise.Core.Configuration;

/// <summary>Reads a configuration folder: <c>reprise.yaml</c>, <c>entities/*.yaml</c> and <c>plans/NAME/plan.yaml</c>.</summary>
public sealed class ConfigurationLoader
{
    private readonly List<Problem> _problems = [];
    private readonly ConfigurationFolder _files;
    private readonly string _folder;
    private readonly string? _planned;

    private ConfigurationLoader(string folder, string? planned) => (_folder, _planned, _files) = (folder, planned, new ConfigurationFolder(folder, _problems));

    /// <summary>Reads the folder. Bad content never throws: all of it is in the result.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="planned">A plan that is about to be written: entities may name it already, and a file that has its place is not read. Null = none.</param>
    public static ConfigurationResult Load(string folder, string? planned = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var absolute = Path.GetFullPath(folder);
        return Directory.Exists(absolute)
            ? new ConfigurationLoader(absolute, planned).Read()
            : ConfigurationResult.Of([new Problem(ProblemCodes.MissingFolder, $"The configuration folder {absolute} is not there.", "Create it, or name another one.")]);
    }

    private ConfigurationResult Read()
    {
        var secrets = new SecretReferences(_folder);
        var settings = Open(ConfigurationFolder.SettingsFile) is { } file ? new SettingsReader(secrets).Read(file) : new Settings();
        var planNames = _files.PlanNames();
        var plans = ReadPlans(planNames);
        var entities = ReadEntities(new EntityReader(secrets, settings));
        var own = new OverriddenPlans(plans);
        entities = [.. entities.Select(own.Apply)];
        new EntityChecks(_planned is null ? planNames : [.. planNames, _planned]).Check(entities);
        SchemaOwnership.Check(entities, [.. plans.Values, .. own.Own]);
        return _problems.Count == 0 ? ConfigurationResult.Of(Configuration(settings, entities, plans.Values)) : ConfigurationResult.Of(_problems);
    }

    private SortedDictionary<string, PlanDocument> ReadPlans(IReadOnlyList<string> names)
    {
        var fragments = ReadFragments();
        var plans = new SortedDictionary<string, PlanDocument>(StringComparer.Ordinal);
        foreach (var name in names.Where(name => name != _planned))
        {
            if (Open($"{ConfigurationFolder.PlanFolder}/{name}/{ConfigurationFolder.PlanFile}") is { } file)
            {
                plans.Add(name, PlanReader.Read(file, name, fragments));
            }
        }

        return plans;
    }

    private List<PlanFragment> ReadFragments()
    {
        var files = _files.FragmentFiles();
        if (files.Count > LineOrigin.MaxFiles - 1)
        {
            _problems.Add(new Problem(ProblemCodes.OutOfRange, $"There are more than {LineOrigin.MaxFiles - 1} fragments.", "Join those that are used together.", ConfigurationFolder.FragmentFolder));
        }

        return [.. files.Take(LineOrigin.MaxFiles - 1).Select(Open).OfType<YamlFile>().Select(file => PlanFragment.Read(file, _problems))];
    }

    private List<EntityDocument> ReadEntities(EntityReader reader)
    {
        var files = _files.EntityFiles();
        if (files.Count == 0)
        {
            _problems.Add(new Problem(
                ProblemCodes.NoEntities, "There is no entity.", "Write one file per entity, such as entities/ud-75.yaml.", ConfigurationFolder.EntityFolder));
        }

        var entities = new List<EntityDocument>();
        foreach (var name in files)
        {
            if (Open(name) is { } file)
            {
                entities.Add(reader.Read(file));
            }
        }

        return entities;
    }

    private YamlFile? Open(string file) => YamlFile.Read(_folder, file, _problems);

    // Without problems every required value is there; Required would name the reader that let one through.
    private RepriseConfiguration Configuration(Settings settings, List<EntityDocument> entities, IEnumerable<PlanDocument> plans) => new()
    {
        Folder = _folder,
        Target = Required(settings.Target),
        Snapshots = Required(settings.Snapshots),
        Container = settings.Container,
        EncryptionKey = Required(settings.EncryptionKey),
        Retention = settings.Retention,
        KeepSnapshots = settings.KeepSnapshots,
        ChunkRows = settings.ChunkRows,
        Entities = [.. entities.Select(document => Required(document.Entity)).OrderBy(entity => entity.Code.Value, StringComparer.Ordinal)],
        Plans = [.. plans.Select(document => Required(document.Plan))],
    };

    private static T Required<T>(T? value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string what = "")
        where T : class => value ?? throw new System.Diagnostics.UnreachableException($"{what} was neither read nor reported.");
}
