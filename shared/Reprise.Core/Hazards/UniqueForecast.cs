using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Text;
using Reprise.Core.Runs;

namespace Reprise.Core.Hazards;

/// <summary>Which mapped rows one unique index of the target takes for a row before them: resolving will hold them back.</summary>
/// <remarks>
/// Indexes of columns, and of <c>lower</c> or <c>upper</c> of them, are understood; others are the target's to judge, in a rehearsal. Rows are known by 128 bits
/// of their hash, and only the first <see cref="MostKeys"/> of them are remembered: beyond that the count is what it is at least.
/// </remarks>
internal sealed partial class UniqueForecast
{
    /// <summary>Different keys remembered: about 40 MB.</summary>
    private const int MostKeys = 1_000_000;

    private readonly TargetUniqueIndex _index;
    private readonly IReadOnlyList<Part> _parts;
    private readonly HashSet<UInt128> _seen = [];
    private readonly ArrayBufferWriter<byte> _key = new();

    private UniqueForecast(TargetUniqueIndex index, IReadOnlyList<Part> parts)
    {
        _index = index;
        _parts = parts;
    }

    /// <summary>What was found.</summary>
    public Tally Tally { get; } = new();

    /// <summary>Target column that the index begins with.</summary>
    public string Column => _parts[0].Column;

    /// <summary>What the hazard says beside its code.</summary>
    public string Detail => _seen.Count < MostKeys ? _index.Name : $"{_index.Name}, at least";

    /// <summary>The indexes of a table plan's target that can be looked at beforehand. Rows that the plan makes one record of do not offend them.</summary>
    public static IEnumerable<UniqueForecast> Of(RunTable table, StagingLayout layout) =>
        from index in table.Definition is null && table.Duplicates is null ? table.Target.UniqueIndexes : []
        where index.Predicate is null && !Merges(table, index)
        let parts = index.Expressions.Select(expression => PartOf(expression, layout)).ToList()
        where parts.Count > 0 && !parts.Contains(null)
        select new UniqueForecast(index, [.. parts.OfType<Part>()]);

    /// <summary>Looks at the rows that were mapped and not held back.</summary>
    public void Add(MappedBatch mapped)
    {
        for (var row = 0; row < mapped.Rows.RowCount; row++)
        {
            if (mapped.IsExcluded(row) || (!_index.NullsNotDistinct && _parts.Any(part => mapped.Rows.Columns[part.Place].IsNull(row))))
            {
                continue;
            }

            var key = KeyOf(mapped.Rows, row);
            if (_seen.Contains(key))
            {
                var first = mapped.Rows.Columns[_parts[0].Place];
                Tally.Add(first.IsNull(row) ? "NULL"u8 : Encoding.UTF8.GetBytes(CellText.Describe(first, row)));
            }
            else if (_seen.Count < MostKeys)
            {
                _seen.Add(key);
            }
        }
    }

    private UInt128 KeyOf(ColumnBatch rows, int row)
    {
        _key.ResetWrittenCount();
        foreach (var part in _parts)
        {
            var column = rows.Columns[part.Place];
            var value = column.IsNull(row) ? [] : part.Folded(column, row);
            BinaryPrimitives.WriteInt32LittleEndian(_key.GetSpan(sizeof(int)), column.IsNull(row) ? -1 : value.Length);
            _key.Advance(sizeof(int));
            _key.Write(value);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_key.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>True when rows that are equal to the index are equal to the plan's <c>match</c>, so that they become one record.</summary>
    private static bool Merges(RunTable table, TargetUniqueIndex index) =>
        table.Match.Count > 0 && table.Match.All(column => index.Expressions.Any(expression => expression.Trim('"') == column));

    private static Part? PartOf(string expression, StagingLayout layout)
    {
        if (Shape().Match(expression) is not { Success: true } shape)
        {
            return null;
        }

        var name = shape.Groups["name"].Value.Replace("\"\"", "\"", StringComparison.Ordinal);
        var place = layout.Columns.Index().Where(entry => entry.Item.Role is StagingRole.Value or StagingRole.Reference && entry.Item.Shown == name).Select(entry => entry.Index).DefaultIfEmpty(-1).First();
        return place < 0 ? null : new Part(name, place, FoldsCase: shape.Groups["function"].Success);
    }

    /// <summary>A column, bare or quoted, with <c>lower</c> or <c>upper</c> of it as text around it where there is one.</summary>
    [GeneratedRegex("""^(?:(?<function>lower|upper)\(\(?)?(?:"(?<name>(?:[^"]|"")+)"|(?<name>[a-z_][a-z0-9_$]*))(?:\)?::text)?(?(function)\))$""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shape();

    /// <summary>A part of an index.</summary>
    /// <param name="Column">Target column.</param>
    /// <param name="Place">Place of the staged column.</param>
    /// <param name="FoldsCase">True for <c>lower</c> and <c>upper</c>.</param>
    private sealed record Part(string Column, int Place, bool FoldsCase)
    {
        /// <summary>Bytes that are equal for values that the index takes for equal.</summary>
        public ReadOnlySpan<byte> Folded(Column column, int row) => column switch
        {
            VariableColumn text when !FoldsCase => text[row],
            VariableColumn text => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text[row]).ToLowerInvariant()),
            FixedColumn words => BitConverter.GetBytes(words.Values[row]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
