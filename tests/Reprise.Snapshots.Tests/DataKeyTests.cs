using System.Security.Cryptography;
using CsCheck;
using Reprise.Core.Problems;
using Reprise.Snapshots.Keys;

namespace Reprise.Snapshots.Tests;

public sealed class DataKeyTests
{
    private static readonly DataKeys Keys = With(StoreFixture.KeyEncryptionKey);

    [Fact]
    public void A_wrapped_key_opens_to_the_same_32_bytes_each_time()
    {
        var run = StoreFixture.NewRun();
        var wrapped = Keys.Create(run);

        using var first = Keys.Unwrap(run, wrapped);
        using var second = Keys.Unwrap(run, wrapped);

        Assert.Equal(32, first.Bytes.Length);
        Assert.Equal(first.Bytes.ToArray(), second.Bytes.ToArray());
        Assert.NotEqual(new byte[32], first.Bytes.ToArray());
        Assert.True(wrapped.Wrapped.Span.IndexOf(first.Bytes.Span) < 0, "the wrapped key shows the key");
    }

    [Fact]
    public void No_two_runs_share_a_key()
    {
        var run = StoreFixture.NewRun();
        using var first = Keys.Unwrap(run, Keys.Create(run));
        using var second = Keys.Unwrap(run, Keys.Create(run));

        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEqual(first.Bytes.ToArray(), second.Bytes.ToArray());
    }

    [Fact]
    public void The_key_encryption_key_is_known_by_the_first_sixteen_digits_of_its_hash()
    {
        var hash = SHA256.HashData(Convert.FromBase64String(StoreFixture.KeyEncryptionKey));

        Assert.Equal(Convert.ToHexStringLower(hash)[..16], Keys.Create(StoreFixture.NewRun()).KeyEncryptionKeyId);
    }

    [Fact]
    public void Another_key_encryption_key_is_refused_and_both_are_named()
    {
        var run = StoreFixture.NewRun();
        var wrapped = Keys.Create(run);
        var other = With(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        var failure = Assert.Throws<RepriseException>(() => other.Unwrap(run, wrapped));

        Assert.Equal(ErrorCodes.InvalidConfiguration, failure.Code);
        Assert.Contains(wrapped.KeyEncryptionKeyId, failure.Message, StringComparison.Ordinal);
        Assert.Contains(other.Create(run).KeyEncryptionKeyId, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_key_under_the_right_name_opens_nothing()
    {
        var run = StoreFixture.NewRun();
        var other = With(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var forged = Keys.Create(run) with { KeyEncryptionKeyId = other.Create(run).KeyEncryptionKeyId };

        Assert.Equal(ErrorCodes.SnapshotTampered, Assert.Throws<RepriseException>(() => other.Unwrap(run, forged)).Code);
    }

    [Fact]
    public void A_key_wrapped_for_one_run_or_id_opens_for_no_other()
    {
        var run = StoreFixture.NewRun();
        var wrapped = Keys.Create(run);

        Assert.Equal(ErrorCodes.SnapshotTampered, Assert.Throws<RepriseException>(() => Keys.Unwrap(StoreFixture.NewRun(), wrapped)).Code);
        Assert.Equal(ErrorCodes.SnapshotTampered, Assert.Throws<RepriseException>(() => Keys.Unwrap(run, wrapped with { Id = "0123456789abcdef" })).Code);
    }

    [Fact]
    public void A_flipped_bit_or_a_missing_end_of_a_wrapped_key_is_refused()
    {
        var run = StoreFixture.NewRun();
        var wrapped = Keys.Create(run);

        Gen.Select(Gen.Int[0, wrapped.Wrapped.Length - 1], Gen.Int[0, 7]).Sample((position, bit) =>
        {
            var changed = wrapped.Wrapped.ToArray();
            changed[position] ^= (byte)(1 << bit);
            Assert.Throws<RepriseException>(() => Keys.Unwrap(run, wrapped with { Wrapped = changed }));
            Assert.Throws<RepriseException>(() => Keys.Unwrap(run, wrapped with { Wrapped = wrapped.Wrapped[..position] }));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJw==")]
    public void A_key_encryption_key_that_is_not_32_bytes_in_base64_is_refused_without_being_shown(string text)
    {
        var failure = Assert.Throws<RepriseException>(() => With(text));

        Assert.Equal(ErrorCodes.InvalidConfiguration, failure.Code);
        Assert.True(text.Length == 0 || !failure.ToString().Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_end_after_the_key_is_no_part_of_it()
    {
        var run = StoreFixture.NewRun();

        using var key = With($"{StoreFixture.KeyEncryptionKey}\n").Unwrap(run, Keys.Create(run));

        Assert.Equal(32, key.Bytes.Length);
    }

    private static DataKeys With(string key) => new(new SnapshotSettings("unused", "unused", key));
}
