using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Mapping.Converters;

/// <summary>A value that a plan writes, parsed once.</summary>
internal sealed class Literal
{
    private readonly long _word;
    private readonly byte[] _bytes;

    private Literal(ColumnType type, long word, byte[] bytes)
    {
        Type = type;
        _word = word;
        _bytes = bytes;
    }

    /// <summary>Type of the value.</summary>
    public ColumnType Type { get; }

    /// <summary>Parses a value in PostgreSQL's input form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">Type of the target column.</param>
    /// <param name="output">Type of the staged column; null = as the target suggests.</param>
    /// <returns>Null when the text is no value of the type, exactly and without rounding.</returns>
    public static Literal? TryParse(string text, PgType target, ColumnType? output = null)
    {
        var source = new VariableColumn(string.Empty, Outputs.PlainText);
        source.Append(Encoding.UTF8.GetBytes(text));
        switch (target.Kind)
        {
            case PgKind.Bytea:
                return FromHexadecimal(text);
            case PgKind.TextArray:
                return FromArray(text);
            case PgKind.Other:
                return new Literal(Outputs.PlainText, 0, source[0].ToArray());
            default:
                return Conversions.Find(source.Type, default, Sized(target, output), blankAsNull: false) is { } converter ? Convert(source, converter) : null;
        }
    }

    /// <summary>Appends the value.</summary>
    public void AppendTo(Column column)
    {
        if (column is FixedColumn words)
        {
            words.Append(_word);
        }
        else
        {
            ((VariableColumn)column).Append(_bytes);
        }
    }

    private static PgType Sized(PgType target, ColumnType? output) =>
        target.Kind == PgKind.Numeric && output is not null ? target with { Precision = output.Precision, Scale = output.Scale } : target;

    private static Literal? Convert(VariableColumn source, ColumnConverter converter)
    {
        var target = Column.Create(string.Empty, converter.Output);
        var sink = new CellSink(string.Empty, source.Type, isNullable: false, otherwise: null);
        var rows = new RowStates();
        rows.Begin(new bool[1], 1);
        sink.Begin(target, rows, [], []);
        converter.Convert(source, target, sink);
        if (rows.Excluded[0] || Enum.GetValues<Verdict>().Any(verdict => sink.ChangedBy(verdict) is { Count: > 0 }))
        {
            return null;
        }

        return target is FixedColumn words
            ? new Literal(converter.Output, words.Values[0], [])
            : new Literal(converter.Output, 0, ((VariableColumn)target)[0].ToArray());
    }

    private static Literal? FromHexadecimal(string text)
    {
        var bytes = new byte[Math.Max(0, (text.Length - 2) / 2)];
        return text.StartsWith("\\x", StringComparison.Ordinal)
            && text.Length % 2 == 0
            && System.Convert.FromHexString(text.AsSpan(2), bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? new Literal(Outputs.Bytes, 0, bytes)
            : null;
    }

    /// <summary>Reads <c>{}</c> and <c>{a,b}</c>; an element that would need quotes could hold the comma that joins labels.</summary>
    private static Literal? FromArray(string text)
    {
        var isArray = text.Length >= 2 && text[0] == '{' && text[^1] == '}' && text.AsSpan(1, text.Length - 2).IndexOfAny("{}\"\\\0") < 0;
        var elements = isArray ? text[1..^1].Split(',', StringSplitOptions.TrimEntries) : [];
        return isArray && (elements is [""] || elements.All(element => element.Length > 0 && !string.Equals(element, "null", StringComparison.OrdinalIgnoreCase)))
            ? new Literal(Outputs.Set, 0, Encoding.UTF8.GetBytes(string.Join(',', elements)))
            : null;
    }
}
