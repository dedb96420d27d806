using Reprise.Core.Quality;
using Reprise.Pipeline.Quality;

namespace Reprise.Pipeline.Tests.Quality;

/// <summary>Which rows of the source a sum is made of.</summary>
public sealed class ChunkFatesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_is_not_named_was_kept_and_a_chunk_without_names_asks_for_no_keys()
    {
        await using var fates = Of(isEveryRowNamed: false, new RowFate(2, "b", 0, 1));

        await fates.MoveToAsync(1);
        Assert.Equal((false, (bool?)false), (fates.AsksForKeys, fates.Take(null)));
        await fates.MoveToAsync(2);
        Assert.Equal((true, (bool?)false, (bool?)true), (fates.AsksForKeys, fates.Take("a"), fates.Take("b")));
        await fates.MoveToAsync(3);
        Assert.Equal((false, (bool?)false), (fates.AsksForKeys, fates.Take(null)));
    }

    [Fact]
    public async Task A_row_that_is_not_among_all_was_left_out_by_a_filter()
    {
        await using var fates = Of(isEveryRowNamed: true, new RowFate(1, "a", 1, 0), new RowFate(1, "b", 0, 1));

        await fates.MoveToAsync(1);
        Assert.Equal(((bool?)false, (bool?)true, null), (fates.Take("a"), fates.Take("b"), fates.Take("c")));
        await fates.MoveToAsync(2);
        Assert.Null(fates.Take(null));
    }

    [Fact]
    public async Task Of_rows_with_the_same_key_the_first_is_kept_and_one_without_a_key_was_held_back()
    {
        await using var fates = Of(isEveryRowNamed: false, new RowFate(1, "a", 1, 2));

        await fates.MoveToAsync(1);

        Assert.Equal([false, true, true, true], new[] { fates.Take("a"), fates.Take("a"), fates.Take("a"), fates.Take(null) });
    }

    [Fact]
    public async Task Fates_of_chunks_that_are_passed_over_are_passed_over()
    {
        await using var fates = Of(isEveryRowNamed: false, new RowFate(1, "a", 0, 1), new RowFate(3, "c", 0, 1));

        await fates.MoveToAsync(3);

        Assert.Equal(((bool?)false, (bool?)true), (fates.Take("a"), fates.Take("c")));
    }

    private static ChunkFates Of(bool isEveryRowNamed, params RowFate[] fates) => new(fates.ToAsyncEnumerable().GetAsyncEnumerator(Cancellation), isEveryRowNamed);
}
