using Reprise.Core.Plans;
using Reprise.DemoData;
using Reprise.DemoData.Truth;
using Reprise.Resolution.Fields;

namespace Reprise.Benchmarks.Dedupe;

/// <summary>Records of which it is known which ones are the same.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Kind">What the records are.</param>
/// <param name="Records">The records.</param>
/// <param name="Truth">The true group of each record.</param>
internal sealed record LabelledSet(string Name, RecordKind Kind, RecordSet Records, IReadOnlyList<string> Truth)
{
    private static readonly (string Column, FieldRole Role, Func<LabelledCompany, string?> Value)[] Company =
    [
        ("siret", FieldRole.Identifier, company => company.Siret), ("name", FieldRole.OrganisationName, company => company.Name),
        ("street", FieldRole.Street, company => company.Street), ("postal_code", FieldRole.PostalCode, company => company.PostalCode),
        ("city", FieldRole.City, company => company.City), ("email", FieldRole.Email, company => company.Email), ("phone", FieldRole.Phone, company => company.Phone),
    ];

    /// <summary>The companies of the demo's four databases.</summary>
    public static LabelledSet Demo(double scale = 1) => Of(
        "demo",
        LabelledCompanies.Compose(new DemoOptions { MariaDb = string.Empty, Postgres = string.Empty, OutputDirectory = string.Empty, Scale = scale }));

    /// <summary>Made-up organisations, as many as asked for.</summary>
    public static LabelledSet Generated(string name, int count) => Of(name, OrganisationFile.Compose(count));

    private static LabelledSet Of(string name, IEnumerable<LabelledCompany> companies)
    {
        var builders = Company.Select(field => new MatchFieldBuilder(field.Column, field.Role)).ToArray();
        var truth = new List<string>();
        foreach (var company in companies)
        {
            truth.Add(company.CompanyId);
            for (var i = 0; i < builders.Length; i++)
            {
                builders[i].Append(Company[i].Value(company));
            }
        }

        return new LabelledSet(name, RecordKind.Organisation, new RecordSet([.. builders.Select(builder => builder.Build())]), truth);
    }
}
