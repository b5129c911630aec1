using System.Globalization;
using System.Text;

namespace Syndicator.Issues;

/// <summary>What is said of a call, as far as it can contradict itself.</summary>
internal sealed record CallWords(string Title, Closing Closing)
{
    /// <summary>What other rows of the same issue say of the same address instead.</summary>
    public IReadOnlyList<Closing> OtherClosings { get; init; } = [];

    /// <summary>Null: a task, which has no days.</summary>
    public EventWords? Event { get; init; }

    public static CallWords Of(ProjectCall call) => new(call.Text, new Closing.Open());

    public static CallWords Of(EventCall call) =>
        new(call.DisplayName, call.Closing) { Event = new EventWords(call.Place, call.EventDate, call.EventOn) };
}

/// <param name="Date">The event's days as written.</param>
/// <param name="On">The first of them, where it can be read.</param>
internal sealed record EventWords(string? Place, string? Date, DateOnly? On);

/// <summary>
/// Why a call cannot be right by its own words, as clauses for people: all of them at once. They name no issue's day and no line, so that a row that is printed again
/// says the same of itself.
/// </summary>
internal static class CallRules
{
    public const string NoTitle = "it has no title";

    private const string Separator = "; ";

    /// <summary>Beside a name or a place; a closing day is doubted for more words.</summary>
    private static readonly string[] s_calledOff = ["cancelled", "canceled", "postponed"];

    /// <param name="issueDay">Null: days are not judged by any.</param>
    public static IReadOnlyList<string> Contradictions(CallWords says, DateOnly? issueDay) =>
        [
            .. IsTitle(says.Title) ? Enumerable.Empty<string>() : [NoTitle],
            .. OfOtherRows(says),
            .. OfTheEvent(says, issueDay),
            .. says.Closing is Closing.Unreadable unreadable ? [unreadable.Why] : Enumerable.Empty<string>(),
        ];

    /// <summary>Whether a reader sees anything that tells it from others.</summary>
    public static bool IsTitle(string title) => title.EnumerateRunes().Any(rune => Rune.IsLetterOrDigit(rune) || Rune.IsSymbol(rune));

    /// <summary>All of them as one clause; null when there are none.</summary>
    public static string? Join(IEnumerable<string> clauses) => string.Join(Separator, clauses) is { Length: > 0 } all ? all : null;

    /// <summary>What <see cref="Join"/> put together. Words that are quoted may hold the mark in between: the pieces are for comparing only.</summary>
    public static IReadOnlyList<string> Split(string? clauses) => clauses?.Split(Separator) ?? [];

    /// <summary>What tells two closings apart.</summary>
    public static string Name(Closing closing) =>
        closing.Match(
            open: _ => "none",
            rolling: _ => "rolling",
            at: at =>
                at.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (at.IsWholeDay || at.Time is not { } time ? "" : $" {time}"),
            unreadable: unreadable => unreadable.Words.Length == 0 ? "none" : $"\"{unreadable.Words}\""
        );

    private static IEnumerable<string> OfOtherRows(CallWords says)
    {
        if (says.OtherClosings.Count > 0)
        {
            var days = says.OtherClosings.Prepend(says.Closing).Select(Name);
            yield return $"rows of one issue with its address close differently: {string.Join(", ", days)}";
        }
    }

    private static IEnumerable<string> OfTheEvent(CallWords says, DateOnly? issueDay)
    {
        if (says.Event is not { } happening)
        {
            return [];
        }

        string?[] words = [says.Title, happening.Place, happening.Date];
        var calledOff = s_calledOff.FirstOrDefault(off =>
            words.Any(part => part?.Contains(off, StringComparison.OrdinalIgnoreCase) == true)
        );
        var days = EventCallRules.Contradictions((says.Closing as Closing.At)?.Day, happening.Date, happening.On, issueDay);
        return calledOff is null ? days : days.Prepend($"it says \"{calledOff}\"");
    }
}
