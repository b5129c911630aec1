namespace Syndicator.Forgetting;

/// <summary>
/// The statements that take the words of old mentions away. The rows stay, as gone: by them a post is known that comes again, after an edit or from a source that
/// is read anew. Nominations, who proposed them and who supports them stay as they are.
/// </summary>
internal static class OldWords
{
    private const string Forget =
        "update mentions set text = '', author = '', url = '', details = '{}', is_lacking = 0, gone_at = @now, forgotten_at = @now";

    /// <summary>Of a nomination that is in an issue, or was lately in a round for one.</summary>
    private const string IsOfUse = "(n.state in ('accepted', 'chosen', 'published') or n.round >= @before)";

    /// <summary>Those of no nomination that was of use, or is.</summary>
    public const string OfMentions = $"""
        {Forget} where (publication, source, post_id) in (
          select m.publication, m.source, m.post_id from mentions m
          where m.seen_at < @before and m.gone_at is null and m.becomes in ('nominates', 'endorses')
            and not exists (select 1 from proposals p join nominations n on n.id = p.nomination_id
              where p.publication = m.publication and p.source = m.source and p.post_id = m.post_id and {IsOfUse})
            and not exists (select 1 from endorsements e join nominations n on n.id = e.nomination_id
              where e.publication = m.publication and e.source = m.source and e.by_post_id = m.post_id and e.by_post_id <> '' and {IsOfUse})
            and not exists (select 1 from proposals p join nominations n on n.id = p.nomination_id
              where p.publication = m.publication and p.source = m.source and p.from_post_id = m.post_id and {IsOfUse})
          limit @Most)
        """;

    /// <summary>Those to which nothing refers that still has its words, and from which nothing of use was taken.</summary>
    public const string OfContext = $"""
        {Forget} where (publication, source, post_id) in (
          select m.publication, m.source, m.post_id from mentions m
          where m.seen_at < @before and m.gone_at is null and m.becomes = 'context'
            and not exists (select 1 from mentions c where c.publication = m.publication and c.source = m.source
              and c.parent_id = m.post_id and c.parent_id is not null and c.gone_at is null)
            and not exists (select 1 from mentions c where c.publication = m.publication and c.source = m.source
              and c.quoted_id = m.post_id and c.quoted_id is not null and c.gone_at is null)
            and not exists (select 1 from proposals p join nominations n on n.id = p.nomination_id
              where p.publication = m.publication and p.source = m.source and p.from_post_id = m.post_id and {IsOfUse})
          limit @Most)
        """;
}
