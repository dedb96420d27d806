using Reprise.Core.Configuration;
using Reprise.Core.Problems;

namespace Reprise.Core.Tests.Configuration;

public sealed class SecretResolverTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_variable_is_read_from_the_environment_given()
    {
        Assert.Equal("s3cret", Resolver().Resolve(new SecretReference(SecretScheme.Environment, "KEK")));
    }

    [Theory]
    [InlineData("s3cret\n")]
    [InlineData("s3cret\r\n")]
    [InlineData("s3cret")]
    public void A_file_is_read_without_its_last_line_end(string content)
    {
        Private("kek", content);

        Assert.Equal("s3cret", Resolver().Resolve(new SecretReference(SecretScheme.File, "kek")));
    }

    [Fact]
    public void Spaces_are_part_of_a_secret()
    {
        Private("kek", " s3 cret \n");

        Assert.Equal(" s3 cret ", Resolver().Resolve(new SecretReference(SecretScheme.File, "kek")));
    }

    [Theory]
    [InlineData("env:NOWHERE", ProblemCodes.MissingSecret)]
    [InlineData("env:BLANK", ProblemCodes.EmptySecret)]
    [InlineData("file:nowhere", ProblemCodes.MissingSecret)]
    [InlineData("file:no/where", ProblemCodes.MissingSecret)]
    [InlineData("file:blank", ProblemCodes.EmptySecret)]
    public void A_missing_or_empty_secret_fails_with_reference_and_remedy(string text, string code)
    {
        Private("blank", "\n");
        var reference = SecretReference.TryParse(text);
        Assert.NotNull(reference);

        var failure = Assert.Throws<RepriseException>(() => Resolver().Resolve(reference));

        Assert.Equal(ErrorCodes.InvalidConfiguration, failure.Code);
        Assert.False(failure.IsTransient);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.Equal(code, Assert.Single(failure.Problems).Code);
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file mode.");
        Readable("kek", "s3cret");

        var failure = Assert.Throws<RepriseException>(() => Resolver().Resolve(new SecretReference(SecretScheme.File, "kek")));

        Assert.Equal(ProblemCodes.SecretFileReadable, Assert.Single(failure.Problems).Code);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_others_can_read_is_a_problem_of_the_folder_already()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file mode.");
        Readable("secrets/kek", "s3cret");
        _folder.Replace(SampleFolder.Settings, "env:REPRISE_KEK", "file:secrets/kek");

        var problem = Assert.Single(_folder.Load().Problems);

        Assert.Equal((ProblemCodes.SecretFileReadable, SampleFolder.Settings, 3), (problem.Code, problem.File, problem.Line));
    }

    [Fact]
    public void A_file_that_is_not_there_yet_is_no_problem_of_the_folder()
    {
        _folder.Replace(SampleFolder.Settings, "env:REPRISE_KEK", "file:secrets/kek");

        Assert.True(_folder.Load().IsUsable);
    }

    private SecretResolver Resolver() => new(_folder.Root, name => name switch
    {
        "KEK" => "s3cret",
        "BLANK" => " ",
        _ => null,
    });

    private void Private(string file, string content)
    {
        _folder.Write(file, content);
        Mode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private void Readable(string file, string content)
    {
        _folder.Write(file, content);
        Mode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
    }

    private void Mode(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder.Root, file), mode);
        }
    }
}
