using Syndicator.Configuration;

namespace Syndicator.Nominations.Recognizing;

/// <summary>A tag or words that ask for a nomination.</summary>
/// <param name="IsTag">Whether it is a tag; else words.</param>
/// <param name="Start">Its first piece; negative for a tag that only the network tells of.</param>
/// <param name="End">Behind its last piece.</param>
internal readonly record struct Trigger(NomineeKind Kind, bool IsTag, int Start, int End)
{
    public bool HasPlace => Start >= 0;

    public string Name => IsTag ? "tag" : "words";
}
