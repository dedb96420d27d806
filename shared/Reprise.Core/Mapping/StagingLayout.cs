using System.Globalization;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping;

/// <summary>Columns of a staging table: what the mapper fills and COPY writes, in order.</summary>
/// <remarks>
/// Replicate: exactly the target's columns. Mapped: first <c>_key</c> (the source key), then the id where the mapper makes it,
/// then every target column that has a rule; a reference is staged as the parent's source key in <c>_ref_COLUMN</c>
/// and resolved to the target column later; so is what a <see cref="DerivedRule"/> is worked out from, in <c>_in_RULE_INPUT</c>, numbered from 0.
/// </remarks>
public sealed record StagingLayout(IReadOnlyList<StagingColumn> Columns)
{
    /// <summary>Staging column that holds the source key.</summary>
    public const string KeyColumn = "_key";

    /// <summary>Prefix of staging columns that hold a parent's source key.</summary>
    public const string ReferencePrefix = "_ref_";

    private static readonly PgType TextType = new(PgKind.Text);

    /// <summary>The layout of a table plan.</summary>
    public static StagingLayout For(RunTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = new List<StagingColumn>();
        if (table.Definition is null)
        {
            columns.Add(new StagingColumn(KeyColumn, StagingRole.Key, TextType));
            if (table.Id is { Strategy: IdStrategy.Uuid } id)
            {
                columns.Add(new StagingColumn(id.Column, StagingRole.Id, Target(table, id.Column)));
            }
        }

        for (var i = 0; i < table.Rules.Count; i++)
        {
            columns.AddRange(Of(table, table.Rules[i], i));
        }

        return new StagingLayout(columns);
    }

    /// <summary>Staging column of an input of a rule.</summary>
    /// <param name="table">Table plan.</param>
    /// <param name="rule">One of its rules.</param>
    /// <param name="input">Place of the input among the rule's, from 0.</param>
    public static string InputColumn(RunTable table, DerivedRule rule, int input)
    {
        ArgumentNullException.ThrowIfNull(table);
        return InputColumn(table.Rules.Index().First(entry => ReferenceEquals(entry.Item, rule)).Index, input);
    }

    private static string InputColumn(int rule, int input) => string.Create(CultureInfo.InvariantCulture, $"_in_{rule}_{input}");

    private static IEnumerable<StagingColumn> Of(RunTable table, ColumnRule rule, int place) => rule switch
    {
        ReferenceRule => [new StagingColumn(ReferencePrefix + rule.Column, StagingRole.Reference, TextType)],
        DerivedRule derived => derived.Inputs.Select((input, i) => new StagingColumn(InputColumn(place, i), StagingRole.Input, input.Type ?? TextType) { Shown = $"{rule.Column}.{input.Name}" }),
        _ => [new StagingColumn(rule.Column, StagingRole.Value, Target(table, rule.Column))],
    };

    private static PgType Target(RunTable table, string column) =>
        (table.Target.Find(column) ?? throw new InvalidOperationException($"Table plan {table.Name}: {table.Target.Name} has no column {column}; planning let it through.")).Type;
}

/// <summary>One column of a staging table.</summary>
/// <param name="Name">Name in the staging table.</param>
/// <param name="Role">What it holds.</param>
/// <param name="Type">PostgreSQL type.</param>
public sealed record StagingColumn(string Name, StagingRole Role, PgType Type)
{
    /// <summary>Name by which people know what is in it.</summary>
    public string Shown { get; init; } = Role == StagingRole.Reference ? Name[StagingLayout.ReferencePrefix.Length..] : Name;
}

/// <summary>What a staging column holds.</summary>
public enum StagingRole
{
    /// <summary>A value for the target column of that name.</summary>
    Value,

    /// <summary>The canonical source key, see <see cref="SourceKey"/>.</summary>
    Key,

    /// <summary>The target id, made by the mapper.</summary>
    Id,

    /// <summary>A parent's canonical source key.</summary>
    Reference,

    /// <summary>A value that a target column is worked out from; it is not published itself.</summary>
    Input,
}
