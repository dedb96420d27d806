using System.Buffers;
using System.Text;
using Reprise.Core.Problems;

namespace Reprise.Core.Configuration.Loading;

/// <summary>A YAML file of the configuration folder, read into memory.</summary>
/// <param name="Problems">Where its problems go.</param>
/// <param name="Content">Its bytes, without byte order mark.</param>
/// <param name="Root">Its root mapping.</param>
internal sealed record YamlFile(FileProblems Problems, ReadOnlyMemory<byte> Content, YamlMap Root)
{
    // A plan for every table of Dolibarr is about 200 KB.
    private const int MaxBytes = 4 << 20;

    /// <summary>Reads and parses a file.</summary>
    /// <returns>Null after its problems were reported.</returns>
    public static YamlFile? Read(string folder, string file, ICollection<Problem> all)
    {
        var problems = new FileProblems(file, all);
        if (Bytes(Path.Combine(folder, file), problems) is not { } content || Text(content, problems) is not { } text)
        {
            return null;
        }

        switch (YamlTree.Parse(text, problems))
        {
            case null:
                return null;
            case YamlMap root:
                return new YamlFile(problems, content, root);
            case { } other:
                problems.Add(ProblemCodes.WrongType, other.Line, "The file is not a mapping of keys.", "Begin with a key at the left margin, such as 'entity: ud-75'.");
                return null;
        }
    }

    private static ReadOnlyMemory<byte>? Bytes(string path, FileProblems problems)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
            {
                problems.Add(ProblemCodes.FileTooLarge, 0, "The file is larger than 4 MiB.", "Configuration is text of a few pages: check what the file holds.");
                return null;
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(ProblemCodes.MissingFile, 0, "The file is not there.", "Create it; the schemas folder beside the program describes its keys.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problems.Add(ProblemCodes.UnreadableFile, 0, $"The file cannot be read ({failure.GetType().Name}).", "Let the account that runs Reprise read it.");
        }

        return null;
    }

    private static string? Text(ReadOnlyMemory<byte> content, FileProblems problems)
    {
        // The first byte that is no UTF-8; most editors would show it as a lozenge or a wrong accent.
        var bad = FirstBadByte(content.Span);
        if (bad < 0)
        {
            return Encoding.UTF8.GetString(content.Span);
        }

        var line = content.Span[..bad].Count((byte)'\n') + 1;
        problems.Add(ProblemCodes.NotUtf8, line, "The file is not UTF-8 here.", "Save it as UTF-8 (in the editor: 'Save with encoding').");
        return null;
    }

    private static int FirstBadByte(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed) != OperationStatus.Done)
            {
                return at;
            }

            at += consumed;
        }

        return -1;
    }
}
