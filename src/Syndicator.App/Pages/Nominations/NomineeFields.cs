using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Pages.Nominations;

/// <summary>The parts of a nominee as fields of a form, and back.</summary>
internal static class NomineeFields
{
    private const int LongestQuote = 10_000;
    private const int LongestUrl = 2_000;

    public static IReadOnlyList<FieldView> Of(Nominee nominee) =>
        nominee.Match<IReadOnlyList<FieldView>>(
            crate =>
                [
                    new("name", "Name", crate.Name, Longest: 64),
                    new("url", "Address", crate.Url, "https://…", Longest: LongestUrl),
                    new("description", "What it is", crate.Description, "As the issue says it: a datetime library."),
                ],
            quote =>
                [
                    new("text", "Words", quote.Text, IsLong: true, Longest: LongestQuote),
                    new("speaker", "Who said it", quote.Speaker),
                    new("source", "Where", quote.SourceUrl, "https://…", Longest: LongestUrl),
                ],
            link => [new("url", "Address", link.Url, "https://…", Longest: LongestUrl), new("title", "Title", link.Title)],
            Call
        );

    /// <summary>What a form says otherwise: what is as it was is left alone, so that nothing is rewritten by looking at it.</summary>
    public static NomineeCorrection Read(DeskRequest desk, Nominee before)
    {
        var said = Of(before).ToDictionary(field => field.Name, field => Changed(field, desk.Form(field.Name)), StringComparer.Ordinal);
        return new NomineeCorrection
        {
            Name = said.GetValueOrDefault("name"),
            Url = said.GetValueOrDefault("url"),
            Description = said.GetValueOrDefault("description"),
            Text = said.GetValueOrDefault("text"),
            Speaker = said.GetValueOrDefault("speaker"),
            Source = said.GetValueOrDefault("source"),
            Title = said.GetValueOrDefault("title"),
            Closes = said.GetValueOrDefault("closes"),
            Place = said.GetValueOrDefault("place"),
            On = said.GetValueOrDefault("on"),
        };
    }

    /// <summary>A form for something that does not exist yet.</summary>
    public static Nominee Empty(NomineeKind kind) =>
        kind switch
        {
            NomineeKind.Crate => new Nominee.Crate(null, null),
            NomineeKind.Quote => new Nominee.Quote("", null, null),
            NomineeKind.Link => new Nominee.Link("", null),
            _ => new Nominee.Call("", null),
        };

    private static IReadOnlyList<FieldView> Call(Nominee.Call call)
    {
        var row = SpeakersRow.Of(call.Title);
        return
        [
            new("url", "Address", call.Url, "https://…", Longest: LongestUrl),
            new("title", "Title", row?.Name ?? call.Title, "project - task, or an event's name"),
            new("closes", "Closes", row?.Closes, "Of an event: 2026-05-04, 2026-05-04 23:59 CEST, Rolling deadline."),
            new("place", "Place", row?.Place, "Of an event: Utrecht, NL."),
            new("on", "Days of the event", row?.On, "2026-05-19, or 2026-05-19 - 2026-05-20."),
        ];
    }

    /// <summary>Browsers send line ends as CR LF.</summary>
    private static string? Changed(FieldView field, string said)
    {
        var text = said.Replace("\r\n", "\n", StringComparison.Ordinal);
        return text == (field.Value ?? "") ? null : text;
    }
}
