using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Syndicator.Composing;
using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>A post about calls that is to be made now.</summary>
/// <param name="Key">The delivery's key in place of an issue's; the same whenever, and on whichever machine, it is planned.</param>
/// <param name="Part">Which template.</param>
/// <param name="Says">What it says of which calls: of one, or in a digest of several.</param>
/// <param name="KnownSince">Since when it could have been made: what a restored store does not know of may be out.</param>
/// <param name="Issue">Of a digest, where it leads to; null for a post about one call.</param>
internal sealed record PlannedPost(
    string Key,
    string Part,
    IReadOnlyList<SaidCall> Says,
    DateTimeOffset KnownSince,
    CallIssue? Issue = null
)
{
    /// <summary>About one call.</summary>
    public static PlannedPost Of(SaidCall said, DateTimeOffset knownSince) => new(KeyOf(said), PartOf(said), [said], knownSince);

    public static PlannedPost Digest(CallIssue issue, IReadOnlyList<SaidCall> says, DateTimeOffset knownSince) =>
        new(DigestKeyOf(issue), TemplateSet.Calls, says, knownSince, issue);

    /// <summary>Of calls that had no place in their issue's digest and cannot wait for the next.</summary>
    public static PlannedPost Afterwards(CallIssue issue, IReadOnlyList<SaidCall> says, DateTimeOffset knownSince) =>
        new(AfterwardsKeyOf(issue, says), TemplateSet.Calls, says, knownSince, issue);

    /// <summary><c>call-3fa9c2d15e07</c>, <c>call-3fa9c2d15e07-7d-2026-05-04</c>, <c>call-3fa9c2d15e07-until-2026-05-11</c>.</summary>
    public static string KeyOf(SaidCall said) =>
        said.Act switch
        {
            CallAct.Reminded => $"{KeyOf(said.Call)}-{said.Detail.Replace(' ', '-')}",
            CallAct.Extended => $"{KeyOf(said.Call)}-until-{said.Detail}",
            _ => KeyOf(said.Call),
        };

    /// <summary><c>call-3fa9c2d15e07</c>: by what makes it the same call.</summary>
    public static string KeyOf(Call call) => "call-" + Digits(FormattableString.Invariant($"{call.Identity}\n{call.Edition}"));

    /// <summary><c>calls-issue-594</c>.</summary>
    public static string DigestKeyOf(CallIssue issue) => "calls-" + issue.Key;

    /// <summary><c>calls-issue-594-9d1f0c77ab42</c>: by the issue and what is said.</summary>
    public static string AfterwardsKeyOf(CallIssue issue, IEnumerable<SaidCall> says) =>
        $"{DigestKeyOf(issue)}-{Digits(string.Join('\n', says.Select(KeyOf).Order(StringComparer.Ordinal)))}";

    /// <summary>
    /// What counts as said, once it is known which calls have room in the post. Behind "and 12 more" those are told of that stand where the post leads to; what
    /// else was to be said of them was not.
    /// </summary>
    /// <param name="named">Their places in <see cref="Says"/>; none where the post names no call at all and leads to them all.</param>
    public IReadOnlyList<SaidCall> SaidWith(IReadOnlyList<int> named) =>
        Issue is null || named.Count == 0
            ? Says
            : [.. Says.Select((said, place) => named.Contains(place) ? said : BehindMore(said)).OfType<SaidCall>()];

    private SaidCall? BehindMore(SaidCall said) =>
        said.Act == CallAct.Announced && said.Call.LastIssue.Key == Issue!.Key ? said with { Detail = CallPost.BehindMore } : null;

    private static string Digits(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private static string PartOf(SaidCall said) =>
        said.Act switch
        {
            CallAct.Reminded => TemplateSet.CallReminder,
            CallAct.Extended => TemplateSet.CallExtended,
            _ when said.Call.Kind == CallKind.Event => TemplateSet.SpeakersCall,
            _ => TemplateSet.Call,
        };
}

/// <summary>What a post says of a call.</summary>
/// <param name="Detail">See <see cref="CallPost"/>.</param>
internal sealed record SaidCall(Call Call, CallAct Act, string Detail)
{
    /// <summary>The closing day it says; null where the call has none.</summary>
    public DateOnly? ClosesOn => (Call.Text.Closing as Closing.At)?.Day;

    public static SaidCall Announced(Call call) => new(call, CallAct.Announced, "");

    public static SaidCall Extended(Call call, Closing.At to) => new(call, CallAct.Extended, Day(to));

    /// <param name="distance">How long before its closing.</param>
    public static SaidCall Reminded(Call call, TimeSpan distance, Closing.At closing) =>
        new(call, CallAct.Reminded, $"{Short(distance)} {Day(closing)}");

    private static string Day(Closing.At closing) => closing.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As configuration writes it, in the largest unit that is whole: <c>7d</c>, <c>36h</c>.</summary>
    private static string Short(TimeSpan distance) =>
        distance.Ticks % TimeSpan.TicksPerDay == 0 ? FormattableString.Invariant($"{distance.Days}d")
        : distance.Ticks % TimeSpan.TicksPerHour == 0 ? FormattableString.Invariant($"{(int)distance.TotalHours}h")
        : FormattableString.Invariant($"{(long)distance.TotalSeconds}s");
}
