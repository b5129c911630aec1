using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public class MojibakeTests
{
    private static readonly string[] Words =
    [
        "Nürnberg",
        "Montréal",
        "Türkiye",
        "Español",
        "más",
        "naïve",
        "Łódź",
        "Île",
        "É",
        "ñandú",
        "Straße",
        "Rust’s",
        "don’t",
        "“Beyond”",
        "blazingly fast",
        "—",
        "A–B",
        "…",
        "crates",
        "`unsafe`",
        "🦀",
        "❌",
        "✅",
        "👩‍💻",
        "北京",
        "東京の",
        "한국어",
        "Привет",
        "Ελλάδα",
        "עברית",
        "\u00a0",
        "x²",
        "µtest",
        "10 €",
        "→",
        "™",
        "\ufeff",
        "z̷a̸l̵",
        "* [Link](https://example.org)",
        "# Title",
        "\n",
        "\n\n",
        "|",
    ];

    private static Arbitrary<string> RealisticText { get; } =
        Gen.Elements(Words).NonEmptyListOf().Select(words => "Title: Zürich’s crates\n\n" + string.Join(' ', words)).ToArbitrary();

    public static TheoryData<string> Encodings => ["Mac Roman", "Windows-1252"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Realistic_text_damaged_either_way_is_repaired_exactly(string encoding) =>
        Prop.ForAll(RealisticText, text => Mojibake.Repair(Damage(text, encoding)) == text).Check(Seeded.Config);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Damage_names_the_encoding_and_the_lines(string encoding)
    {
        var damage = Mojibake.Find("Title\n\n" + Damage("Nürnberg\nplain\nRust’s 🦀", encoding)).ShouldNotBeNull();

        damage.Encoding.Name.ShouldBe(encoding);
        damage.IsWhole.ShouldBeTrue();
        damage.Lines.ShouldBe([3, 5]);
        var diagnostic = damage.ToDiagnostic("draft.md");
        (diagnostic.Code, diagnostic.Severity, diagnostic.Position.Line).ShouldBe(("mojibake", Severity.Error, 3));
        diagnostic.Message.ShouldContain(encoding);
        diagnostic.Message.ShouldContain("lines 3, 5");
        diagnostic.Remedy.ShouldNotBeNull().ShouldContain("repair");
    }

    [Fact]
    public void Repairing_twice_is_repairing_once() =>
        Prop.ForAll(
                RealisticText,
                text =>
                    new[] { text, Damage(text, "Mac Roman"), Damage(text, "Windows-1252") }.All(input =>
                        Mojibake.Repair(Mojibake.Repair(input)) == Mojibake.Repair(input)
                    )
            )
            .Check(Seeded.Config);

    [Fact]
    public void Correct_text_is_never_changed() =>
        Prop.ForAll(RealisticText, text => ReferenceEquals(Mojibake.Repair(text), text)).Check(Seeded.Config);

    [Fact]
    public void Text_without_any_accent_is_never_changed() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>().MapFilter(text => NonNull(OnlyAscii(text.Get)), _ => true),
                text => ReferenceEquals(Mojibake.Repair(text.Get), text.Get) && Mojibake.Find(text.Get) is null
            )
            .Check(Seeded.Config);

    [Theory]
    [InlineData("The square root √ and √2")]
    [InlineData("Computing √π in Rust")]
    [InlineData("O(√π) against √∞")]
    [InlineData("The train Paris–Évry")]
    [InlineData("wait…école")]
    [InlineData("Das macht Spaß… und mehr")]
    [InlineData("the word CAFÉ” and more")]
    [InlineData("une qualité\u00a0»")]
    [InlineData("Nürnberg, which some see as N√ºrnberg, NÃ¼rnberg, MontrÃ©al or Itâ€™s")]
    [InlineData("`â€™` instead of an apostrophe, `N√ºrnberg` instead of a city")]
    [InlineData("He saw \"Itâ€™s\" on the page")]
    [InlineData("What does â€™ mean?")]
    public void What_only_looks_like_damage_is_left_alone(string text) => Mojibake.Repair(text).ShouldBeSameAs(text);

    [Fact]
    public void A_few_damaged_places_in_a_correct_file_are_a_warning()
    {
        var diagnostic = Mojibake.Find("Zürich 🦀 — “x”\nMontréal\nN√ºrnberg").ShouldNotBeNull().ToDiagnostic("issue.md");

        (diagnostic.Code, diagnostic.Severity, diagnostic.Position.Line).ShouldBe(("mojibake-in-places", Severity.Warning, 3));
    }

    [Fact]
    public void A_file_damaged_for_the_most_part_is_an_error_but_is_not_changed()
    {
        var text = Damage("Nürnberg\nMontréal\nIt’s\n🦀", "Mac Roman") + "\nZürich";

        Mojibake.Find(text).ShouldNotBeNull().ToDiagnostic("issue.md").Severity.ShouldBe(Severity.Error);
        Mojibake.Repair(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void Text_damaged_twice_is_repaired_twice() =>
        Mojibake.Repair(Damage(Damage("Nürnberg’s 🦀", "Windows-1252"), "Mac Roman")).ShouldBe("Nürnberg’s 🦀");

    [Theory]
    [InlineData('\u2126', '€')]
    [InlineData('\u03a9', '¤')]
    public void Every_common_reading_of_Mac_Roman_is_known(char at0xBD, char at0xDB)
    {
        // ν is CE BD, ۊ is DB 8A.
        var damaged = Damage("νῦν Nürnberg ۊ", "Mac Roman").Replace('\u03a9', at0xBD).Replace('€', at0xDB);

        Mojibake.Repair(damaged).ShouldBe("νῦν Nürnberg ۊ");
    }

    [Fact]
    public void Two_readings_of_one_byte_in_one_file_are_not_exact_and_not_repaired()
    {
        var damaged = Damage("ν Nürnberg", "Mac Roman") + Damage(" ν", "Mac Roman").Replace('\u03a9', '\u2126');

        Mojibake.Repair(damaged).ShouldBeSameAs(damaged);
        Mojibake.Find(damaged).ShouldNotBeNull().IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void The_tables_agree_with_those_of_the_platform()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Enumerable.Range(0x80, 0x80).Select(value => (byte)value).ToArray();
        foreach (var (encoding, codePage) in new[] { (MojibakeEncoding.MacRoman, 10000), (MojibakeEncoding.Windows1252, 1252) })
        {
            var encoded = new byte[0x80];
            encoding.TryEncode(Encoding.GetEncoding(codePage).GetString(bytes), encoded).ShouldBeTrue();
            encoded.ShouldBe(bytes);
        }
    }

    [Fact]
    public void No_issue_and_no_draft_of_the_corpus_is_changed()
    {
        foreach (
            var file in Directory
                .EnumerateFiles(Shared.Need("corpus", "issues"))
                .Concat(Directory.EnumerateFiles(Shared.Need("corpus", "drafts")))
        )
        {
            var text = File.ReadAllText(file);
            Mojibake.Repair(text).ShouldBeSameAs(text, file);
            Mojibake.Find(text).ShouldBeNull(file);
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_issue_and_draft_of_the_corpus_is_given_back_after_damage(string encoding)
    {
        var missed = new List<string>();
        foreach (
            var file in Directory
                .EnumerateFiles(Shared.Need("corpus", "issues"))
                .Concat(Directory.EnumerateFiles(Shared.Need("corpus", "drafts")))
        )
        {
            var text = File.ReadAllText(file);
            if (Mojibake.Repair(Damage(text, encoding)) != text)
            {
                missed.Add(Path.GetFileName(file));
            }
        }

        missed.ShouldBeEmpty();
    }

    [Fact]
    public void The_damaged_draft_is_given_back_as_it_was()
    {
        var seed = File.ReadAllText(Directory.EnumerateFiles(Shared.Need("corpus", "seed")).Single());
        var before = File.ReadAllText(Shared.Need("corpus", "drafts", "2025-04-02__first-link__b1d993fc9.md"));

        Mojibake.Repair(seed).ShouldBe(before);
    }

    private static string Damage(string text, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.UTF8.GetBytes(text);
        return encoding == "Windows-1252"
            ? Encoding.GetEncoding(1252).GetString(bytes)
            : Encoding.GetEncoding(10000).GetString(bytes).Replace('\u2126', '\u03a9');
    }

    private static NonNull<string> NonNull(string text) => FsCheck.NonNull<string>.NewNonNull(text);

    private static string OnlyAscii(string text) => string.Concat(text.Where(char.IsAscii));
}
