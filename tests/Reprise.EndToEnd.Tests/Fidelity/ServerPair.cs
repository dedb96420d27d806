using MySqlConnector;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Fidelity.Cases;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Where the cases come from and where they go to.</summary>
/// <param name="From">Server of the source.</param>
/// <param name="To">Server of the target.</param>
public sealed record ServerPair(SourceServer From, TargetServer To)
{
    /// <summary>The cases that the source's server has.</summary>
    public IEnumerable<FidelityCase> Cases => CaseFamily.ByName.Values.Where(Has);

    /// <summary>False for a case of something that the source's server does not have.</summary>
    public bool Has(FidelityCase item) => From != SourceServer.MySql || !item.IsMariaDbOnly;

    /// <summary>The case with the answers that hold for the source's server.</summary>
    public FidelityCase Case(string name) => From == SourceServer.MySql ? CaseFamily.ByName[name].OnMySql() : CaseFamily.ByName[name];

    /// <summary>The server knows no such type, syntax, collation or text: a case that it does have must not be left out.</summary>
    public async Task RefusesAsync(FidelityCase item)
    {
        var refusal = await Assert.ThrowsAsync<MySqlException>(() => SampleDatabase.CreateAsync(item.Script, From));

        Assert.True(refusal.ErrorCode is MySqlErrorCode.ParseError or MySqlErrorCode.UnknownCollation or MySqlErrorCode.InvalidCharacterString or MySqlErrorCode.InvalidJsonText, refusal.Message);
    }
}
