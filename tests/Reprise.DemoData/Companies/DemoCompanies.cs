using Reprise.DemoData.Places;

namespace Reprise.DemoData.Companies;

/// <summary>The company files of the three entities, with what they share.</summary>
internal sealed record DemoCompanies(CompanyFile National, CompanyFile Ud75, CompanyFile Ud69)
{
    public const int NationalRows = 20_000;
    public const int Ud75Rows = 5_000;
    public const int Ud69Rows = 3_000;

    public static DemoCompanies Compose(DemoOptions options)
    {
        var register = new CompanyRegister();
        var dice = new Dice(options.Seed, "companies");
        var shares = options.Dirt;
        int Scaled(int rows) => Math.Max(20, (int)Math.Round(rows * options.Scale));

        var national = CompanyFile.Compose(
            dice, Scaled(NationalRows), shares, [], count => register.Found(dice, count, Communes.Anywhere));
        var known = national.Rows.Where(row => row.Kind == AppearanceKind.Original).Select(row => row.Company).ToList();

        CompanyFile Branch(int rows, string department, IReadOnlyList<Commune> towns)
        {
            var shared = known.Where(company => company.Commune.Department == department)
                .Take((int)Math.Round(rows * shares.SharedAcross))
                .ToList();
            return CompanyFile.Compose(
                dice, rows, shares, shared, count => register.Found(dice, count, town => town.One(towns)));
        }

        return new DemoCompanies(
            national,
            Branch(Scaled(Ud75Rows), "75", Communes.Paris),
            Branch(Scaled(Ud69Rows), "69", Communes.Rhone));
    }
}
