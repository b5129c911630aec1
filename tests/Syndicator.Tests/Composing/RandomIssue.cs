using System.Text;

namespace Syndicator.Tests.Composing;

/// <summary>Issues nobody wrote: the newsletter's format, filled with everything that ever went wrong in a title.</summary>
internal sealed class RandomIssue(int seed)
{
    private static readonly string[] _nasty =
    [
        "main.rs",
        "lib.rs and docs.rs",
        "README.md",
        "@someone",
        "@user@social.example",
        "#1234",
        "#hashtag",
        "$AAPL",
        "C#",
        "C++ & Rust",
        "AT&amp;T",
        "&lt;T&gt;",
        "`Vec<T>`",
        "`a code span with words`",
        "**bold**",
        "*emphasis* here",
        "under\\_score",
        "\\*not bold\\*",
        "user@example.com",
        "https://example.com/path?a=b&c=d",
        "http://localhost:8080",
        "🦀",
        "👨‍👩‍👧‍👦 family",
        "🇩🇪 Treffen",
        "e\u0301te\u0301",
        "日本語のタイトル",
        "Сборка на Rust",
        "עברית \u202Ereversed",
        "Z̷̢̛a̵l̶g̷o̵",
        "\u200Bzero\u200Bwidth",
        "rust-lang.org",
        "v1.94.0",
        "std::io::Read",
        "#[derive(Debug)]",
        "#![no_std]",
        "a/b/c",
        "“quoted”",
        "'single'",
        "[brackets]",
        "(parens)",
        "100%",
        "<small>tag</small>",
        "{braces}",
        "tokio.rs/serde.rs",
        "$HOME",
        "＠fullwidth ＃tag",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "It works.",
        "Does it? Yes!",
        "Part 1: the beginning",
        "…",
        "--flag",
        "| pipe",
        "word",
        "another",
        "Rust",
        "async",
    ];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();

    public string Write()
    {
        Line($"Title: This Week in Rust {_random.Next(1, 900)}");
        Line($"Number: {_random.Next(1, 900)}");
        Line("Date: 2026-11-18");
        Line("Category: This Week in Rust");
        Line("");
        Line("## Updates from Rust Community");
        foreach (
            var heading in new[]
            {
                "Official",
                "Newsletters",
                "Project/Tooling Updates",
                "Observations/Thoughts",
                "Rust Walkthroughs",
                "Research",
                "Miscellaneous",
            }
        )
        {
            Section($"### {heading}", Links);
        }

        Section("## Crate of the Week", Crate);
        Section("## Calls for Testing", Links);
        Line("## Call for Participation; projects and speakers");
        Section("### CFP - Projects", Links);
        Section("### CFP - Events", EventCalls);
        Line("## Updates from the Rust Project");
        Section("### Final Comment Period", FinalComments);
        Section("## Upcoming Events", Events);
        Section("# Quote of the Week", Quote);
        return _text.ToString();
    }

    private void Section(string heading, Action body)
    {
        if (_random.Next(5) == 0)
        {
            return;
        }

        Line(heading);
        Line("");
        body();
        Line("");
    }

    private void Links()
    {
        for (var i = _random.Next(12); i > 0; i--)
        {
            Line($"* {(_random.Next(4) == 0 ? "[video] " : "")}[{Words(12)}]({Url()})");
        }
    }

    private void Crate()
    {
        Line($"This week's crate is [{Word()}]({Url()}), {Words(_random.Next(2) == 0 ? 10 : 60)}.");
        Line("");
        Line($"Thanks to [{Words(3)}]({Url()}) for the {(_random.Next(2) == 0 ? "" : "self-")}suggestion!");
    }

    private void EventCalls()
    {
        for (var i = _random.Next(5); i > 0; i--)
        {
            Line($"* [**{Words(5)}**]({Url()}) | Closes 2026-12-{_random.Next(1, 29):00} | {Words(3)} | 2027-0{_random.Next(1, 9)}-10");
        }
    }

    private void FinalComments()
    {
        Line("#### Tracking Issues & PRs");
        for (var i = _random.Next(8); i > 0; i--)
        {
            Line($"* [disposition: merge] [{Words(10)}]({Url()})");
        }
    }

    private void Events()
    {
        Line("### Virtual");
        for (var i = _random.Next(10); i > 0; i--)
        {
            Line($"* 2026-11-{_random.Next(18, 30)} | Virtual ({Words(2)}) | [{Words(4)}]({Url()})");
            Line($"    * [**{Words(8)}**]({Url()})");
        }
    }

    private void Quote()
    {
        for (var i = _random.Next(1, 6); i > 0; i--)
        {
            Line($"> {Words(60)}");
            Line(">");
        }

        Line("");
        Line($"– [{Words(8)}]({Url()})");
        Line("");
        Line($"Thanks to [{Words(2)}]({Url()}) for the suggestion!");
    }

    private string Url() =>
        $"https://example.{(_random.Next(2) == 0 ? "org" : "com")}/{string.Concat(Enumerable.Repeat("path/", _random.Next(_random.Next(30) == 0 ? 200 : 6)))}{_random.Next(1000)}";

    private string Words(int most) => string.Join(' ', Enumerable.Range(0, _random.Next(1, most + 1)).Select(_ => Word()));

    private string Word() => _nasty[_random.Next(_nasty.Length)];

    private void Line(string text) => _text.Append(text).Append('\n');
}
