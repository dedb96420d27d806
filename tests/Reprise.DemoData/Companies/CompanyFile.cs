namespace Reprise.DemoData.Companies;

/// <summary>The companies of one entity, as its database has them: in order, with its duplicates.</summary>
internal sealed class CompanyFile
{
    private readonly Dictionary<Company, int> _firstRow = [];
    private readonly HashSet<Company> _repeated = [];

    private CompanyFile(IReadOnlyList<Appearance> rows)
    {
        Rows = rows;
        for (var row = 0; row < rows.Count; row++)
        {
            _firstRow.TryAdd(rows[row].Company, row);
            if (rows[row].Kind == AppearanceKind.Repeated)
            {
                _repeated.Add(rows[row].Company);
            }
        }
    }

    public IReadOnlyList<Appearance> Rows { get; }

    /// <summary>The row of the parent company, where this entity has it and the record is not a copy.</summary>
    public int? ParentRow(int row) =>
        Rows[row] is { Kind: AppearanceKind.Original, Company.Parent: { } parent } && _firstRow.TryGetValue(parent, out var at)
            ? at
            : null;

    /// <summary>Whether the SIRET of the row is what makes it a duplicate: then it must stay as it is.</summary>
    public bool NeedsSiret(int row) => _repeated.Contains(Rows[row].Company);

    /// <summary>
    /// A file of <paramref name="count"/> records: companies of its own, companies shared with another entity, and copies.
    /// </summary>
    public static CompanyFile Compose(Dice dice, int count, DirtShares shares, IReadOnlyList<Company> shared, Func<int, List<Company>> found)
    {
        var repeated = Math.Max(1, (int)Math.Round(count * shares.DuplicatesWithin));
        var variants = Math.Max(1, (int)Math.Round(count * shares.VariantsWithin));
        var originals = count - repeated - variants;
        var rows = new List<Appearance>(count);
        rows.AddRange(shared.Take(originals).Select(company => dice.Chance(shares.VariantsAcross)
            ? new Appearance(company, Spelling.Variant(dice, company), AppearanceKind.VariantAcross)
            : new Appearance(company, company.Name, AppearanceKind.Original)));
        rows.AddRange(found(originals - rows.Count).Select(company => new Appearance(company, company.Name, AppearanceKind.Original)));

        // Copies are made of the entity's own spelling of companies whose SIRET it has, each company at most once.
        var models = rows.Where(row => row.Kind == AppearanceKind.Original).ToList();
        dice.Shuffle(models);
        rows.AddRange(models.Take(repeated).Select(row => row with { Kind = AppearanceKind.Repeated }));
        rows.AddRange(models.Skip(repeated).Take(variants).Select(row =>
            new Appearance(row.Company, Spelling.Variant(dice, row.Company), AppearanceKind.VariantWithin)));
        dice.Shuffle(rows);
        return new CompanyFile(rows);
    }
}
