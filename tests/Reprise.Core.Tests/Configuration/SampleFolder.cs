using System.Text;
using Reprise.Core.Configuration;

namespace Reprise.Core.Tests.Configuration;

/// <summary>A configuration folder on disk: a good one, until a test changes it.</summary>
internal sealed class SampleFolder : IDisposable
{
    public const string Settings = "reprise.yaml";

    public const string Paris = "entities/ud-75.yaml";

    public const string Marseille = "entities/ud-13.yaml";

    public const string Plan = "plans/dolibarr/plan.yaml";

    public const string Fragment = "plans/_fragments/contact.yaml";

    public const string RuledPlan = "plans/adherents/plan.yaml";

    public static readonly IReadOnlyDictionary<string, string> Good = new Dictionary<string, string>
    {
        [Settings] = """
            target: { connection: env:REPRISE_TARGET }
            snapshots: { connection: env:REPRISE_BLOB, container: reprise-blobs, retention_days: 14, keep_days: 90 }
            keys: { encryption_key: env:REPRISE_KEK }
            defaults:
              parallelism: 4
              chunk_rows: 50000
              approval: none
              gates: { quarantined_percent: 2.5 }

            """,
        [Paris] = """
            # yaml-language-server: $schema=../schemas/entity.schema.json
            entity: ud-75
            name: Union départementale de Paris
            source: { connection: env:REPRISE_UD75 }
            plan: dolibarr
            parallelism: 2
            window: { from: "20:00", to: "06:00", time_zone: Europe/Paris }
            approval: required
            sync: "0 3 * * *"
            gates: { quarantined_percent: 5 }
            sync_jitter: PT30M

            """,
        [Marseille] = """
            entity: ud-13
            name: Union départementale des Bouches-du-Rhône
            source: { connection: env:REPRISE_UD13 }
            plan: replicate

            """,
        [Plan] = """
            plan: dolibarr
            version: 3
            description: Third parties and contacts
            ignored: [llx_const, llx_menu]
            tables:
              - table: organisation
                from: llx_societe
                to: public.organisation
                lot: people
                key: [rowid]
                id: { column: id, strategy: uuid }
                match: [siret]
                columns:
                  name: nom
                  siret: { from: siret, blank_as_null: true }
                  origin: { entity: code }
                  legal_form: { value: "Association" }
                  closed_at: { value: null }
                  created_at: { from: datec, otherwise: "2000-01-01 00:00:00" }
                  parent_id: { reference: organisation, from: [parent], missing: null }
              - table: contact
                from: llx_socpeople
                to: contact
                id: { column: id, strategy: identity }
                columns:
                  last_name: lastname
                  organisation_id: { reference: organisation, from: fk_soc }
                duplicates:
                  kind: person
                  fields: { family_name: last_name }
                  match_at: 0.9
            gates:
              - gate: siret_filled
                table: organisation
                measure: completeness
                columns: [siret, name]
                at_least: 80
                warn: 90
                label: SIRET renseigné
              - { gate: form, table: organisation, measure: validity, column: legal_form, one_of: [Association, 1901], at_least: 100, on_fail: warn }
              - { gate: period, table: organisation, measure: consistency, expression: "closed_at is null or closed_at >= created_at", at_least: 100 }
              - { gate: once, table: contact, measure: uniqueness, column: last_name, at_least: 10 }
              - { gate: attached, table: contact, measure: referential, column: organisation_id, at_least: 90 }
              - { gate: merged, table: organisation, measure: duplicates, at_most: 10 }
              - { gate: kept, table: contact, measure: reconciliation, at_least: 98 }
              - { gate: fees, table: contact, measure: sum, column: fee, by: [year(paid_on)], source: { column: montant, by: [annee] }, tolerance: 0.01 }
              - { gate: undecided, table: contact, measure: review, at_most: 250, warn: 100 }

            """,
        [Fragment] = """
            fragment: contact
            description: How people are reached, in every Dolibarr
            columns:
              email: { from: email, blank_as_null: true }
              phone: phone

            """,
        [RuledPlan] = """
            plan: adherents
            tables:
              - table: contact
                from: adherents
                to: contact
                where:
                  - { column: supprime, in: ["0", ""] }
                  - { column: cree_le, at_least: 2000-01-01, at_most: "2030-12-31" }
                  - { column: nom, not_null: true, not_in: test }
                  - { column: fusion, is_null: true }
                id: { column: id, strategy: uuid }
                columns:
                  last_name: { from: nom, normalise: [trim, name_case] }
                  email: { from: mel, normalise: email, invalid: null, blank_as_null: true }
                  siret: { from: siret, normalise: [siret], invalid: keep }
                  legal_form: { from: forme, map: { SARL: sarl, "S.A.R.L.": sarl, "N/C": null, 1: "1" }, unknown: { value: autre } }
                  kind: { from: type, map: { a: b }, unknown: "null" }
                  full_name: { sql: "concat_ws(' ', prenom, last_name, age)", with: { prenom: prenom, age: { from: age, type: integer } } }
                  category_id: { lookup: category, by: { code: categorie, kind: genre }, return: id, missing: { value: 1 } }
                  region_id: { lookup: geo.region, by: { code: region }, missing: null }
              - table: spouse
                from: adherents
                to: contact
                part: spouse
                join:
                  - { table: adherents_extra, as: extra, on: { fk_adherent: id }, missing: quarantine }
                  - { table: pays, as: pays, on: { id: extra.fk_pays } }
                pivot: { table: adherents_meta, as: m, on: { adherent: id }, name: cle, value: valeur, repeated: first }
                id: { column: id, strategy: uuid }
                columns: { last_name: extra.nom_conjoint, email: m.mel_conjoint, region_id: pays.code }
                sync: { watermark: modifie_le, overlap: PT1H, deletes: soft_delete, soft_delete: { column: closed_at } }

            """,
    };

    public SampleFolder(IReadOnlyDictionary<string, string>? files = null)
    {
        Root = Directory.CreateTempSubdirectory("reprise-configuration-").FullName;
        foreach (var (file, text) in files ?? Good)
        {
            Write(file, text);
        }
    }

    public string Root { get; }

    public void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public void Write(string file, byte[] content)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Root);
        File.WriteAllBytes(path, content);
    }

    public void Replace(string file, string before, string after)
    {
        var text = File.ReadAllText(Path.Combine(Root, file));
        Assert.Contains(before, text, StringComparison.Ordinal);
        Write(file, text.Replace(before, after, StringComparison.Ordinal));
    }

    public void Delete(string file) => File.Delete(Path.Combine(Root, file));

    public ConfigurationResult Load() => ConfigurationLoader.Load(Root);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
