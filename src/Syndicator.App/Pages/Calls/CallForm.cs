using System.Globalization;
using Syndicator.Calls;
using Syndicator.Issues;

namespace Syndicator.App.Pages.Calls;

/// <summary>What a call says as fields of a form, and back.</summary>
internal static class CallForm
{
    private const string None = "none";

    public static IReadOnlyList<FieldView> Of(Call call)
    {
        var text = call.Text;
        IReadOnlyList<FieldView> ofBoth =
        [
            new("title", "Title", text.Title),
            new("url", "Address", text.Url, "https://…", Longest: 2000),
            new(
                "closes",
                "Closes",
                ClosingOf(text.Closing),
                "2026-05-04 (its end anywhere on Earth), 2026-05-04 23:59 Europe/Berlin, rolling, or nothing."
            ),
        ];
        return call.Kind == CallKind.Project
            ? ofBoth
            :
            [
                .. ofBoth,
                new("place", "Place", text.Place, "Utrecht, NL, or nothing.", Longest: 200),
                new("on", "Days of the event", text.EventDate, "2026-05-19, or 2026-05-19 - 2026-05-20.", Longest: 200),
            ];
    }

    /// <summary>What the form says otherwise: what is as it was is left alone, so that nothing is corrected by looking at it.</summary>
    /// <returns>Or what is wrong with it, as a sentence; neither where nothing is otherwise.</returns>
    public static (CallFields? Fields, string? Problem) Read(DeskRequest desk, Call call)
    {
        var said = Of(call)
            .Where(field => desk.Form(field.Name) != (field.Value ?? "").Trim())
            .ToDictionary(field => field.Name, field => desk.Form(field.Name), StringComparer.Ordinal);
        if (said.Count == 0)
        {
            return (null, null);
        }

        var closes = said.GetValueOrDefault("closes");
        var (closing, why) = closes is null ? (null, null) : CallFields.ReadClosing(closes.Length == 0 ? None : closes);
        return why is null
            ? (
                new CallFields
                {
                    Title = said.GetValueOrDefault("title"),
                    Url = said.GetValueOrDefault("url"),
                    Closing = closing,
                    Place = said.GetValueOrDefault("place"),
                    EventDate = said.GetValueOrDefault("on"),
                },
                null
            )
            : (
                null,
                $"“{OneLine.Of(closes!)}” is no closing day: {why}. Write it as 2026-05-04, 2026-05-04 23:59 Europe/Berlin, or rolling."
            );
    }

    /// <summary>As the form takes it.</summary>
    private static string? ClosingOf(Closing closing) =>
        closing.Match<string?>(
            _ => null,
            rolling => rolling.Words,
            at => string.Create(CultureInfo.InvariantCulture, $"{at.Day:yyyy-MM-dd}{(at.Time is { } time ? " " + time : "")}"),
            unreadable => unreadable.Words
        );
}
