using FsCheck;
using FsCheck.Fluent;

namespace Syndicator.Tests.Networks;

/// <summary>Text made of what goes wrong: signs, hosts, code, all directions of writing, emoji, marks without letters, halves of surrogate pairs.</summary>
internal static class NastyText
{
    private static readonly string[] Pieces =
    [
        .. "main.rs|lib.rs|README.md|docs.rs/serde|crates.io|Cargo.toml|foo_bar.rs|a.b.c|std::io|#[derive(Debug)]|#![no_std]|$HOME|$AAPL|#1234|#rust|C#|@alice".Split(
            '|'
        ),
        .. "@alice@example.org|user@example.com|https://example.org/a_(b)?c=d#e|http://|https:|t.co/abc|xn--p1ai|.みんな|.com|.рф|magnet:?x=y|RT|`a b`|\"quoted\"".Split(
            '|'
        ),
        .. "日本語 タグ 한국 中国 ایران עברית हिन्दी ไทย é ß ı Ж ǅ".Split(' '),
        .. "👨‍👩‍👧‍👦 👩🏽‍🚀 🇩🇪 🇩 🦀 ❤️ ❤ 1️⃣ #️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏽 © ™️ ☝🏽".Split(' '),
        "\u0301",
        "e\u0301",
        "\u200D",
        "\u200C",
        "\u2060",
        "\u202A",
        "\u2069",
        "\uFE0F",
        "\uFE0E",
        "\u20E3",
        "\u00AD",
        "\u0600",
        "\u1100\u1161",
        "\uFFFE",
        "\uFEFF",
        "\uD83D",
        "\uDE00",
        "\u3000",
        "\u00A0",
        "\n",
        "\r\n",
        "\t",
        " ",
        "  ",
        "＠",
        "＃",
        "＄",
        "。",
        "…",
        "•",
        "“",
        "”",
        "—",
        "@",
        "#",
        "$",
        "&",
        ".",
        ",",
        ":",
        "/",
        "-",
        "_",
        "(",
        ")",
        "?",
        "!",
        "=",
        "a",
        "Rust",
        "x1",
    ];

    public static Arbitrary<string> Arbitrary { get; } =
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();
}
