using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Builds the tree of one YAML document from the parser's events.</summary>
/// <remarks>
/// YamlDotNet's own representation model stops at the first repeated key and descends as deep as the text wants.
/// This one keeps repeated keys, so that all of them can be reported, and refuses what configuration has no use for.
/// </remarks>
internal sealed class YamlTree
{
    private const int MaxDepth = 24;

    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly FileProblems _problems;
    private int _depth;

    private YamlTree(string text, FileProblems problems)
    {
        _scanner = new Scanner(new StringReader(text));
        _parser = new Parser(_scanner);
        _problems = problems;
    }

    /// <summary>The root of the document; null after the problem was reported.</summary>
    public static YamlNode? Parse(string text, FileProblems problems)
    {
        var tree = new YamlTree(text, problems);
        try
        {
            return tree.Document();
        }
        catch (RefusedYamlException refused)
        {
            problems.Add(ProblemCodes.UnsupportedYaml, refused.Line, refused.Message, refused.Remedy);
        }
        catch (YamlException invalid)
        {
            tree.ReportInvalid(text, LineOf(invalid.Start));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The scanner meets some malformed texts, such as a brace without its partner, with exceptions of any kind,
            // when it has come to the beginning of the next line.
            tree.ReportInvalid(text, Math.Max(1, LineOf(tree._scanner.CurrentPosition) - 1));
        }

        return null;
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            ReportEmpty();
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Node();
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            throw new RefusedYamlException(second, "A second document begins here.", "Keep one document per file: remove the line '---'.");
        }

        _parser.Consume<StreamEnd>();
        if (root is YamlScalar { IsNull: true })
        {
            ReportEmpty();
            return null;
        }

        return root;
    }

    private void ReportEmpty() =>
        _problems.Add(ProblemCodes.EmptyFile, 1, "The file has no content.", "Write its keys, or remove the file.");

    private YamlNode Node()
    {
        if (_parser.Current is NodeEvent node)
        {
            RefuseAnchorsAndTags(node);
        }

        return _parser.Current switch
        {
            AnchorAlias alias => throw new RefusedYamlException(alias, "Aliases (*name) are not supported.", "Write the value out."),
            SequenceStart => Nested(Sequence),
            MappingStart => Nested(Mapping),
            _ => Scalar(),
        };
    }

    private static void RefuseAnchorsAndTags(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            throw new RefusedYamlException(node, "Anchors (&name) are not supported.", "Write the value out wherever it is wanted.");
        }

        if (!node.Tag.IsEmpty)
        {
            throw new RefusedYamlException(node, "Tags (!name) are not supported.", "Remove the tag; put text that looks like a number in quotes.");
        }
    }

    private YamlNode Nested(Func<YamlNode> read)
    {
        if (++_depth > MaxDepth)
        {
            throw new RefusedYamlException(_parser.Current!, $"The text is nested more than {MaxDepth} levels deep.", "No document of Reprise needs that: check the brackets.");
        }

        var node = read();
        _depth--;
        return node;
    }

    private YamlNode Sequence()
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node());
        }

        return new YamlList(LineOf(start), items);
    }

    private YamlNode Mapping()
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (Node() is not YamlScalar key)
            {
                throw new RefusedYamlException(start, "A list or a mapping is used as a key.", "Keys are single words: check brackets and indentation.");
            }

            entries.Add(new YamlEntry(key.Line, key.Text, Node()));
        }

        return new YamlMap(LineOf(start), entries);
    }

    private YamlScalar Scalar()
    {
        var scalar = _parser.Consume<Scalar>();
        return new YamlScalar(LineOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private void ReportInvalid(string text, int line)
    {
        if (TabIndented(text, line, LineOf(_scanner.CurrentPosition)) is { } tab)
        {
            _problems.Add(ProblemCodes.InvalidYaml, tab, "The line is indented by a tab, which YAML forbids.", "Indent with spaces.");
        }
        else
        {
            _problems.Add(
                ProblemCodes.InvalidYaml,
                line,
                "The text is no YAML from here on.",
                "Check indentation, quotes, brackets and colons here and in the line before; put text that holds ': ' or '#' in quotes.");
        }
    }

    // The first such line of what could not be read; the scanner reports a tab where the mapping around it begins.
    private static int? TabIndented(string text, int from, int to)
    {
        var lines = text.Split('\n');
        for (var line = from; line <= Math.Min(lines.Length, to); line++)
        {
            var candidate = lines[line - 1];
            if (candidate[..^candidate.TrimStart().Length].Contains('\t', StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }

    private static int LineOf(ParsingEvent at) => LineOf(at.Start);

    private static int LineOf(Mark at) => (int)Math.Clamp(at.Line, 1, int.MaxValue);

    private sealed class RefusedYamlException(ParsingEvent at, string message, string remedy) : Exception(message)
    {
        public int Line { get; } = LineOf(at);

        public string Remedy { get; } = remedy;
    }
}
