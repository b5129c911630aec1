using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>What an editor says of a call instead of what is printed. What is null stays.</summary>
internal sealed record CallFields
{
    private const int LongestTitle = 500;
    private const int LongestUrl = 2000;
    private const int LongestPlace = 200;

    public string? Title { get; init; }
    public string? Url { get; init; }
    public Closing? Closing { get; init; }

    /// <summary>Empty: the event has none.</summary>
    public string? Place { get; init; }

    /// <summary>The event's days; empty: nobody knows them.</summary>
    public string? EventDate { get; init; }

    /// <summary>As an issue would print it (<c>2026-05-04</c>, <c>2026-05-04 23:59 Europe/Berlin</c>, <c>rolling</c>), or <c>none</c>.</summary>
    /// <returns>The closing, or why it cannot be told, as a clause.</returns>
    public static (Closing? Closing, string? Why) ReadClosing(string words)
    {
        if (words.Trim().Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return (new Closing.Open(), null);
        }

        var read = ClosingReader.Read(words);
        return read is Closing.Unreadable unreadable ? (null, unreadable.Why) : (read, null);
    }

    /// <summary>The call's words with these; what is wrong with them, as a sentence, and what to do.</summary>
    public (CallText? Text, CallOutcome.NotPossible? Problem) Apply(CallText text)
    {
        var title = Title is null ? text.Title : OneLine.Of(Title.Trim(), LongestTitle);
        if (title.Length == 0)
        {
            return (null, new("A call without a title is none.", "Say what is asked for in a few words."));
        }

        if (Url is not null && ProblemOf(Url.Trim()) is { } problem)
        {
            return (null, problem);
        }

        var on = EventDate is null ? text.EventOn : WrittenDate.Find(EventDate)?.Day;
        if (EventDate is { Length: > 0 } && on is null)
        {
            return (null, new($"\"{OneLine.Of(EventDate, LongestPlace)}\" names no day of the calendar.", "Write it as 2026-05-04."));
        }

        return (
            text with
            {
                Title = title,
                Url = Url is null ? text.Url : new Uri(Url.Trim()).AbsoluteUri,
                Closing = Closing ?? text.Closing,
                Place = Place is null ? text.Place : EmptyToNull(Place),
                EventDate = EventDate is null ? text.EventDate : EmptyToNull(EventDate),
                EventOn = on,
                // What an editor says is the one that counts.
                OtherClosings = Closing is null || text.OtherClosings.Count == 0 ? text.OtherClosings : [],
            },
            null
        );
    }

    /// <summary>Null when anybody can go there, and may know of it.</summary>
    private static CallOutcome.NotPossible? ProblemOf(string url) =>
        url.Length > LongestUrl || PrintedCall.AddressOf(url) is null
            ? new($"\"{OneLine.Of(url, LongestPlace)}\" is no web address.", "Write it whole: https://example.org/cfp.")
        : new Uri(url) is { UserInfo.Length: > 0 } secret
            ? new(
                $"{secret.Scheme}://…@{OneLine.Of(secret.Authority, LongestPlace)}/ has a user name or password in it, and would be told to everybody.",
                "Leave out what stands before the @."
            )
        : null;

    private static string? EmptyToNull(string words) => OneLine.Of(words.Trim(), LongestPlace) is { Length: > 0 } line ? line : null;
}
