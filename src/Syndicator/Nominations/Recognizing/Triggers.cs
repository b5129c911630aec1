using Syndicator.Configuration;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Finds the tags and words of each kind in a post's own lines, and tells which are denied.</summary>
internal sealed class Triggers(NominationWords words)
{
    private readonly (NomineeKind Kind, Phrase[] Phrases)[] _kinds =
    [
        (NomineeKind.Crate, Phrases(words.Crate)),
        (NomineeKind.Quote, Phrases(words.Quote)),
        (NomineeKind.Call, Phrases(words.Call)),
    ];

    /// <summary>In order of place; and whether any was denied.</summary>
    public (IReadOnlyList<Trigger> Meant, bool HasDenied) In(PostText post)
    {
        var all = new List<Trigger>();
        foreach (var (kind, phrases) in _kinds)
        {
            var placed = Placed(post, kind, phrases).ToList();
            all.AddRange(placed);
            if (placed.Count == 0 && IsToldByNetwork(post, phrases))
            {
                all.Add(new Trigger(kind, IsTag: true, -1, -1));
            }
        }

        var meant = all.Where(trigger => !Denial.Of(post, trigger)).OrderBy(trigger => trigger.Start).ToList();
        return (meant, meant.Count < all.Count);
    }

    private static IEnumerable<Trigger> Placed(PostText post, NomineeKind kind, Phrase[] phrases)
    {
        for (var at = 0; at < post.Pieces.Count; at++)
        {
            if (post.Pieces[at].IsQuoted || post.Pieces[at].Kind is not (PieceKind.Tag or PieceKind.Word or PieceKind.Mark))
            {
                continue;
            }

            foreach (var phrase in phrases)
            {
                if (phrase.LengthAt(post, at) is var length and > 0)
                {
                    yield return new Trigger(kind, phrase.Tag is not null, at, at + length);
                    break;
                }
            }
        }
    }

    /// <summary>Some networks carry tags beside the text. One that stands in the text, on a quoted line or in code, is not such a one.</summary>
    private static bool IsToldByNetwork(PostText post, Phrase[] phrases) =>
        phrases.Any(phrase =>
            phrase.Tag is { } tag
            && post.Post.Tags.Any(told => told.TrimStart('#', '＃').Equals(tag, StringComparison.OrdinalIgnoreCase))
            && !post.Text.Contains(tag, StringComparison.OrdinalIgnoreCase)
        );

    private static Phrase[] Phrases(IReadOnlyList<string> texts) => [.. texts.Select(text => new Phrase(text))];
}
