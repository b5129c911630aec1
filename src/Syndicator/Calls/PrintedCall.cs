using System.Security.Cryptography;
using System.Text;
using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>A row of an issue that asks for people, as the issue says it.</summary>
/// <param name="Address">Canonical.</param>
/// <param name="Identity">See <see cref="Call.Identity"/>.</param>
/// <param name="Contradiction">Why the row cannot be right; null when nothing speaks against it.</param>
internal sealed record PrintedCall(CallKind Kind, string Address, string Identity, CallText Text, string? Contradiction)
{
    /// <summary>PostgreSQL's indexes take a third of a page, and nobody types more.</summary>
    private const int LongestAddress = 1_000;

    private const int LongestTitle = 500;

    /// <summary>Every call of an issue once. Rows without a web address are none: the issue's check reports them.</summary>
    public static IReadOnlyList<PrintedCall> Of(
        IEnumerable<ProjectCall> projects,
        IEnumerable<EventCall> events,
        EventAddresses addresses,
        DateOnly issueDay
    ) => [.. new JudgedCalls(projects, events, addresses, issueDay).Calls.Select(Of)];

    /// <summary>What an event's row may be known by: its address, or that and the name where the address is another's.</summary>
    public static IEnumerable<string> IdentitiesOf(EventCall call) =>
        AddressOf(call.CallUrl) is { } address ? [address, WithName(address, call)] : [];

    /// <summary>What a task is known by; null when its link leads nowhere.</summary>
    public static string? AddressOf(string url) =>
        !CanonicalAddress.IsWeb(url) ? null
        : CanonicalAddress.Of(url) is { Length: <= LongestAddress } address ? address
        : $"{CanonicalAddress.Of(url)[..(LongestAddress / 2)]}…{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))}";

    /// <summary>The address at the beginning of an identity; none has a blank.</summary>
    public static string AddressIn(string identity) => identity.IndexOf(' ') is > 0 and var blank ? identity[..blank] : identity;

    private static PrintedCall Of(JudgedCall row)
    {
        var address = AddressOf(row.Url)!;
        var identity = row is { Anothers: not null, Event: { } call } ? WithName(address, call) : address;
        var kind = row.Event is null ? CallKind.Project : CallKind.Event;
        return new PrintedCall(kind, address, identity, TextOf(row), CallRules.Join(row.Contradictions));
    }

    private static CallText TextOf(JudgedCall row) =>
        new(Short(row.Title), row.Url, row.Says.Closing, row.Line)
        {
            Group = row.Task?.Group,
            Tags = row.Task?.Tags ?? [],
            Place = row.Event?.Place,
            EventDate = row.Event?.EventDate,
            EventOn = row.Event?.EventOn,
            OtherClosings = row.Says.OtherClosings,
        };

    private static string Short(string title) => title.Length <= LongestTitle ? title : title[..LongestTitle] + "…";

    private static string WithName(string address, EventCall call) => $"{address} {EventNames.KeyOf(call.DisplayName)}";
}
