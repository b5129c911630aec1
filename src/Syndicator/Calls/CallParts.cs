using System.Globalization;
using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>What is said otherwise than before; empty where a call does not say it.</summary>
internal sealed record PartChange(string Part, string Was, string Is);

/// <summary>What a call says, part by part, in words for people. They are as others wrote them.</summary>
internal static class CallParts
{
    /// <summary>Each by the name that <c>calls correct</c> has for it, where editors can say it otherwise.</summary>
    public static IReadOnlyList<(string Part, string Words)> Of(CallText text) =>
        [
            ("title", text.Title),
            ("project", text.Group ?? ""),
            ("tags", string.Join(", ", text.Tags)),
            ("url", text.Url),
            ("closes", Closing(text.Closing)),
            ("place", text.Place ?? ""),
            ("on", text.EventDate ?? ""),
        ];

    /// <summary>None where only its line in the issue is another.</summary>
    public static IReadOnlyList<PartChange> Changes(CallText was, CallText now) =>
        [
            .. Of(was)
                .Zip(Of(now), (one, other) => new PartChange(one.Part, one.Words, other.Words))
                .Where(change => change.Was != change.Is),
        ];

    /// <summary><c>2026-05-04 anywhere on Earth</c>; empty where it does not say.</summary>
    public static string Closing(Closing closing) =>
        closing.Match(
            open: _ => "",
            rolling: _ => "rolling",
            at: at => string.Create(CultureInfo.InvariantCulture, $"{at.Day:yyyy-MM-dd} {at.Time ?? "anywhere on Earth"}"),
            unreadable: unreadable => unreadable.Words.Length > 0 ? $"not read: {unreadable.Words}" : "not stated"
        );
}
