using System.Text;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Plans;
using Reprise.Core.Problems;

namespace Reprise.Core.Configuration;

/// <summary>Where a plan's file goes in the configuration folder.</summary>
public sealed class PlanPlace
{
    private readonly string _path;

    private PlanPlace(string folder, string name)
    {
        File = $"{ConfigurationFolder.PlanFolder}/{name}/{ConfigurationFolder.PlanFile}";
        _path = Path.Combine(folder, File);
    }

    /// <summary>The file, relative to the configuration folder, with slashes.</summary>
    public string File { get; }

    /// <summary>The place of a plan.</summary>
    /// <param name="folder">Absolute path of the configuration folder.</param>
    /// <param name="name">Name of the plan.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: no name for a plan.</exception>
    public static PlanPlace Of(string folder, string name)
    {
        if (name == Plan.Replicate)
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, "'replicate' is the automatic plan, which has no file. Give the new plan another name.");
        }

        return Names.IsSimple(name) ? new PlanPlace(folder, name) : throw new RepriseException(ErrorCodes.InvalidConfiguration, $"{Spelling.Show(name)} is no name for a plan. {Names.SimpleForm}");
    }

    /// <summary>Refuses to go on where a file is there already, unless it may be replaced.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public void RefuseToReplace(bool force)
    {
        if (!force && System.IO.File.Exists(_path))
        {
            throw Occupied();
        }
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: it is there already, or cannot be written.</exception>
    public async Task WriteAsync(string text, bool force, CancellationToken cancellationToken)
    {
        var draft = $"{_path}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path) ?? _path);
            await System.IO.File.WriteAllTextAsync(draft, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
            System.IO.File.Move(draft, _path, force);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            System.IO.File.Delete(draft);
            throw !force && System.IO.File.Exists(_path)
                ? Occupied()
                : new RepriseException(ErrorCodes.InvalidConfiguration, $"Cannot write {File} ({failure.GetType().Name}). Let the account that runs Reprise write to the configuration folder.", inner: failure);
        }
    }

    private RepriseException Occupied() => new(ErrorCodes.InvalidConfiguration, $"{File} is there already and was left as it is. Give the new plan another name, or say --force to replace it.");
}
