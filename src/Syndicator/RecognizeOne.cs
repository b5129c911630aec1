using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Nominations;
using Syndicator.Nominations.Recognizing;

namespace Syndicator;

/// <summary>
/// Says of one post, as a network gives it, what it becomes: with the same readers and the same recogniser as collecting, but without storage and without
/// asking anybody.
/// </summary>
internal sealed class RecognizeOne
{
    private const string Forum = "discourse";

    private readonly Func<JsonElement, Func<string, bool>, (SinglePost Post, NomineeKind? Topic)> _read;
    private readonly Recognizer _recognizer;
    private readonly HashSet<string> _ours;

    private RecognizeOne(Publication publication, Func<JsonElement, Func<string, bool>, (SinglePost, NomineeKind?)> read)
    {
        _read = read;
        _recognizer = new Recognizer(publication.Nominations, site: publication.Format.Site);
        _ours = publication
            .Accounts.Select(account => account.Handle)
            .OfType<string>()
            .Select(Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What <c>--network</c> takes.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["mastodon", "x", "bluesky", Forum, "dry-run"];

    public static RecognizeOne For(Publication publication, string network)
    {
        if (network == Forum)
        {
            return new RecognizeOne(publication, new ForumPosts(publication.Nominations.Topics).Read);
        }

        var read = KnownNetworks.Find(network)?.ReadOne ?? throw new ArgumentException($"nobody reads posts of {network}", nameof(network));
        return new RecognizeOne(publication, (wire, isOurs) => (read(wire, isOurs), null));
    }

    /// <param name="line">An object with the members <c>wire</c>, <c>parent</c>, <c>quoted</c> and <c>inReplyToInvitation</c>.</param>
    /// <returns>What the post becomes, or why the line cannot be understood.</returns>
    public (RecognizedPost? Post, string? Problem) Recognize(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Recognize(document.RootElement);
        }
        catch (JsonException problem)
        {
            return (null, $"it is no JSON ({OneLine.Of(problem.Message.Split(". ")[0], 120)})");
        }
    }

    private (RecognizedPost? Post, string? Problem) Recognize(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("wire", out var wire))
        {
            return (null, "it is no object with a member `wire`");
        }

        if (Misshapen(line) is { } problem)
        {
            return (null, problem);
        }

        var leftOut = new List<string>();
        var (parent, quoted) = (Beside(line, "parent", leftOut), Beside(line, "quoted", leftOut));
        var (post, topic) = _read(wire, IsOurs);
        return post.Match<(RecognizedPost?, string?)>(
            read => (Recognize(read, parent, quoted, IsTrue(line, "inReplyToInvitation"), topic) with { LeftOut = leftOut }, null),
            nothing =>
                (
                    new RecognizedPost(null, new Recognition.Nothing(nothing.Reason), [], IsSupportedPublic: true) { LeftOut = leftOut },
                    null
                ),
            unread => (null, $"`wire` cannot be understood: {OneLine.Of(unread.Reason)}")
        );
    }

    private RecognizedPost Recognize(SinglePost.Read read, Mention? parent, Mention? quoted, bool isBelowInvitation, NomineeKind? topic)
    {
        var arrival = new Arrival(read.Post)
        {
            Parent = parent ?? read.Parent,
            Quoted = quoted ?? read.Quoted,
            IsBelowInvitation = isBelowInvitation,
            Topic = topic,
        };
        var recognition = _recognizer.Recognize(arrival);
        var supported = recognition is Recognition.Endorses { PostId: var id }
            ? new[] { arrival.Quoted, arrival.Parent }.FirstOrDefault(post => post?.Id == id)
            : null;
        return new RecognizedPost(arrival, recognition, Supported(arrival, supported), supported?.IsPublic != false);
    }

    /// <summary>What the post nominates that an endorsement supports.</summary>
    private IReadOnlyList<Nominee> Supported(Arrival arrival, Mention? supported) =>
        supported is not null
        && _recognizer.Recognize(new Arrival(supported) { IsBelowInvitation = arrival.IsBelowInvitation, Topic = arrival.Topic })
            is Recognition.Nominates nominates
            ? [.. nominates.Proposals.Select(proposal => proposal.Nominee)]
            : [];

    /// <summary>Null where every member that is known has its shape.</summary>
    private static string? Misshapen(JsonElement line) =>
        new[] { "parent", "quoted" }.FirstOrDefault(name => !IsOneOf(line, name, JsonValueKind.Object)) is { } post
            ? $"`{post}` is neither a post nor null"
        : IsOneOf(line, "inReplyToInvitation", JsonValueKind.True, JsonValueKind.False) ? null
        : "`inReplyToInvitation` is neither true nor false";

    private static bool IsOneOf(JsonElement line, string name, params JsonValueKind[] kinds) =>
        !line.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null || kinds.Contains(member.ValueKind);

    /// <param name="leftOut">What is said of one that cannot be understood.</param>
    private Mention? Beside(JsonElement line, string name, List<string> leftOut)
    {
        if (!line.TryGetProperty(name, out var wire) || wire.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var post = _read(wire, IsOurs).Post;
        if (post is SinglePost.NotUnderstood problem)
        {
            leftOut.Add($"`{name}` cannot be understood and is left out: {OneLine.Of(problem.Reason)}");
        }

        return post.PostOrDefault;
    }

    private static bool IsTrue(JsonElement line, string name) =>
        line.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    /// <summary>By the name without the server: the server is not always told.</summary>
    private bool IsOurs(string handle) => _ours.Contains(Name(handle));

    private static string Name(string handle) => handle.TrimStart('@').Split('@', '.')[0];
}

/// <param name="Arrival">Null where it is no mention at all.</param>
/// <param name="Supported">What an endorsement supports.</param>
/// <param name="IsSupportedPublic">Whether everybody may see the post that does.</param>
internal sealed record RecognizedPost(Arrival? Arrival, Recognition Recognition, IReadOnlyList<Nominee> Supported, bool IsSupportedPublic)
{
    /// <summary>Posts around it that cannot be understood, one sentence each.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
