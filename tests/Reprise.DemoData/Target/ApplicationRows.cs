using Npgsql;
using NpgsqlTypes;
using Reprise.DemoData.Companies;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Target;

/// <summary>What the application holds already: organisations, some of them known to the sources, and a few dependent rows.</summary>
internal static class ApplicationRows
{
    /// <summary>Entity code under which the truth files name these records, and their origin column too.</summary>
    public const string Origin = "application";

    private const int RowsAtScaleOne = 300;

    private const string Dependants =
        """
        INSERT INTO membership (organisation_id, number, category, joined_on, active, created_at)
            SELECT id, 'APP-' || row_number() OVER (ORDER BY id), 'adherent', '2025-02-01', true, created_at
            FROM organisation WHERE deleted_at IS NULL ORDER BY id LIMIT 5;
        INSERT INTO contribution (membership_id, year, amount, paid_on, method)
            SELECT id, 2025, 120.00, '2025-03-15', 'virement' FROM membership ORDER BY id;
        INSERT INTO event (origin, reference, title, starts_at, place, capacity, price, published) VALUES
            ('application', 'AG-2025', 'Assemblée générale 2025', '2025-06-14 09:30:00', 'Lyon', 200, 0, true),
            ('application', 'AG-2026', 'Assemblée générale 2026', '2026-06-13 09:30:00', 'Paris', 250, 0, true);
        INSERT INTO activity (id, organisation_id, label, happened_at)
            SELECT nextval('activity_id_seq'), id, 'Création de la fiche', created_at
            FROM organisation ORDER BY id LIMIT 3;
        """;

    /// <summary>Half of them are companies that the sources know by SIRET; one in eight was deleted since.</summary>
    public static IReadOnlyList<ApplicationRow> Compose(DemoOptions options, DemoCompanies companies, EntityTruth truth)
    {
        var dice = new Dice(options.Seed, "application");
        var count = Math.Max(16, (int)Math.Round(RowsAtScaleOne * options.Scale));
        var known = companies.National.Rows.Concat(companies.Ud75.Rows).Concat(companies.Ud69.Rows)
            .Where(row => row.Kind == AppearanceKind.Original)
            .Select(row => row.Company)
            .Distinct()
            .ToList();
        dice.Shuffle(known);
        var own = new CompanyRegister().Found(new Dice(options.Seed, "application/own"), count / 2, Places.Communes.Anywhere)
            .Select(company => company with { Id = $"A{company.Id[1..]}" })
            .Where(company => known.TrueForAll(other => other.Siret != company.Siret));
        var rows = new List<ApplicationRow>(count);
        foreach (var company in known.Take(count - (count / 2)).Concat(own))
        {
            var created = dice.Moment(2025, 2025);
            var row = new ApplicationRow(dice.Uuid(), company, created, rows.Count % 8 == 7 ? created.AddDays(90) : null);
            rows.Add(row);
            truth.Companies.Add(new CompanyRecord("organisation", row.Id.ToString(), company.Id));
        }

        return rows;
    }

    public static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<ApplicationRow> rows, CancellationToken cancellationToken)
    {
        const string copy =
            """
            COPY organisation (id, siren, siret, name, legal_form, address, postal_code, city, email, phone, active, origin,
                created_at, deleted_at) FROM STDIN (FORMAT BINARY)
            """;
        await using (var import = await connection.BeginBinaryImportAsync(copy, cancellationToken))
        {
            foreach (var row in rows)
            {
                await WriteAsync(import, row, cancellationToken);
            }

            await import.CompleteAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand(Dependants, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter import, ApplicationRow row, CancellationToken cancellationToken)
    {
        var company = row.Company;
        await import.StartRowAsync(cancellationToken);
        await import.WriteAsync(row.Id, NpgsqlDbType.Uuid, cancellationToken);
        string[] texts =
        [
            company.Siren, company.Siret, company.Name, company.LegalForm, company.Street, company.Commune.PostalCode,
            company.Commune.Name, company.Email, company.Phone,
        ];
        foreach (var text in texts)
        {
            await import.WriteAsync(text, NpgsqlDbType.Varchar, cancellationToken);
        }

        await import.WriteAsync(row.DeletedAt is null, NpgsqlDbType.Boolean, cancellationToken);
        await import.WriteAsync(Origin, NpgsqlDbType.Varchar, cancellationToken);
        await import.WriteAsync(row.CreatedAt, NpgsqlDbType.Timestamp, cancellationToken);
        if (row.DeletedAt is { } deleted)
        {
            await import.WriteAsync(deleted, NpgsqlDbType.Timestamp, cancellationToken);
        }
        else
        {
            await import.WriteNullAsync(cancellationToken);
        }
    }
}
