using FsCheck;
using FsCheck.Fluent;
using Syndicator.Nominations;

namespace Syndicator.Tests.Nominations.Recognizing;

public class RecognitionLawsTests
{
    private static readonly string[] s_parts =
    [
        "#cotw",
        "#QOTW",
        "#cfp",
        "crate of the week",
        "jiff",
        "serde_json",
        "`tokio`",
        "`Vec<u8>`",
        "cargo add ",
        "cargo install --git ",
        "https://crates.io/crates/",
        "https://docs.rs/x",
        "https://github.com/a/b",
        "http://",
        "docs.rs/",
        "lib.rs/crates/y",
        "\n",
        "\n\n",
        "> ",
        ">",
        "\"",
        "“",
        "”",
        "„",
        "«",
        "»",
        "'",
        "— Jane Doe",
        "said:",
        "+1",
        "not ",
        "I wrote ",
        "goes to ",
        "@us",
        "@ben@x.example",
        " ",
        ", ",
        ". ",
        "!",
        "?",
        "`",
        "```",
        "\u200B",
        "\u202E",
        "\u0000",
        "\u0301",
        "\uD83E",
        "\uDD80",
        "🦀",
        "👨‍💻",
        "serde = \"1\"",
        "[dependencies.x]",
        "=",
        "{ version",
        " ../../etc ",
        "javascript:alert(1)",
        "<script>",
        "](",
        "(",
        ")",
        "#",
        "日本語",
        "что",
        "nominate ",
    ];

    private static readonly Gen<string> s_text =
        from parts in Gen.Elements(s_parts).ArrayOf()
        from other in Gen.Elements("", "", ArbMap.Default.GeneratorFor<string>().Sample(1, 50)[0] ?? "")
        select string.Concat(parts) + other;

    private static readonly Arbitrary<Arrival> s_arrivals = (
        from post in s_text
        from parent in s_text
        from quoted in s_text
        from shape in Gen.Choose(0, 7)
        select new Arrival(Told.Post(post) with { ParentId = (shape & 1) > 0 ? "2" : null, QuotedId = (shape & 2) > 0 ? "3" : null })
        {
            Parent = (shape & 1) > 0 ? Told.Post(parent, "ben@x.example", "2", "Ben") : null,
            Quoted = (shape & 2) > 0 ? Told.Post(quoted, "eve@x.example", "3", "Eve") : null,
            IsBelowInvitation = (shape & 4) > 0,
        }
    ).ToArbitrary();

    [Fact]
    public void Any_post_becomes_something_and_always_the_same() =>
        Prop.ForAll(
                s_arrivals,
                arrival =>
                {
                    Told.Recognizer.PostsToFetch(arrival);
                    return Short(arrival) == Short(arrival) && Told.Recognizer.Recognize(arrival).Why.Length > 0;
                }
            )
            .Check(Seeded.Cases(300));

    [Fact]
    public void Nothing_is_proposed_that_nobody_wrote() =>
        Prop.ForAll(
                s_arrivals,
                arrival =>
                {
                    var written = Letters(
                        string.Join(' ', new[] { arrival.Post, arrival.Parent, arrival.Quoted }.Select(post => post?.Text))
                    );
                    return Told.Proposals(arrival)
                        .All(proposal => Said(proposal.Nominee).All(said => written.Contains(Letters(said), StringComparison.Ordinal)));
                }
            )
            .Check(Seeded.Cases(300));

    [Fact]
    public void What_is_proposed_can_be_a_crates_name_and_an_address_of_the_web() =>
        Prop.ForAll(
                s_arrivals,
                arrival =>
                    Told.Proposals(arrival)
                        .All(proposal =>
                            proposal.Nominee.Match(
                                crate => (crate.Name ?? "x").All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && IsWeb(crate.Url),
                                quote => quote.Text.Length > 0 && !quote.Text.Contains('\0') && IsWeb(quote.SourceUrl),
                                link => IsWeb(link.Url),
                                call => IsWeb(call.Url)
                            )
                        )
            )
            .Check(Seeded.Cases(300));

    [Fact]
    public void Other_peoples_names_and_other_tags_add_no_crate() =>
        Prop.ForAll(
                s_arrivals,
                arrival =>
                {
                    var more = arrival with { Post = arrival.Post with { Text = "@ripgrep #tokio " + arrival.Post.Text + " #bevy @clap" } };
                    return !Told.Proposals(more).Any(proposal => proposal.Nominee is Nominee.Crate { Name: "ripgrep" or "bevy" or "clap" });
                }
            )
            .Check(Seeded.Cases(100));

    [Fact]
    public void The_case_of_tags_does_not_matter() =>
        Prop.ForAll(
                s_arrivals,
                arrival =>
                {
                    var other = arrival
                        .Post.Text.Replace("#cotw", "#CoTw", StringComparison.Ordinal)
                        .Replace("#QOTW", "#qotw", StringComparison.Ordinal);
                    return Short(arrival with { Post = arrival.Post with { Text = other } })
                        .Equals(Short(arrival), StringComparison.OrdinalIgnoreCase);
                }
            )
            .Check(Seeded.Cases(100));

    [Theory]
    [InlineData("a")]
    [InlineData(">")]
    [InlineData("> ")]
    [InlineData("\n> ")]
    [InlineData("`")]
    [InlineData("` ")]
    [InlineData("\"")]
    [InlineData("“")]
    [InlineData("„ ")]
    [InlineData("«")]
    [InlineData("#cotw ")]
    [InlineData("#qotw")]
    [InlineData("not ")]
    [InlineData("https://")]
    [InlineData("https://crates.io/crates/a ")]
    [InlineData("cargo add ")]
    [InlineData("cargo ")]
    [InlineData("=\"1")]
    [InlineData("a=")]
    [InlineData("@a ")]
    [InlineData("— A ")]
    [InlineData("( ")]
    [InlineData("\u0301")]
    [InlineData("\u200B")]
    [InlineData("\0")]
    [InlineData("said: ")]
    [InlineData("i built ")]
    [InlineData("crate of the ")]
    public void Posts_of_any_length_are_taken_apart_in_bounded_time(string part)
    {
        var text = "#cotw #qotw " + string.Concat(Enumerable.Repeat(part, 100_000));
        var arrival = Told.Reply(text, text);

        var recognition = Told.Recognizer.Recognize(arrival with { Quoted = Told.Post(text, id: "3") });

        recognition.Why.Length.ShouldBeLessThan(2000);
        Told.Recognizer.PostsToFetch(arrival).ShouldBeEmpty();
    }

    private static string Short(Arrival arrival) => Told.Short(Told.Recognizer.Recognize(arrival));

    private static IEnumerable<string> Said(Nominee nominee) =>
        nominee
            .Match<IEnumerable<string?>>(
                crate => [crate.Name, Bare(crate.Url)],
                quote => [quote.Text],
                link => [Bare(link.Url), link.Title],
                call => [Bare(call.Url), call.Title]
            )
            .OfType<string>();

    /// <summary>Addresses may stand without their scheme, and a repository's with more behind it.</summary>
    private static string? Bare(string? address) =>
        address?.StartsWith("https://", StringComparison.Ordinal) == true ? address[8..] : address;

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static bool IsWeb(string? address) =>
        address is null || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
}
