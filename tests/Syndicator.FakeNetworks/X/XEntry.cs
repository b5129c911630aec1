namespace Syndicator.FakeNetworks.X;

/// <summary>A user of the fake X.</summary>
public sealed record XPerson(string Id, string Username, string Name, bool Protected = false);

/// <summary>A post on the fake X, as it was sent.</summary>
/// <param name="ParentId">The post it answers.</param>
/// <param name="QuotedId">The post it quotes.</param>
/// <param name="RepeatedId">The post it repeats without a word of its own.</param>
internal sealed record XEntry(
    string Id,
    XPerson Author,
    string Text,
    DateTimeOffset At,
    string ConversationId,
    string? ParentId = null,
    string? QuotedId = null,
    string? RepeatedId = null,
    IReadOnlyList<string>? Media = null
)
{
    public int Likes { get; init; }

    public bool Names(XPerson person) => Text.Contains('@' + person.Username, StringComparison.OrdinalIgnoreCase);
}
