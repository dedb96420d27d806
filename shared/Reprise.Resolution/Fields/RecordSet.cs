using Reprise.Core.Plans;

namespace Reprise.Resolution.Fields;

/// <summary>Records to be matched: their fields, column by column. Records are numbered from 0 in the order they were appended.</summary>
public sealed class RecordSet
{
    /// <summary>A set of records.</summary>
    /// <param name="fields">The fields, each with as many records.</param>
    /// <exception cref="ArgumentException">There is no field, or the fields differ in length.</exception>
    public RecordSet(IReadOnlyList<MatchField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Count == 0 || fields.Any(field => field.Count != fields[0].Count))
        {
            throw new ArgumentException("Records need at least one field, and the same number of values in each.", nameof(fields));
        }

        Fields = fields;
    }

    /// <summary>The fields.</summary>
    public IReadOnlyList<MatchField> Fields { get; }

    /// <summary>Records.</summary>
    public int Count => Fields[0].Count;

    /// <summary>The first field of a role that has a value anywhere; null = none.</summary>
    public MatchField? Find(FieldRole role) => Fields.FirstOrDefault(field => field.Role == role && field.Filled > 0);

    /// <summary>All fields of a role that have a value anywhere.</summary>
    public IEnumerable<MatchField> All(FieldRole role) => Fields.Where(field => field.Role == role && field.Filled > 0);
}
