using System.Text;

namespace Syndicator.Tests.Configuration;

/// <summary>Files that are no configuration at all, or hostile YAML: a message each, in bounded time and memory.</summary>
public class SpoiledFilesTests
{
    [Theory]
    [InlineData("", "accounts.yaml empty-file")]
    [InlineData("# only a comment\n", "accounts.yaml empty-file")]
    [InlineData("~", "accounts.yaml empty-file")]
    [InlineData("just words", "accounts.yaml:1:1 wrong-type")]
    [InlineData("- a list", "accounts.yaml:1:1 wrong-type")]
    [InlineData("accounts: []", "accounts.yaml:1:11 empty-list")]
    [InlineData("accounts:\n", "accounts.yaml:1:10 empty-value")]
    [InlineData("accounts:\n\t- name: x\n", "accounts.yaml:2:1 tab")]
    [InlineData("accounts: [\n", "accounts.yaml:2:1 yaml-syntax")]
    [InlineData("accounts: \"open\n", "accounts.yaml:1:11 yaml-syntax")]
    [InlineData("accounts: []\n---\naccounts: []\n", "accounts.yaml:2:1 several-documents")]
    [InlineData("accounts: !!seq []\n", "accounts.yaml:1:11 yaml-tag")]
    [InlineData("accounts: *nobody\n", "accounts.yaml:1:11 yaml-alias")]
    [InlineData("accounts: [m\"x\"\n  y: z\n  - name: q\n", "accounts.yaml:2:4 yaml-syntax")]
    [InlineData("? [a, b]\n: c\n", "accounts.yaml:1:3 bad-key")]
    public void A_file_that_is_no_configuration_is_reported(string text, string mistake)
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", text);
        configuration.Mistakes().ShouldContain(mistake);
    }

    [Fact]
    public void After_a_syntax_error_in_one_file_the_others_are_still_read()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/publication.yaml", "name: [\n");
        configuration.Write("weekly/accounts.yaml", "acounts: []\n");
        configuration
            .Mistakes()
            .ShouldBe(
                ["accounts.yaml:1:1 unknown-key", "accounts.yaml:1:1 missing-key", "publication.yaml:2:1 yaml-syntax"],
                ignoreOrder: true
            );
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void A_hundred_thousand_brackets_are_too_deep(char bracket)
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", "accounts: " + new string(bracket, 100_000));
        configuration.Mistakes().ShouldHaveSingleItem().ShouldEndWith("too-deep");
    }

    [Fact]
    public void A_list_in_a_list_a_hundred_thousand_times_is_too_deep()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", string.Concat(Enumerable.Repeat("- ", 100_000)));
        configuration.Mistakes().ShouldHaveSingleItem().ShouldEndWith("too-deep");
    }

    [Fact]
    public void Aliases_are_refused_so_they_cannot_multiply()
    {
        using var configuration = new TestConfiguration();
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        }

        configuration.Write("weekly/accounts.yaml", bomb.ToString());
        configuration.Mistakes().Count(mistake => mistake.EndsWith("yaml-alias", StringComparison.Ordinal)).ShouldBe(58);
    }

    [Fact]
    public void A_file_of_50_MB_is_refused_by_its_size()
    {
        using var configuration = new TestConfiguration();
        using (var file = File.Create(configuration.PathOf("weekly/accounts.yaml")))
        {
            file.SetLength(50 * 1024 * 1024);
        }

        var mistake = configuration.Load().Diagnostics.ShouldHaveSingleItem();
        mistake.Code.ShouldBe("file-too-large");
        mistake.Message.ShouldContain("50 MiB");
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_named_by_line_and_column()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", [.. "accounts:\n  - name: N"u8, 0xFC, .. "rnberg"u8]);
        configuration.Mistakes().ShouldBe(["accounts.yaml:2:12 not-utf8"]);
    }

    [Fact]
    public void UTF16_is_recognised()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/accounts.yaml",
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(TestConfiguration.SoundAccounts)]
        );
        configuration.Load().Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("UTF-16");
    }

    [Fact]
    public void A_NUL_byte_is_named_by_line_and_column()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", "accounts:\n  - \0");
        configuration.Mistakes().ShouldBe(["accounts.yaml:2:5 not-text"]);
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_change_no_place()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/accounts.yaml", "\uFEFFaccounts:\r\n  - name: mastodon\r\n    network: fediverse\r\n");
        configuration.Mistakes().ShouldBe(["accounts.yaml:3:14 unknown-network"]);
    }

    [Fact]
    public void A_folder_in_a_files_place_is_no_file()
    {
        using var configuration = new TestConfiguration();
        File.Delete(configuration.PathOf("weekly/accounts.yaml"));
        Directory.CreateDirectory(configuration.PathOf("weekly/accounts.yaml"));
        configuration.Mistakes().ShouldBe(["accounts.yaml missing-file"]);
    }

    [Fact]
    public void A_missing_file_says_how_to_write_one()
    {
        using var configuration = new TestConfiguration();
        File.Delete(configuration.PathOf("weekly/publication.yaml"));
        var mistake = configuration.Load().Diagnostics.ShouldHaveSingleItem();
        mistake.Code.ShouldBe("missing-file");
        mistake.Remedy!.ShouldContain("syndicator config-schema publication");
    }

    [Fact]
    public void A_misnamed_file_is_pointed_out()
    {
        using var configuration = new TestConfiguration();
        File.Move(configuration.PathOf("weekly/accounts.yaml"), configuration.PathOf("weekly/account.yml"));
        var misnamed = configuration.Load().Diagnostics.Single(each => each.Code == "unknown-file");
        misnamed.Remedy.ShouldBe("Did you mean `accounts.yaml`?");
        misnamed.Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void Handles_that_are_all_commented_out_are_only_a_warning()
    {
        using var configuration = new TestConfiguration();
        configuration.Write("weekly/handles.yaml", "# handles:\n");
        configuration.Mistakes().ShouldBe(["handles.yaml empty-file"]);
        configuration.Only().Handles.ByName.ShouldBeEmpty();
    }

    [Fact]
    public void Of_thousands_of_mistakes_the_first_thousand_are_shown_and_the_rest_counted()
    {
        using var configuration = new TestConfiguration();
        configuration.Write(
            "weekly/accounts.yaml",
            TestConfiguration.SoundAccounts + string.Concat(Enumerable.Range(0, 1500).Select(i => $"\nkey{i}: x"))
        );
        var loaded = configuration.Load();
        loaded.Diagnostics.Count.ShouldBe(1001);
        loaded.Diagnostics.Single(each => each.Code == "too-many-mistakes").Message.ShouldContain("500 more");
    }
}
