using System.Text;
using CsCheck;
using Reprise.Core.Mapping.Replicate;

namespace Reprise.Core.Tests.Mapping;

public sealed class NameAllocatorTests
{
    [Fact]
    public void A_name_that_fits_and_is_free_stays() => Assert.Equal("Été_2024", new NameAllocator().Take("Été_2024"));

    [Fact]
    public void Two_long_names_with_one_beginning_stay_two()
    {
        var names = new NameAllocator();
        var beginning = new string('a', 63);

        var (first, second) = (names.Take($"{beginning}1"), names.Take($"{beginning}2"));

        Assert.NotEqual(first, second);
        Assert.Equal(first, new NameAllocator().Take($"{beginning}1"));
    }

    [Fact]
    public void Names_that_differ_only_by_case_are_kept_apart()
    {
        var names = new NameAllocator();

        Assert.Equal("Users", names.Take("Users"));
        Assert.StartsWith("users_", names.Take("users"), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_names_become_as_many_names_of_at_most_63_bytes() =>
        Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 1, 80], Gen.String[Gen.OneOf(Gen.Const('é'), Gen.Const('漢')), 18, 64], Gen.Const("same")).Array[1, 20].Sample(wanted =>
        {
            var names = new NameAllocator();
            var given = wanted.Select(names.Take).ToList();
            Assert.Equal(wanted.Length, given.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(given, name => Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 63));
        });
}
