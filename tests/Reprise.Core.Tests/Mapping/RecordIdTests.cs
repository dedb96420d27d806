using System.Text;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Tests.Mapping;

public sealed class RecordIdTests
{
    /// <summary>The vector of RFC 9562, appendix A.4.</summary>
    [Fact]
    public void An_id_is_a_uuid_of_version_5()
    {
        var id = new byte[RecordId.Length];

        new RecordId(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), string.Empty).Write("www.example.com"u8, id);

        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), new Guid(id, bigEndian: true));
    }

    /// <summary>Computed once by another implementation from namespace and name; it may never change.</summary>
    [Fact]
    public void The_id_of_a_row_is_the_same_in_every_release() => Assert.Equal(new Guid("4e1b9153-bfbd-528b-b0e8-d68ceacf9a8e"), Make("ud-75", "societes", "1"));

    [Fact]
    public void Entity_table_and_key_each_count() =>
        Assert.Equal(5, new[] { Make("a", "b", "c"), Make("x", "b", "c"), Make("a", "x", "c"), Make("a", "b", "x"), Make("ab", "", "c") }.Distinct().Count());

    private static Guid Make(string entity, string table, string key)
    {
        var id = new byte[RecordId.Length];
        new RecordId(entity, table).Write(Encoding.UTF8.GetBytes(key), id);
        return new Guid(id, bigEndian: true);
    }
}
