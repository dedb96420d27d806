using System.Collections.Frozen;

namespace Reprise.Resolution.Text;

/// <summary>Words that are written in several ways, or say nothing, in the names of organisations and in addresses, French and English.</summary>
internal sealed class WordRules
{
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _forms;

    private WordRules(params (string Form, string Spellings)[] forms) => _forms = forms
        .SelectMany(form => form.Spellings.Split(' ').Select(spelling => (spelling, form.Form)))
        .ToFrozenDictionary(pair => pair.spelling, pair => pair.Form, StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Names of organisations: legal forms and articles say little, usual abbreviations are written out.</summary>
    /// <remarks>Legal forms of INSEE's nomenclature "catégories juridiques" in their usual abbreviations, and those of the United Kingdom, the United States and Germany.</remarks>
    public static WordRules OrganisationNames { get; } = new(
        (string.Empty, "sarl sasu sas sa eurl snc sci scp selarl scop scic gie ei eirl sca scea gaec earl inc ltd llc llp plc corp co gmbh ag association asso assoc"
            + " le la les l de du des d et a au aux en the of and for in"),
        ("saint", "st ste sainte"),
        ("societe", "soc"),
        ("etablissement", "ets etabs etablissements etab"),
        ("compagnie", "cie"),
        ("entreprise", "ent entr entreprises"),
        ("center", "centre ctr cntr centers centres"),
        ("school", "sch schools"),
        ("service", "services svc svcs srvc srvcs"),
        ("community", "comm cmty communities"),
        ("department", "dept departement"),
        ("national", "natl nationale nationaux"),
        ("international", "intl internationale"),
        ("generale", "gen gale general"),
        ("restaurant", "resto rest restaurants"),
        ("university", "univ universite"),
        ("development", "dev devel developpement"),
        ("brothers", "bros freres"),
        ("company", "companies"),
        ("hotel", "hotels"),
        ("garage", "garages"),
        ("transport", "transports transp"));

    /// <summary>Addresses: kinds of street and compass points say little, and are written in many ways.</summary>
    /// <remarks>Abbreviations of the French standard AFNOR XP Z10-011 (postal address) and of USPS Publication 28, appendix C.</remarks>
    public static WordRules Addresses { get; } = new(
        (string.Empty, "le la les l de du des d the of bp cs cedex"),
        ("~", "rue r avenue av ave aven boulevard boul bd bld blvd place pl plc allee allees all chemin che ch chem route rte impasse imp quai cours crs square sq passage pas"
            + " lotissement lot residence res faubourg fg fbg zone za zi zac street st str road rd drive dr drv lane ln court ct crt parade pde terrace tce ter crescent cres cr"
            + " circuit cct circ close cl way wy highway hwy parkway pkwy pky grove gr gve mews esplanade esp row walk loop parc park"),
        ("n", "north nord"),
        ("s", "south sud"),
        ("e", "east est"),
        ("w", "west ouest"),
        ("saint", "ste sainte"),
        ("general", "gal gen"),
        ("marechal", "mal"),
        ("docteur", "doct"),
        ("president", "pdt pres"),
        ("mount", "mt mont"),
        ("fort", "ft"));

    /// <summary>No rules.</summary>
    public static WordRules None { get; } = new();

    /// <summary>The usual form of a folded word; empty = it says nothing; null = the word as it is.</summary>
    public string? Find(ReadOnlySpan<char> word) => _forms.TryGetValue(word, out var form) ? form : null;
}
