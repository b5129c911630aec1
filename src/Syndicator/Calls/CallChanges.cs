using System.Text.Json;
using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>What is different between a call before an issue was read and after.</summary>
internal static class CallChanges
{
    /// <param name="before">Null: there was none.</param>
    /// <param name="isPrinted">Whether the issue has it.</param>
    /// <param name="isNews">Whether the issue did not have it when it was read before.</param>
    /// <returns>Null: nothing that was not known.</returns>
    public static CallChange? Of(Call? before, Call after, bool isPrinted, bool isNews) =>
        before is null ? CallChange.New
        : !isPrinted ? CallChange.TakenOut
        : OfClosing(before, after) is { } change ? change
        : before.Text.Title != after.Text.Title ? CallChange.Renamed
        : before.Decision != after.Decision || Said(before.Text) != Said(after.Text) ? CallChange.Changed
        : isNews || !IsSame(before, after) ? CallChange.Repeated
        : null;

    /// <summary>Whether nothing has to be written.</summary>
    public static bool IsSame(Call one, Call other) =>
        (one.FirstIssue, one.IsArchived) == (other.FirstIssue, other.IsArchived)
        && CallMemory.Of(one).Write() == CallMemory.Of(other).Write();

    /// <summary>What could not be right is mended, not put off.</summary>
    private static CallChange? OfClosing(Call before, Call after) =>
        (before.Text.Closing, after.Text.Closing) is not (Closing.At was, Closing.At now) || was.Instant == now.Instant ? null
        : before.Contradiction is not null ? CallChange.Changed
        : now.Instant > was.Instant ? CallChange.Extended
        : CallChange.MovedEarlier;

    /// <summary>As it is stored, which compares lists too, without the place in an issue.</summary>
    private static string Said(CallText text) => JsonSerializer.Serialize(text with { Line = 0 }, CallJson.Default.CallText);
}
