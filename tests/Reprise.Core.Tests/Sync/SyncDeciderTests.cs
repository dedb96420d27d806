using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Entities;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Core.Sync;

namespace Reprise.Core.Tests.Sync;

public sealed class SyncDeciderTests
{
    private static readonly RunId Last = RunId.Parse("ud-75-20261124093000-k7qd");

    [Fact]
    public void A_table_that_allows_it_is_read_from_the_last_bound_on_and_otherwise_by_digests()
    {
        var table = Assert.Single(SyncDecider.Decide(Plan("tms"), RunMode.Incremental, Basis()));

        Assert.Equal((SyncMethod.Watermark, SyncReason.Allowed, "2026-11-29 23:45:00.000000", Last.Value), (table.Method, table.Reason, table.From, table.BasedOn));
        Assert.Equal((SyncMethod.Hash, SyncReason.Allowed), Decided(Plan(), RunMode.Incremental, Basis()));
    }

    [Fact]
    public void Everything_is_read_whenever_less_could_miss_something()
    {
        Assert.Equal((SyncMethod.Full, SyncReason.Mode), Decided(Plan("tms"), RunMode.Full, Basis()));
        Assert.Equal((SyncMethod.Full, SyncReason.Rehearsal), Decided(Plan("tms"), RunMode.Rehearsal, Basis()));
        Assert.Equal((SyncMethod.Full, SyncReason.Replicate), Decided(Plan() with { Plan = "replicate" }, RunMode.Incremental, Basis()));
        Assert.Equal((SyncMethod.Full, SyncReason.First), Decided(Plan("tms"), RunMode.Incremental, null));
        Assert.Equal((SyncMethod.Full, SyncReason.First), Decided(Plan("tms"), RunMode.Incremental, Basis() with { Tables = [] }));
        Assert.Equal((SyncMethod.Full, SyncReason.RolledBack), Decided(Plan("tms"), RunMode.Incremental, Basis() with { IsRolledBack = true }));
        Assert.Equal((SyncMethod.Full, SyncReason.Unfinished), Decided(Plan("tms"), RunMode.Incremental, Basis() with { HasSucceeded = false }));
        Assert.Equal((SyncMethod.Full, SyncReason.PlanChanged), Decided(Plan("tms"), RunMode.Incremental, Basis() with { PlanHash = "other" }));
        Assert.Equal((SyncMethod.Full, SyncReason.Upgraded), Decided(Plan("tms"), RunMode.Incremental, Basis(table => table with { Mapping = "older" })));
        Assert.Equal((SyncMethod.Full, SyncReason.NoBound), Decided(Plan("tms"), RunMode.Incremental, Basis(table => table with { To = null })));
        Assert.Equal((SyncMethod.Full, SyncReason.NoKey), Decided(Plan(key: []), RunMode.Incremental, Basis()));
        Assert.Equal((SyncMethod.Full, SyncReason.OtherKey), Decided(Plan(planKey: ["ref"]), RunMode.Incremental, Basis()));
        Assert.Equal((SyncMethod.Full, SyncReason.KeyType), Decided(Plan(key: ["tms"], planKey: ["tms"]), RunMode.Incremental, Basis()));
    }

    [Fact]
    public void Digests_are_of_the_columns_that_the_plan_makes_something_of() =>
        Assert.Equal(["id", "name", "state"], UsedColumns.Of(Plan(), Plan().Sources[0]));

    private static (SyncMethod Method, string Reason) Decided(RunPlan plan, RunMode mode, SyncBasis? basis) =>
        SyncDecider.Decide(plan, mode, basis) is [var table] ? (table.Method, table.Reason) : default;

    private static SyncBasis Basis(Func<TableSync, TableSync>? change = null)
    {
        var table = new TableSync("club", SyncMethod.Full, SyncReason.Mode) { Mapping = SyncDecider.Mapping, Watermark = "tms", To = "2026-11-30 00:00:00.000000", Rows = 3 };
        return new SyncBasis(Last, "hash", HasSucceeded: true, IsRolledBack: false, [change?.Invoke(table) ?? table]);
    }

    private static RunPlan Plan(string? watermark = null, string[]? key = null, string[]? planKey = null)
    {
        SourceColumn[] columns =
        [
            new() { Name = "id", DataType = "int", DeclaredType = "int" },
            new() { Name = "ref", DataType = "varchar", DeclaredType = "varchar(20)" },
            new() { Name = "name", DataType = "varchar", DeclaredType = "varchar(20)" },
            new() { Name = "state", DataType = "int", DeclaredType = "int" },
            new() { Name = "tms", DataType = "datetime", DeclaredType = "datetime" },
        ];
        var source = new SourceTable("club", "InnoDB", true, 3, 0, string.Empty, null, columns, ["id"], [], [], []);
        var target = new TargetTable(new TableName("public", "club"), [], ["id"], [], [], []);
        ColumnType[] types = [new(ValueKind.Int32), new(ValueKind.Text), new(ValueKind.Text), new(ValueKind.Int32), new(ValueKind.DateTime)];
        return new RunPlan
        {
            Entity = "ud-75",
            EntityName = "Paris",
            Plan = "members",
            PlanVersion = 1,
            PlanFingerprint = "f",
            SourceServer = "MariaDB",
            Parallelism = 1,
            RequiresApproval = false,
            Gates = GateThresholds.Default,
            ChunkRows = 1000,
            Sources = [new SourceRead(source, [.. columns.Zip(types, (column, type) => new BatchColumn(column.Name, type))], key ?? ["id"])],
            Tables =
            [
                new RunTable
                {
                    Name = "club",
                    Source = "club",
                    Target = target,
                    Lot = "main",
                    DependsOn = [],
                    Key = planKey ?? ["id"],
                    Where = [new RowCondition("state", RowTest.In, ["1"], 1)],
                    Sync = SyncRule.Default with { Watermark = watermark },
                    Rules = [new SourceColumnRule("name", "name", false, null, 1)],
                },
            ],
            Lots = ["main"],
            Hash = "hash",
        };
    }
}
