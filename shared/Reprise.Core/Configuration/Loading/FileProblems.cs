using Reprise.Core.Problems;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Collects the problems of one file.</summary>
/// <param name="file">Path relative to the configuration folder, with slashes.</param>
/// <param name="all">Where the problems of all files go.</param>
internal sealed class FileProblems(string file, ICollection<Problem> all)
{
    public string File { get; } = file;

    public void Add(string code, int line, string message, string remedy) => all.Add(new Problem(code, message, remedy, File, line));

    public void Add(Problem problem) => all.Add(problem with { File = File });
}
