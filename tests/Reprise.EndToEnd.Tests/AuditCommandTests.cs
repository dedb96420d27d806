using Reprise.EndToEnd.Tests.Quarantine;

namespace Reprise.EndToEnd.Tests;

/// <summary>The audit trail is listed and its chain is recomputed by the command line.</summary>
public sealed class AuditCommandTests
{
    [Fact]
    public async Task Entries_are_listed_and_a_changed_one_is_named_with_another_exit_code()
    {
        await using var association = await Association.CreateAsync();
        var first = await association.RunAsync("run", "asso", "--mode", "rehearsal");
        var second = await association.RunAsync("run", "asso", "--mode", "rehearsal");

        var all = (await association.Reprise.RunAsync("audit", "--json")).Expect(0).Json;
        var one = (await association.Reprise.RunAsync("audit", second, "--last", "2", "--json")).Expect(0).Json["entries"]!.AsArray();
        var text = (await association.Reprise.RunAsync("audit")).Expect(0).Output;

        Assert.Equal(["start", "purge", "status"], all["entries"]!.AsArray().Where(entry => (string)entry!["run"]! == first).Select(entry => (string)entry!["action"]!));
        Assert.Equal((long)all["verdict"]!["rows"]!, all["entries"]!.AsArray().Count);
        Assert.Equal(["purge", "status"], one.Select(entry => (string)entry!["action"]!));
        Assert.All(one, entry => Assert.Equal(second, (string)entry!["run"]!));
        Assert.Contains((string)all["verdict"]!["head"]!, text, StringComparison.Ordinal);
        Assert.Contains("none changed or missing", text, StringComparison.Ordinal);

        var tampered = (long)all["entries"]![1]!["id"]!;
        await using var target = association.OpenTarget();
        await using var tamper = target.CreateCommand($"ALTER TABLE reprise.audit DISABLE TRIGGER USER; UPDATE reprise.audit SET detail = 'nothing' WHERE id = {tampered}; ALTER TABLE reprise.audit ENABLE ALWAYS TRIGGER audit_append_only");
        await tamper.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var broken = (await association.Reprise.RunAsync("audit", "--json")).Expect(1);

        Assert.Equal((1L, tampered), ((long)broken.Json["verdict"]!["rows"]!, (long)broken.Json["verdict"]!["brokenAt"]!));
        Assert.Contains($"broken at entry {tampered}", broken.Error, StringComparison.Ordinal);
        (await association.Reprise.RunAsync("audit", "asso-20200101000000-aaaa")).Expect(2);
    }
}
