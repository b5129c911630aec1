using System.Globalization;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>An issue whose every part says its number, so that no two posts of an account are the same.</summary>
internal static class TortureIssue
{
    /// <param name="isShort">Four parts instead of ten.</param>
    public static string Text(int number, DateOnly date, bool isShort) =>
        $"""
            Title: This Week in Rust {number}
            Number: {number}
            Date: {Day(date)}
            Category: This Week in Rust

            {(isShort ? "" : News(number))}
            ## Crate of the Week

            This week's crate is [crate-{number}](https://example.org/crates/crate-{number}), a store that keeps promise number {number}.

            Thanks to [Tomasz Wilk](https://example.org/t/crate-of-the-week/{number}) for the suggestion!

            {(isShort ? "" : Calls(number, date))}
            # Quote of the Week

            > I was asked {number} times whether it had arrived, and every time I looked before I answered.

            – [Ottilie Brandt](https://example.org/forum/t/second-opinion/{number})

            Thanks to [Mira Holm](https://example.org/t/quote-of-the-week/{number}) for the suggestion!

            """;

    private static string News(int number) =>
        $"""
            ## Updates from Rust Community

            ### Official

            * [Release train {number}: smaller steps](https://example.org/official/{number}/)

            ### Observations/Thoughts

            * [Week {number} of an on-call rota](https://example.org/blog/on-call-{number})
            * [Reading {number} blocks of `unsafe`](https://example.org/blog/blocks-{number})

            """;

    private static string Calls(int number, DateOnly date) =>
        $"""
            ## Calls for Testing

            ### [Rust](https://example.org/rust/labels/call-for-testing)

            * [Tracking issue for feature {number}](https://example.org/rust/issues/{number})
              - [Testing steps](https://example.org/rust/issues/{number}#testing)

            ## Call for Participation; projects and speakers

            ### CFP - Projects

            * [tidepool - Explain page {number} of the log](https://example.org/tidepool/issues/{number})

            ### CFP - Events

            * [**Ferrite Days {number}**](https://example.org/ferrite-{number}/cfp) | CFP closes {Day(date.AddDays(30))} | Trondheim, Norway | {Day(
                date.AddDays(120)
            )}

            ## Updates from the Rust Project

            ### Final Comment Period

            #### Tracking Issues & PRs

            ##### [Rust](https://example.org/rust/labels/final-comment-period)

            * [disposition: merge] [Stabilize function {number}](https://example.org/rust/issues/{number})

            ## Upcoming Events

            ### Virtual

            * {Day(date.AddDays(2))} | Virtual (Tartu, EE) | [Rust Tartu](https://example.org/rust-tartu)
                * [**Evening number {number}**](https://example.org/rust-tartu/{number})

            """;

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
