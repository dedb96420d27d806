using Reprise.Core.Catalogs;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Profiles;

public abstract class ColumnSamplerTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : ColumnSamplerTests(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : ColumnSamplerTests(SourceServer.MariaDb11);

    public sealed class OnMySql() : ColumnSamplerTests(SourceServer.MySql);

    [Fact]
    public async Task Values_are_counted_by_what_they_look_like_whatever_their_type()
    {
        await ExecuteAsync(
            """
            CREATE TABLE t (id int PRIMARY KEY, mel varchar(80) CHARACTER SET latin1, ville text, actif enum('0','1'), naissance datetime, montant float, an year, logo blob)
            """,
            """
            INSERT INTO t VALUES
              (1, 'a@b.example', 'Évry', '1', '1970-01-01', 12.5, 2024, 'x'), (2, '', 'Lyon', '0', '0000-00-00', 1, 2023, NULL),
              (3, NULL, NULL, '0', NULL, NULL, NULL, NULL), (4, 'c@d.example', 'Paris', '1', '1980-02-01', 2, 2022, NULL)
            """);

        var samples = (await Source.SampleAsync(ConnectionString, [await TableAsync("t")], 100, Cancel)).ToDictionary(sample => sample.Column);

        Assert.Equal(["actif", "an", "id", "mel", "montant", "naissance", "ville"], samples.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((4, 2, 1, 2), (samples["mel"].Rows, samples["mel"].Filled, samples["mel"].Blank, samples["mel"].Kinds[ContentKind.Email]));
        Assert.Equal(3, samples["ville"].Kinds[ContentKind.ProperName]);
        Assert.Equal(4, samples["actif"].Kinds[ContentKind.YesNo]);
        Assert.Equal((2, 2), (samples["naissance"].Filled, samples["naissance"].Kinds[ContentKind.Date]));
        Assert.Equal(3, samples["montant"].Kinds[ContentKind.Number]);
        Assert.Equal(3, samples["an"].Kinds[ContentKind.Year]);
    }

    [Fact]
    public async Task No_more_rows_are_read_than_asked_for()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY)", $"INSERT INTO t SELECT seq FROM {Sequence(50)}");

        Assert.Equal(10, Assert.Single(await Source.SampleAsync(ConnectionString, [await TableAsync("t")], 10, Cancel)).Rows);
    }

    [Fact]
    public async Task A_table_of_nothing_but_bytes_is_not_asked()
    {
        await ExecuteAsync("CREATE TABLE t (logo blob)");
        var table = await TableAsync("t");
        await ExecuteAsync("DROP TABLE t");

        Assert.Empty(await Source.SampleAsync(ConnectionString, [table], 10, Cancel));
    }
}
