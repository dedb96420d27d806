using Reprise.DemoData.Companies;
using Reprise.DemoData.Sources;
using Reprise.DemoData.Target;

namespace Reprise.DemoData.Truth;

/// <summary>The companies of all the demo's databases with their truth, without a database.</summary>
public static class LabelledCompanies
{
    private static readonly string[] National = ["siret", "raison_sociale", "adresse", "code_postal", "ville", "email", "telephone"];
    private static readonly string[] Dolibarr = ["siret", "nom", "address", "zip", "town", "email", "phone"];
    private static readonly string[] Galette = ["num_siret", "raison_sociale", "adresse1", "cp", "ville", "mel", "tel"];

    /// <summary>The same records that the databases of these options hold, sources first, then the application.</summary>
    public static IEnumerable<LabelledCompany> Compose(DemoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var companies = DemoCompanies.Compose(options);
        var application = new EntityTruth(ApplicationRows.Origin);
        return Of(new NationalShape(options, companies.National), "societes", National)
            .Concat(Of(new DolibarrShape(options, companies.Ud75), "llx_societe", Dolibarr))
            .Concat(Of(new GaletteShape(options, companies.Ud69), "ste", Galette))
            .Concat(ApplicationRows.Compose(options, companies, application).Where(row => row.DeletedAt is null).Select(row => Of(row.Company)));
    }

    private static LabelledCompany Of(Company company) => new(
        company.Id, ApplicationRows.Origin, company.Siret, company.Name, company.Street, company.Commune.PostalCode, company.Commune.Name, company.Email, company.Phone);

    private static IEnumerable<LabelledCompany> Of(ISourceShape shape, string table, string[] columns)
    {
        var companies = shape.Tables().First(candidate => candidate.Name == table);
        var at = columns.Select(column => companies.Columns.ToList().IndexOf(column)).ToArray();
        foreach (var row in companies.Rows)
        {
            // The row has just been made up, and its truth with it.
            var id = shape.Truth.Companies[^1].CompanyId;
            var text = at.Select(index => row[index]?.ToString()).ToArray();
            yield return new LabelledCompany(id, shape.Truth.Entity, text[0], text[1], text[2], text[3], text[4], text[5], text[6]);
        }
    }
}
