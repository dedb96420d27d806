using Reprise.Core.Problems;
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

    private readonly Parser _parser;
    private readonly FileProblems _problems;
    private int _depth;

    private YamlTree(string text, FileProblems problems)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <summary>The root of the document; null after the problem was reported.</summary>
    public static YamlNode? Parse(string text, FileProblems problems)
    {
        try
        {
            return new YamlTree(text, problems).Document();
        }
        catch (RefusedYamlException refused)
        {
            problems.Add(ProblemCodes.UnsupportedYaml, refused.Line, refused.Message, refused.Remedy);
        }
        catch (YamlException invalid)
        {
            problems.Add(InvalidText(text, invalid));
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

    private static int LineOf(ParsingEvent at) => (int)Math.Clamp(at.Start.Line, 1, int.MaxValue);

    private static Problem InvalidText(string text, YamlException invalid)
    {
        var line = (int)Math.Clamp(invalid.Start.Line, 1, int.MaxValue);
        var message = $"The text is no YAML from column {Math.Max(1, invalid.Start.Column)} on.";
        return IndentsByTab(text, line)
            ? new Problem(ProblemCodes.InvalidYaml, message, "Indent with spaces: YAML forbids tabs there.", Line: line)
            : new Problem(ProblemCodes.InvalidYaml, message, "Check indentation, quotes, brackets and colons here and in the line before; put text that holds ': ' or '#' in quotes.", Line: line);
    }

    // The parser notices a tab at its line or, when it took the line for a continuation, one further down.
    private static bool IndentsByTab(string text, int line)
    {
        var lines = text.Split('\n');
        var last = Math.Min(line, lines.Length);
        return lines[Math.Max(0, last - 2)..last].Any(candidate => candidate[..^candidate.TrimStart().Length].Contains('\t', StringComparison.Ordinal));
    }

    private sealed class RefusedYamlException(ParsingEvent at, string message, string remedy) : Exception(message)
    {
        public int Line { get; } = LineOf(at);

        public string Remedy { get; } = remedy;
    }
}
