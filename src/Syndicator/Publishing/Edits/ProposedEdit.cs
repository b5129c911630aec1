using Syndicator.Composing;
using Syndicator.Networks;

namespace Syndicator.Publishing.Edits;

/// <summary>What a change of an announced issue would change in one of its posts.</summary>
internal sealed record ProposedEdit
{
    public required EditPlace Place { get; init; }

    /// <summary>What the post said when this was proposed; null: there is no such post, the issue has come to say more than its thread.</summary>
    public required ComposedPost? Standing { get; init; }

    /// <summary>What it would say; null: nothing, the issue has stopped saying it.</summary>
    public required ComposedPost? Proposed { get; init; }

    /// <summary>What the composer made of the issue that <see cref="Standing"/> belongs to; an editor may have worded it otherwise.</summary>
    public required PostContent? Basis { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public EditState State { get; init; } = new EditState.Open();

    /// <summary>The lines of the issue concerned: what is newly said, or else all that is said.</summary>
    public IReadOnlyList<PostSource> Sources
    {
        get
        {
            IReadOnlyList<PostSource> now = Proposed?.Sources ?? [];
            var known = Standing?.Sources.Select(source => source.Text).ToHashSet(StringComparer.Ordinal) ?? [];
            var added = now.Where(source => !known.Contains(source.Text)).ToList();
            return added.Count > 0 ? added
                : now.Count > 0 ? now
                : Standing?.Sources ?? [];
        }
    }
}

/// <summary>What a proposed edit is among all.</summary>
/// <param name="IssueKey"><c>issue-666</c>.</param>
/// <param name="Part">As of the post it concerns: <c>crate</c>, <c>news/2</c>.</param>
/// <param name="Number">From 1; a newer change of the same part has the next.</param>
internal sealed record EditPlace(string Publication, string IssueKey, string Account, string Part, int Number)
{
    /// <summary><c>twir/issue-666/mastodon/crate/e1</c>.</summary>
    public string Key => $"{Publication}/{IssueKey}/{Account}/{Part}/e{Number}";
}
