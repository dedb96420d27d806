using Reprise.DemoData.Companies;
using Reprise.DemoData.Text;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>The dirt that company tables of every shape share, under each shape's column names.</summary>
internal sealed class CompanyDirt
{
    private readonly TableDraft _draft;
    private readonly EntityTruth _truth;
    private readonly CompanyFile _file;
    private readonly CompanyColumns _columns;
    private readonly DirtyText _names;
    private readonly DirtyText _towns;
    private readonly DirtyText _streets;
    private readonly DirtyRows _lostZeros;
    private readonly DirtyRows _blankSirets;
    private readonly DirtyRows _emails;
    private readonly DirtyRows _postcodes;

    public CompanyDirt(TableDraft draft, EntityTruth truth, CompanyFile file, CompanyColumns columns)
    {
        _draft = draft;
        _truth = truth;
        _file = file;
        _columns = columns;
        _names = draft.DirtyText(columns.Name);
        _towns = draft.DirtyText(columns.Town);
        _streets = draft.DirtyText(columns.Street);
        _lostZeros = draft.Dirty(DirtKind.SiretLostZeros, columns.Siret, draft.Shares.SiretLostZeros);
        _blankSirets = draft.Dirty(DirtKind.BlankSiret, columns.Siret, draft.Shares.BlankSirets);
        _emails = draft.Dirty(DirtKind.InvalidEmail, columns.Email, draft.Shares.InvalidEmails);
        _postcodes = draft.Dirty(
            DirtKind.OverlongPostcode, columns.PostalCode, draft.Shares.OverlongPostcodes, atLeastOnce: false);
    }

    /// <summary>Says whose record this is, and whether it is one too many.</summary>
    public void NoteIdentity(int row, string key)
    {
        var (company, _, kind) = _file.Rows[row];
        _truth.Companies.Add(new CompanyRecord(_columns.Table, key, company.Id));
        if (kind == AppearanceKind.Repeated)
        {
            _truth.Dirt.Add(new DirtRecord(_columns.Table, key, _columns.Siret, DirtKind.DuplicateSiret, ""));
        }
        else if (kind is AppearanceKind.VariantWithin or AppearanceKind.VariantAcross)
        {
            _truth.Dirt.Add(new DirtRecord(_columns.Table, key, _columns.Name, DirtKind.DuplicateVariant, company.Name));
        }
    }

    public string Name(int row, string key) => _names.Value(row, key, _file.Rows[row].Name);

    public string Town(int row, string key) => _towns.Value(row, key, _file.Rows[row].Company.Commune.Name);

    public string Street(int row, string key) => _streets.Value(row, key, _file.Rows[row].Company.Street);

    public string Siret(int row, string key)
    {
        var siret = _file.Rows[row].Siret;
        if (siret.Length == 0 || _file.NeedsSiret(row))
        {
            return siret;
        }

        if (_blankSirets.Hit(row, key))
        {
            return "";
        }

        return siret[0] == '0' && _lostZeros.Hit(row, key, siret) ? siret.TrimStart('0') : siret;
    }

    public string? Email(int row, string key)
    {
        var email = _file.Rows[row].Company.Email;
        if (_emails.Hit(row, key))
        {
            return ContactDetails.Broken(_draft.Dice, email);
        }

        return _draft.Dice.Chance(0.2) ? null : email;
    }

    public string PostalCode(int row, string key)
    {
        var commune = _file.Rows[row].Company.Commune;
        return _postcodes.Hit(row, key, commune.PostalCode)
            ? $"{commune.PostalCode} CEDEX {_draft.Dice.Between(10, 20)}"
            : commune.PostalCode;
    }
}
