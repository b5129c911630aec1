using System.CommandLine;
using Syndicator.Calls;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator calls correct KEY</c>: says what is right instead of what is printed.</summary>
internal static class CallsCorrect
{
    private static readonly Argument<string> s_key = new("KEY") { Description = CallLookup.KeyHelp };
    private static readonly Option<string?> s_title = Of("--title", "What is asked for, or the event's name.", "TEXT");
    private static readonly Option<string?> s_url = Of("--url", "Where to answer it.", "URL");

    private static readonly Option<string?> s_closes = Of(
        "--closes",
        "Its last day (2026-05-04), with a time where one is stated (\"2026-05-04 23:59 Europe/Berlin\"), rolling, or none.",
        "DAY"
    );

    private static readonly Option<string?> s_place = Of("--place", "Of the event; empty: none.", "TEXT");
    private static readonly Option<string?> s_on = Of(
        "--on",
        "The event's days (2026-09-04, or \"2026-09-04 to 2026-09-06\"); empty: not known.",
        "DAY"
    );
    private static readonly Option<bool> s_undo = new("--undo") { Description = "Takes the correction back: it says what is printed." };
    private static readonly Option<string?> s_note = Of("--note", "Kept in its history.", "TEXT");
    private static readonly Option<long?> s_expect = StoreAccess.ExpectOption();
    private static readonly Option<bool> s_json = new("--json") { Description = "As one JSON object." };

    private static readonly Option[] s_parts = [s_title, s_url, s_closes, s_place, s_on];

    public static Command Create() =>
        StoreAccess.Complete(
            new Command(
                "correct",
                "Says what is right of a call instead of what is printed; issues that print the same again change nothing."
            )
            {
                s_key,
                s_title,
                s_url,
                s_closes,
                s_place,
                s_on,
                s_undo,
                s_note,
                s_expect,
                s_json,
            },
            async (parse, syndication, publication, stop) =>
            {
                var (fields, mistake) = FieldsOf(parse);
                if (mistake is not null)
                {
                    await Console.Error.WriteLineAsync(mistake);
                    return ExitCode.Usage;
                }

                var name = parse.GetRequiredValue(s_key);
                if (await CallLookup.FindAsync(syndication, publication, name, stop) is not { } listing)
                {
                    return ExitCode.Findings;
                }

                var action = CallsActs.Action(listing, parse.GetValue(s_expect), parse.GetValue(s_note));
                var outcome = parse.GetValue(s_undo)
                    ? await syndication.ReviewCalls.TakeCorrectionBackAsync(action, stop)
                    : await syndication.ReviewCalls.CorrectAsync(publication, action, fields!, stop);
                return await CallReport.WriteAsync(outcome, listing, name, syndication, publication, parse.GetValue(s_json), stop);
            }
        );

    private static (CallFields? Fields, string? Mistake) FieldsOf(ParseResult parse)
    {
        var isCorrected = s_parts.Any(option => parse.GetResult(option) is not null);
        if (isCorrected == parse.GetValue(s_undo))
        {
            return isCorrected
                ? (null, "--undo takes the whole correction back; it goes with no other part.")
                : (null, "Nothing is to be corrected: give --title, --url, --closes, --place or --on, or --undo.");
        }

        var closes = parse.GetValue(s_closes);
        var (closing, why) = closes is null ? (null, null) : CallFields.ReadClosing(closes);
        return why is null
            ? (
                new CallFields
                {
                    Title = parse.GetValue(s_title),
                    Url = parse.GetValue(s_url),
                    Closing = closing,
                    Place = parse.GetValue(s_place),
                    EventDate = parse.GetValue(s_on),
                },
                null
            )
            : (
                null,
                $"--closes {OneLine.Of(closes!)}: {why}. Write it as 2026-05-04, \"2026-05-04 23:59 Europe/Berlin\", rolling or none."
            );
    }

    private static Option<string?> Of(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };
}
