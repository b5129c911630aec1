using Syndicator.Sources;

namespace Syndicator.Tests.Sources;

public sealed class GitAddressTests
{
    [Theory]
    [InlineData("https://example.org/twir.git", "https")]
    [InlineData("http://example.org/twir.git", "http:https")]
    [InlineData("ssh://git@example.org/twir.git", "ssh")]
    [InlineData("git@example.org:twir.git", "ssh")]
    [InlineData("git://example.org/twir", "git")]
    [InlineData("file:///srv/twir", "file")]
    [InlineData("/srv/twir", "file")]
    [InlineData("ext::sh -c id", "none")]
    [InlineData("evil://example.org", "none")]
    [InlineData("fd::7/https://x", "none")]
    public void Only_the_addresss_own_protocol_is_allowed(string url, string protocols) => GitAddress.Protocols(url).ShouldBe(protocols);

    [Theory]
    [InlineData("https://user:pass@example.org/a.git?token=x#y", "https://example.org/a.git")]
    [InlineData("https://ghp_token@example.org/a.git", "https://example.org/a.git")]
    [InlineData("https://user:p@ss@example.org/a.git", "https://example.org/a.git")]
    [InlineData("git@example.org:a/b.git", "git@example.org:a/b.git")]
    [InlineData("/srv/odd?name#1", "/srv/odd?name#1")]
    public void What_is_secret_in_an_address_is_not_shown(string url, string shown) => GitAddress.Shown(url).ShouldBe(shown);

    [Theory]
    [InlineData(
        "fatal: repository 'https://u:hunter2@example.org/a.git?k=hunter2' not found\n",
        "repository 'https://example.org/a.git' not found"
    )]
    [InlineData(
        "remote: The token hunter2 has expired.\nfatal: Authentication failed",
        "remote: The token … has expired; Authentication failed"
    )]
    [InlineData("warning: redirecting to https://elsewhere/\nerror: it broke.", "it broke")]
    [InlineData("a\u001b[31mb\u202ec\u0000d", "a [31mb c d")]
    [InlineData(
        "fatal: Could not read.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n",
        "Could not read"
    )]
    [InlineData("", "")]
    public void Gits_words_become_one_line_without_secrets(string error, string sentence) =>
        GitAddress.Sentence(error, "https://u:hunter2@example.org/a.git?k=hunter2").ShouldBe(sentence);

    [Fact]
    public void A_flood_of_words_is_cut() =>
        GitAddress.Sentence(string.Concat(Enumerable.Repeat("remote: 🦀 and more\n", 10_000)), "/srv/a").Length.ShouldBeLessThan(250);
}
