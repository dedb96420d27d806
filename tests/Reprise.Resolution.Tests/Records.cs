using Reprise.Core.Plans;
using Reprise.Resolution.Fields;

namespace Reprise.Resolution.Tests;

/// <summary>Makes sets of records for tests.</summary>
internal static class Records
{
    /// <summary>A set with a field per role and a row per record.</summary>
    public static RecordSet Of(FieldRole[] roles, params string?[][] rows) => new([.. roles.Select((role, at) =>
    {
        var builder = new MatchFieldBuilder(role.ToString(), role);
        foreach (var row in rows)
        {
            builder.Append(row[at]);
        }

        return builder.Build();
    })]);
}
