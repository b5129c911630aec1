using System.Globalization;

namespace Syndicator.Benchmarks;

/// <summary>A folder of so many publications, each with three accounts that post nowhere, an issue of its own and a few templates of its own.</summary>
internal static class ManyFolders
{
    /// <summary>What a small newsletter words itself; the texts are those of the shipped configuration.</summary>
    private static readonly string[] s_templates = ["lead", "crate", "quote", "invite", "call", "speakers-call"];

    public static IReadOnlyList<string> Accounts { get; } = ["mastodon", "bluesky", "x"];

    public static string IdOf(int number) => number.ToString("'p'00000", CultureInfo.InvariantCulture);

    public static void Make(string folder, int count)
    {
        var templates = s_templates.ToDictionary(
            name => name + ".txt",
            name => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "this-week-in-rust", "templates", name + ".txt"))
        );
        for (var number = 0; number < count; number++)
        {
            var own = Path.Combine(folder, IdOf(number));
            Directory.CreateDirectory(Path.Combine(own, "templates"));
            Directory.CreateDirectory(Path.Combine(own, "issues"));
            File.WriteAllText(Path.Combine(own, "publication.yaml"), Publication(number));
            File.WriteAllText(Path.Combine(own, "accounts.yaml"), TheAccounts);
            File.WriteAllText(Path.Combine(own, "issues", "2026-01-07-letter.md"), Issue(number));
            foreach (var (name, text) in templates)
            {
                File.WriteAllText(Path.Combine(own, "templates", name), text);
            }
        }
    }

    /// <summary>On the schedules that hold where none are given: sources every ten minutes, posts every minute.</summary>
    private static string Publication(int number) =>
        $$"""
            name: Letter {{IdOf(number)}}
            site: https://letter.example/
            pagePath: "{year}/{month}/{day}/{slug}/"
            source:
              folder: issues/
            schedules:
              zone: Europe/Berlin
              invite: "0 0 16 ? * FRI"
              calls: "0 0 15 ? * MON-FRI"
            checkPage: false
            hashtags: [RustLang]
            nominations:
              crateTag: cotw
              quoteTag: qotw
              closes: "0 0 20 ? * TUE"
              zone: Etc/UTC
              crates.io: off

            """;

    private const string TheAccounts = """
        accounts:
          - name: mastodon
            network: mastodon
            server: https://mastodon.example
            mode: dry-run
            thread: true
          - name: bluesky
            network: bluesky
            handle: letter.example
            mode: dry-run
            thread: true
          - name: x
            network: x
            mode: dry-run
            thread: true
            prices:
              post: 0.015
              postWithLink: 0.200
              image: 0.005
              asOf: 2026-08-22
            ceiling: 5.00

        """;

    private static string Issue(int number) =>
        $"""
            Title: Letter {number}
            Number: 1
            Date: 2026-01-07
            Category: letter

            Hello, this is the first letter of number {number}.

            ## Crate of the Week

            This week's crate is [tidepool](https://crates.io/crates/tidepool), a library for keeping things.

            Thanks to nobody in particular for the suggestion!

            """;
}
