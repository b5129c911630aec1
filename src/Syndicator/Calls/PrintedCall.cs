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

    /// <summary>Every call of an issue once. Rows without a web address are none: the reader has reported them.</summary>
    public static IReadOnlyList<PrintedCall> Of(
        IEnumerable<ProjectCall> projects,
        IEnumerable<EventCall> events,
        EventAddresses addresses,
        DateOnly issueDay
    ) =>
        [
            .. projects
                .Where(call => AddressOf(call.Url) is not null)
                .Select(Of)
                .Concat(events.Where(call => AddressOf(call.CallUrl) is not null).Select(call => Of(call, addresses, issueDay)))
                .DistinctBy(call => call.Identity, StringComparer.Ordinal),
        ];

    /// <summary>What an event's row may be known by: its address, or that and the name where the address is another's.</summary>
    public static IEnumerable<string> IdentitiesOf(EventCall call) =>
        AddressOf(call.CallUrl) is { } address ? [address, WithName(address, call)] : [];

    /// <summary>What a task is known by; null when its link leads nowhere.</summary>
    public static string? AddressOf(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || CanonicalAddress.Host(uri) is null
            ? null
        : CanonicalAddress.Of(url) is { Length: <= LongestAddress } address ? address
        : $"{CanonicalAddress.Of(url)[..(LongestAddress / 2)]}…{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))}";

    /// <summary>The address at the beginning of an identity; none has a blank.</summary>
    public static string AddressIn(string identity) => identity.IndexOf(' ') is > 0 and var blank ? identity[..blank] : identity;

    private static PrintedCall Of(ProjectCall call)
    {
        var address = AddressOf(call.Url)!;
        var text = new CallText(Short(call.Text), call.Url, new Closing.Open(), call.Line) { Group = call.Group, Tags = call.Tags };
        return new PrintedCall(CallKind.Project, address, address, text, null);
    }

    private static PrintedCall Of(EventCall call, EventAddresses addresses, DateOnly issueDay)
    {
        var address = AddressOf(call.CallUrl)!;
        var isAnothers = addresses.OfAnother(call);
        var text = new CallText(Short(call.DisplayName), call.CallUrl, call.Closing, call.Line)
        {
            Place = call.Place,
            EventDate = call.EventDate,
            EventOn = call.EventOn,
        };
        return new PrintedCall(
            CallKind.Event,
            address,
            isAnothers is null ? address : WithName(address, call),
            text,
            isAnothers ?? call.Contradiction(issueDay)
        );
    }

    private static string Short(string title) => title.Length <= LongestTitle ? title : title[..LongestTitle] + "…";

    private static string WithName(string address, EventCall call) => $"{address} {EventNames.KeyOf(call.DisplayName)}";
}
