using Syndicator.Configuration;

namespace Syndicator.Tests.Configuration;

public sealed class SourceKeysTests
{
    [Fact]
    public void A_repository_is_named_with_its_branch_and_patterns() =>
        Read("{ git: 'https://crab.example/weekly.git', branch: master, glob: content/*.md, drafts: draft/*.md }")
            .ShouldBe(new SourceOptions.Git("https://crab.example/weekly.git", "master", "content/*.md", "draft/*.md"));

    [Theory]
    [InlineData("ssh://git@crab.example/weekly.git")]
    [InlineData("git@crab.example:weekly.git")]
    [InlineData("/srv/git/weekly.git")]
    public void Repositories_are_reached_by_ssh_or_path_too(string address) =>
        Read($"{{ git: '{address}' }}").ShouldBe(new SourceOptions.Git(address, "main", "*.md"));

    [Fact]
    public void A_relative_repository_begins_at_the_publication()
    {
        using var configuration = With("{ git: ../weekly.git }");
        configuration.Only().Source.ShouldBeOfType<SourceOptions.Git>().Url.ShouldBe(configuration.PathOf("weekly.git"));
    }

    [Fact]
    public void A_feed_is_an_address_with_or_without_the_markdown_behind_its_entries()
    {
        Read("{ feed: 'https://crab.example/atom.xml' }").ShouldBe(new SourceOptions.Feed(new Uri("https://crab.example/atom.xml")));
        Read("{ feed: 'https://crab.example/atom.xml', markdown: 'https://raw.crab.example/{year}-{month}-{day}-{slug}.md' }")
            .ShouldBe(
                new SourceOptions.Feed(new Uri("https://crab.example/atom.xml"), "https://raw.crab.example/{year}-{month}-{day}-{slug}.md")
            );
    }

    [Theory]
    [InlineData("{ glob: '*.md' }", "missing-key")]
    [InlineData("{ folder: issues/, git: 'https://crab.example/weekly.git' }", "several-sources")]
    [InlineData("{ feed: 'https://crab.example/atom.xml', branch: main }", "key-without-use")]
    [InlineData("{ folder: issues/, markdown: 'https://crab.example/{slug}.md' }", "key-without-use")]
    [InlineData("{ git: 'ext::sh -c touch% /tmp/x' }", "bad-repository")]
    [InlineData("{ git: '--upload-pack=touch /tmp/x' }", "bad-repository")]
    [InlineData("{ git: 'file:///srv/weekly.git' }", "bad-repository")]
    [InlineData("{ git: 'https://eve:hunter2@crab.example/weekly.git' }", "secret-in-clear")]
    [InlineData("{ git: 'https://token@crab.example/weekly.git' }", "secret-in-clear")]
    [InlineData("{ git: /srv/weekly.git, branch: '-main' }", "bad-branch")]
    [InlineData("{ git: /srv/weekly.git, branch: 'a..b' }", "bad-branch")]
    [InlineData("{ git: /srv/weekly.git, glob: '../*.md' }", "bad-glob")]
    [InlineData("{ folder: issues/, drafts: '/etc/*' }", "bad-glob")]
    [InlineData("{ feed: 'crab.example/atom.xml' }", "bad-url")]
    [InlineData("{ feed: 'https://crab.example/atom.xml', markdown: 'https://crab.example/all.md' }", "bad-url")]
    [InlineData("{ feed: 'https://crab.example/atom.xml', markdown: 'https://crab.example/{slgu}.md' }", "unknown-placeholder")]
    [InlineData("{ feed: 'https://crab.example/atom.xml', markdown: 'file:///etc/{slug}' }", "bad-url")]
    public void A_mistaken_source_is_told(string source, string code)
    {
        using var configuration = With(source);
        configuration.Mistakes().ShouldHaveSingleItem().ShouldEndWith(" " + code);
    }

    [Fact]
    public void A_webhook_is_an_address_or_a_secret_that_holds_it()
    {
        using var inClear = With("{ folder: issues/ }\nwebhook: { url: 'https://crab.example/hook', secret: 'env:HOOK' }");
        inClear.Only().Webhook.ShouldBe(new WebhookOptions("https://crab.example/hook", "env:HOOK"));
        using var secret = With("{ folder: issues/ }\nwebhook: { url: 'env:HOOK_URL' }");
        secret.Only().Webhook.ShouldBe(new WebhookOptions("env:HOOK_URL"));
        using var leaked = With("{ folder: issues/ }\nwebhook: { url: 'https://crab.example/hook', secret: hunter2 }");
        leaked.Mistakes().ShouldHaveSingleItem().ShouldEndWith(" secret-in-clear");
    }

    private static SourceOptions Read(string source)
    {
        using var configuration = With(source);
        return configuration.Only().Source;
    }

    private static TestConfiguration With(string source)
    {
        var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/publication.yaml",
            TestConfiguration.SoundPublication.Replace("source:\n  folder: issues/", "source: " + source, StringComparison.Ordinal)
        );
        return configuration;
    }
}
