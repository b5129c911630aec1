using Syndicator.Configuration;

namespace Syndicator.Tests.Configuration;

public class SecretTests
{
    [Theory]
    [InlineData("secret:twir-mastodon", SecretPlace.Store, "twir-mastodon")]
    [InlineData("env:TWIR_TOKEN", SecretPlace.Environment, "TWIR_TOKEN")]
    [InlineData("file:/run/secrets/twir", SecretPlace.File, "/run/secrets/twir")]
    public void A_reference_names_a_place(string text, object place, string name)
    {
        var reference = SecretReference.Parse(text);
        reference.ShouldBe(new SecretReference((SecretPlace)place, name));
        reference!.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("env:")]
    [InlineData("env:A B")]
    [InlineData("secret:../x")]
    [InlineData("file:")]
    [InlineData("ENV:X")]
    [InlineData("env:X\n")]
    public void Anything_else_is_none(string text) => SecretReference.Parse(text).ShouldBeNull();

    [Fact]
    public void A_secret_comes_from_the_environment() =>
        Resolve("env:TOKEN", name => name == "TOKEN" ? "hunter2" : null).Secret!.Reveal().ShouldBe("hunter2");

    [Fact]
    public void A_secret_never_shows_itself()
    {
        var (secret, _) = Resolve("env:TOKEN", _ => "hunter2");
        $"{secret}".ShouldBe("(secret)");
        new { secret }.ToString()!.ShouldNotContain("hunter2");
        System.Text.Json.JsonSerializer.Serialize(secret).ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("hunter2\n")]
    [InlineData("hunter2\r\n")]
    [InlineData("hunter2")]
    public void A_secret_comes_from_a_file_without_its_last_line_end(string content)
    {
        using var configuration = new TestConfiguration();
        configuration.Write("token", content);
        Resolve("file:" + configuration.PathOf("token")).Secret!.Reveal().ShouldBe("hunter2");
    }

    [Fact]
    public void A_file_that_is_missing_empty_too_large_or_no_text_gives_no_secret()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("empty", "\n");
        configuration.Write("large", new string('x', SecretResolver.LargestFile + 1));
        configuration.Write("binary", [0xFF, 0xFE, 0x80]);
        foreach (var name in new[] { "missing", "empty", "large", "binary", "weekly" })
        {
            var (secret, problem) = Resolve("file:" + configuration.PathOf(name));
            secret.ShouldBeNull();
            problem!.Code.ShouldBe("missing-secret");
        }
    }

    [Fact]
    public void What_is_in_the_programs_store_is_for_accounts_only() =>
        Resolve("secret:twir").Problem!.Message.ShouldContain("secret:twir");

    private static (Secret? Secret, Problem? Problem) Resolve(string reference, Func<string, string?>? variable = null) =>
        new SecretResolver(variable ?? (_ => null)).Resolve(SecretReference.Parse(reference)!);
}
