using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Types;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

public sealed class SnapshotTypesTests
{
    [Theory]
    [InlineData("tinyint(4)", ValueKind.Int16)]
    [InlineData("tinyint(3) unsigned", ValueKind.Int16)]
    [InlineData("smallint(6)", ValueKind.Int16)]
    [InlineData("smallint(5) unsigned", ValueKind.Int32)]
    [InlineData("mediumint(8) unsigned", ValueKind.Int32)]
    [InlineData("int(11)", ValueKind.Int32)]
    [InlineData("int(10) unsigned", ValueKind.Int64)]
    [InlineData("int(5) unsigned zerofill", ValueKind.Int64)]
    [InlineData("bigint(20)", ValueKind.Int64)]
    [InlineData("float", ValueKind.Float32)]
    [InlineData("double", ValueKind.Float64)]
    [InlineData("bit(1)", ValueKind.Boolean)]
    [InlineData("bit(2)", ValueKind.Bits)]
    [InlineData("year(4)", ValueKind.Int16)]
    [InlineData("date", ValueKind.Date)]
    [InlineData("datetime", ValueKind.DateTime)]
    [InlineData("timestamp", ValueKind.Timestamp)]
    [InlineData("time", ValueKind.Time)]
    [InlineData("char(3)", ValueKind.Text)]
    [InlineData("mediumtext", ValueKind.Text)]
    [InlineData("json", ValueKind.Json)]
    [InlineData("varbinary(8)", ValueKind.Binary)]
    [InlineData("longblob", ValueKind.Binary)]
    [InlineData("uuid", ValueKind.Uuid)]
    [InlineData("inet6", ValueKind.Text)]
    [InlineData("multipolygon", ValueKind.Binary)]
    [InlineData("vector(3)", ValueKind.Binary)]
    public void The_declared_type_decides(string declared, ValueKind kind) => Assert.Equal(kind, SnapshotTypes.For(Column(declared), profile: null).Kind);

    [Fact]
    public void Precision_scale_and_length_are_kept()
    {
        Assert.Equal(new ColumnType(ValueKind.Decimal, Precision: 65, Scale: 30), SnapshotTypes.For(Column("decimal(65,30)"), null));
        Assert.Equal(new ColumnType(ValueKind.DateTime, Precision: 6), SnapshotTypes.For(Column("datetime(6)"), null));
        Assert.Equal(new ColumnType(ValueKind.Text, Length: 20), SnapshotTypes.For(Column("varchar(20)"), null));
        Assert.Equal(new ColumnType(ValueKind.Bits, Length: 12), SnapshotTypes.For(Column("bit(12)"), null));
        Assert.Equal(ValueKind.TextSet, SnapshotTypes.For(Column("set('a')", labels: "a"), null).Kind);
    }

    [Theory]
    [InlineData(0, 1, ValueKind.Boolean)]
    [InlineData(1, 1, ValueKind.Boolean)]
    [InlineData(null, null, ValueKind.Boolean)]
    [InlineData(0, 2, ValueKind.Int16)]
    [InlineData(-1, 1, ValueKind.Int16)]
    public void Tinyint1_is_boolean_only_where_the_values_prove_it(int? min, int? max, ValueKind kind)
    {
        Assert.Equal(kind, SnapshotTypes.For(Column("tinyint(1)"), new ColumnProfile("t", "value", min, max, 0)).Kind);
        Assert.Equal(ValueKind.Int16, SnapshotTypes.For(Column("tinyint(1)"), profile: null).Kind);
        Assert.Equal(ValueKind.Int16, SnapshotTypes.For(Column("tinyint(1)") with { IsAutoIncrement = true }, new ColumnProfile("t", "value", min, max, 0)).Kind);
    }

    [Fact]
    public void Bigint_unsigned_is_int64_only_where_the_values_prove_it()
    {
        var column = Column("bigint(20) unsigned");

        Assert.Equal(ValueKind.UInt64, SnapshotTypes.For(column, profile: null).Kind);
        Assert.Equal(ValueKind.Int64, SnapshotTypes.For(column, new ColumnProfile("t", "value", 0, long.MaxValue, 0)).Kind);
        Assert.Equal(ValueKind.Int64, SnapshotTypes.For(column, new ColumnProfile("t", "value", null, null, 0)).Kind);
        Assert.Equal(ValueKind.UInt64, SnapshotTypes.For(column, new ColumnProfile("t", "value", 0, (decimal)long.MaxValue + 1, 0)).Kind);
    }

    [Theory]
    [InlineData("json_valid(`value`)", ValueKind.Json)]
    [InlineData("(JSON_VALID(`value`))", ValueKind.Json)]
    [InlineData("json_valid(`other`)", ValueKind.Text)]
    [InlineData("json_valid(`value`) or `value` = ''", ValueKind.Text)]
    public void Longtext_that_a_check_keeps_valid_is_json(string check, ValueKind kind)
    {
        var table = Table("t", [Column("longtext")]) with { Checks = [new SourceCheck("value", check)] };

        Assert.Equal(kind, SnapshotTypes.For(table, table.Columns[0], profile: null).Kind);
    }
}
