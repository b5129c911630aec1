using System.Text;
using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Nominations.Recognizing;

/// <summary>Which quote a post nominates, who said it and where.</summary>
internal static class QuoteRule
{
    /// <summary>Letters and digits of a quote, at least, to say that it stands in another post.</summary>
    private const int FewestToFind = 8;

    public static IReadOnlyList<Proposal> Of(Reading reading)
    {
        var tags = reading.Of(NomineeKind.Quote);
        var isTopic = reading.Topic == NomineeKind.Quote;
        if (tags.Count == 0 && !isTopic)
        {
            return [];
        }

        if (QuotedPart.In(reading.Post) is { } part)
        {
            return [Marked(reading, part)];
        }

        if (isTopic)
        {
            return reading.Around.MayPointElsewhere ? [] : InOwnWords(reading, [new Trigger(NomineeKind.Quote, IsTag: false, -1, -1)]);
        }

        return reading.Around.Posts.Select(post => Whole(reading, post)).OfType<Proposal>().FirstOrDefault() is { } theirs ? [theirs]
            : reading.Around.MayPointElsewhere ? []
            : InOwnWords(reading, tags);
    }

    /// <summary>Whether the quote or its speaker may stand in a post that is not given.</summary>
    public static bool NeedsOthers(Reading reading) =>
        reading.Of(NomineeKind.Quote).Count > 0 && QuotedPart.In(reading.Post) is not { Speaker: not null };

    private static Proposal Marked(Reading reading, FoundQuote part)
    {
        var link = Link(reading, part.Text);
        var origin = reading.Around.Posts.FirstOrDefault(post => Says(post.Text, part.Text));
        var nominee = new Nominee.Quote(
            part.Text,
            part.Speaker ?? (origin is null ? null : Name(origin.Post.Author)),
            part.SourceUrl ?? (part.Speaker is null ? null : link) ?? origin?.Post.Url ?? link
        );
        return reading.Propose(nominee, $"quote from {part.By}", origin);
    }

    private static Proposal? Whole(Reading reading, PostText post)
    {
        var text = WithoutAddress(post);
        if (WordCharacters.Count(text) == 0)
        {
            return null;
        }

        var where = post.Post.Id == reading.Arrival.Quoted?.Id ? "the post it quotes" : "the post it answers";
        return reading.Propose(new Nominee.Quote(text, Name(post.Post.Author), post.Post.Url), $"quote is {where}", post);
    }

    private static IReadOnlyList<Proposal> InOwnWords(Reading reading, IReadOnlyList<Trigger> tags)
    {
        if (OwnStatement.In(reading.Post, tags, reading.Triggers) is not { } statement)
        {
            return [];
        }

        var post = reading.Arrival.Post;
        var nominee = statement.Speaker is { } speaker
            ? new Nominee.Quote(statement.Text, speaker, Link(reading, statement.Text))
            : new Nominee.Quote(statement.Text, Name(post.Author), post.Url);
        return [reading.Propose(nominee, $"quote from {statement.By}")];
    }

    /// <summary>Where the post says that it is from: its first link that is no crate's and stands outside of the words.</summary>
    private static string? Link(Reading reading, string words) =>
        reading
            .Post.OwnTargets.Concat(reading.Post.QuotedTargets)
            .FirstOrDefault(target => CrateAddress.Of(target) is not CrateAddress.Crate && !words.Contains(target, StringComparison.Ordinal));

    private static string Name(MentionAuthor author) => author.DisplayName.Length > 0 ? OneLine.Of(author.DisplayName).Trim() : author.Handle;

    /// <summary>Without the names in front that say whom an answer is for.</summary>
    private static string WithoutAddress(PostText post)
    {
        var first = post.Pieces.FirstOrDefault(piece => piece.Kind is not (PieceKind.Handle or PieceKind.Break));
        return CleanText.Readable(post.Text[first.Start..]);
    }

    private static bool Says(string text, string words)
    {
        var key = Letters(words);
        return key.Length >= FewestToFind && Letters(text).Contains(key, StringComparison.Ordinal);
    }

    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                letters.Append(Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return letters.ToString();
    }
}
