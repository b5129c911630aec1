using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>Why a source could not be read.</summary>
/// <param name="Text">One line, without secrets.</param>
/// <param name="NotBefore">When it takes questions again, where it named a time.</param>
internal sealed record SourceTrouble(string Text, DateTimeOffset? NotBefore = null)
{
    /// <summary>Null when it was read.</summary>
    public static SourceTrouble? Of<T>(ReadOutcome<T> outcome) =>
        outcome is ReadOutcome<T>.Read
            ? null
            : new SourceTrouble(OneLine.Of(StorableText.Of(outcome.Reason())), (outcome as ReadOutcome<T>.Throttled)?.Until);
}

/// <summary>How the reading of a source ended.</summary>
/// <param name="HasLooked">Whether all that was due was looked up again.</param>
/// <param name="HasReadAnswers">Whether the answers below our invitations were read.</param>
internal sealed record ReadingEnd(SourceTrouble? Trouble, bool HasLooked, bool HasReadAnswers);
