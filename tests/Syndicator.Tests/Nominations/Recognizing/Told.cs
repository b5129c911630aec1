using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Nominations;
using Syndicator.Nominations.Recognizing;

namespace Syndicator.Tests.Nominations.Recognizing;

/// <summary>Posts as people write them, and what they become in short.</summary>
internal static class Told
{
    public static Recognizer Recognizer { get; } = new(new NominationOptions { Editors = ["editor"], Blocked = ["spam@bad.example"] });

    public static Mention Post(string text, string handle = "ada@social.example", string id = "1", string name = "Ada") =>
        new()
        {
            Id = id,
            Url = $"https://social.example/@{handle}/{id}",
            Author = new MentionAuthor("a-" + handle, handle, name, "https://social.example/@" + handle),
            Text = text,
            PostedAt = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
            IsPublic = true,
        };

    public static Mention Ours(string text) =>
        Post(text, "us@social.example", "99") is var post ? post with { Author = post.Author with { IsOurs = true } } : null!;

    public static Arrival Reply(string text, string parent) => Reply(Post(text), Post(parent, "ben@social.example", "2", "Ben"));

    public static Arrival Reply(Mention post, Mention parent) => new(post with { ParentId = parent.Id }) { Parent = parent };

    public static Arrival Quoting(string text, string quoted) =>
        new(Post(text) with { QuotedId = "3" }) { Quoted = Post(quoted, "ben@social.example", "3", "Ben") };

    public static Arrival Invited(string text) => new(Post(text) with { ParentId = "99" }) { IsBelowInvitation = true };

    public static string Becomes(string text) => Becomes(new Arrival(Post(text)));

    /// <summary><c>crate jiff, quote “…” (Ben)</c>.</summary>
    public static string Becomes(Arrival arrival) => Short(Recognizer.Recognize(arrival));

    public static string Short(Recognition recognition) =>
        recognition.Match(
            nominates => string.Join(", ", nominates.Proposals.Select(proposal => Short(proposal.Nominee))),
            endorses => "endorses " + endorses.PostId,
            _ => "unsorted",
            _ => "nothing"
        );

    public static IReadOnlyList<Proposal> Proposals(Arrival arrival) =>
        Recognizer.Recognize(arrival) is Recognition.Nominates nominates ? nominates.Proposals : [];

    private static string Short(Nominee nominee) =>
        nominee.Match(
            crate => $"crate {crate.Name ?? crate.Url}",
            quote => $"quote “{quote.Text}” ({quote.Speaker ?? "?"})",
            link => $"link {link.Url}",
            call => $"call {call.Url}"
        );
}
