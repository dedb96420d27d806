using Reprise.DemoData.Places;
using Reprise.DemoData.Text;

namespace Reprise.DemoData.Companies;

/// <summary>Makes companies that differ from each other by SIREN and by name and town.</summary>
internal sealed class CompanyRegister
{
    private static readonly string[] BusinessForms = ["SARL", "SAS", "SCOP", "EURL", "SA", "Société coopérative d'intérêt collectif"];

    private readonly HashSet<string> _sirens = [];
    private readonly HashSet<string> _names = [];
    private int _last;

    /// <summary>Adds <paramref name="count"/> companies in towns that <paramref name="town"/> draws.</summary>
    public List<Company> Found(Dice dice, int count, Func<Dice, Commune> town)
    {
        var companies = new List<Company>(count);
        while (companies.Count < count)
        {
            var parent = companies.Count > 10 && dice.Chance(0.04) ? dice.One(companies) : null;
            companies.Add(Found(dice, town(dice), parent));
        }

        return companies;
    }

    private Company Found(Dice dice, Commune commune, Company? parent)
    {
        var isAssociation = dice.Chance(0.6);
        var name = Name(dice, commune, isAssociation);
        return new Company
        {
            Id = $"C{++_last:000000}",
            Name = name,
            LegalForm = isAssociation ? "Association loi 1901" : dice.One(BusinessForms),
            IsAssociation = isAssociation,
            Siret = Siren.Site(NewSiren(dice), dice.Between(1, 9)),
            Street = Streets.Line(dice),
            StreetExtra = Streets.Extra(dice),
            Commune = commune,
            Email = ContactDetails.CompanyEmail(dice, name),
            Phone = ContactDetails.Phone(dice),
            Parent = parent,
        };
    }

    private string Name(Dice dice, Commune commune, bool isAssociation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var name = isAssociation ? CompanyNames.Association(dice, commune) : CompanyNames.Business(dice);
            if (attempt > 4)
            {
                name = $"{name} n° {dice.Between(2, 99)}";
            }

            if (_names.Add($"{name}/{commune.Name}"))
            {
                return name;
            }
        }
    }

    private string NewSiren(Dice dice)
    {
        while (true)
        {
            var siren = Siren.Draw(dice);
            if (_sirens.Add(siren))
            {
                return siren;
            }
        }
    }
}
