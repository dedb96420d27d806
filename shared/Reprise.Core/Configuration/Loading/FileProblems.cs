using Reprise.Core.Problems;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Collects the problems of one file, or of a document composed of several.</summary>
/// <param name="file">Path relative to the configuration folder, with slashes.</param>
/// <param name="all">Where the problems of all files go.</param>
/// <param name="others">Other files of a composed document: the first is file 1 of <see cref="LineOrigin"/>.</param>
internal sealed class FileProblems(string file, ICollection<Problem> all, IReadOnlyList<string>? others = null)
{
    private readonly HashSet<string> _told = [];

    public string File { get; } = file;

    /// <summary>The same for a document that also has parts of other files.</summary>
    /// <param name="files">The other files.</param>
    /// <param name="told">Files whose problems are reported already.</param>
    public FileProblems With(IReadOnlyList<string> files, params IEnumerable<string> told)
    {
        var composed = new FileProblems(File, all, files);
        composed._told.UnionWith(_told.Concat(told));
        return composed;
    }

    public void Add(string code, int line, string message, string remedy)
    {
        var (name, own) = Place(line);
        if (!_told.Contains(name))
        {
            all.Add(new Problem(code, message, remedy, name, own));
        }
    }

    public void Add(Problem problem) => all.Add(problem with { File = File });

    /// <summary>File and line in words.</summary>
    public string Show(int line) => Place(line) is var (name, own) ? $"{name}:{own}" : string.Empty;

    private (string File, int Line) Place(int line) => LineOrigin.Of(line) is var (index, own) && index == 0 ? (File, own) : (others![index - 1], own);
}
