using System.Text;
using System.Text.RegularExpressions;

namespace Syndicator.Networks.Mastodon;

/// <summary>Looks for a post of uncertain outcome among the account's own posts: since the first attempt, below the same parent, with the same text as it was typed.</summary>
internal sealed partial class MastodonLookUp(MastodonClient client, MastodonAccount self, MastodonSources sources)
{
    /// <summary>Between the server's clock and ours.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);

    /// <summary>No two posts say the same. One that does and is a little too old may be a clock that was set: an editor must look.</summary>
    private static readonly TimeSpan s_doubtful = TimeSpan.FromMinutes(30);

    /// <summary>200 posts since the first attempt: more than a newsletter sends in a month.</summary>
    private const int MostPages = 5;

    private const int PageSize = 40;

    public async Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken)
    {
        string? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            var outcome = await GetPageAsync(before, cancellationToken);
            if (outcome.ValueOrDefault() is not { } statuses)
            {
                return outcome.ToFind();
            }

            if (await FindAsync(post, firstAttemptAt, statuses, cancellationToken) is { } found)
            {
                return found;
            }

            var oldest = statuses is [.., var last] ? last : null;
            if (oldest?.CreatedAt < firstAttemptAt - s_doubtful || oldest?.Id is not { Length: > 0 } id || id == before)
            {
                return new FindOutcome.Absent();
            }

            before = id;
        }

        return new FindOutcome.CannotTell(
            FormattableString.Invariant(
                $"The account has more than {MostPages * PageSize} posts since the first attempt; look for it on {client.Server.Host}."
            )
        );
    }

    private async Task<ReadOutcome<IReadOnlyList<MastodonStatus>>> GetPageAsync(string? before, CancellationToken cancellationToken)
    {
        var path = FormattableString.Invariant(
            $"api/v1/accounts/{Uri.EscapeDataString(self.Id!)}/statuses?limit={PageSize}&exclude_reblogs=true"
        );
        return await client.GetAsync(
            path + (before is null ? "" : "&max_id=" + Uri.EscapeDataString(before)),
            MastodonJson.Default.IReadOnlyListMastodonStatus,
            cancellationToken
        );
    }

    /// <summary>Null when none of these is it.</summary>
    private async Task<FindOutcome?> FindAsync(
        OutboundPost post,
        DateTimeOffset firstAttemptAt,
        IReadOnlyList<MastodonStatus> statuses,
        CancellationToken cancellationToken
    )
    {
        foreach (var status in statuses)
        {
            if (status is null || string.IsNullOrEmpty(status.Id) || status.CreatedAt is null)
            {
                return new FindOutcome.CannotTell($"{client.Server.Host} lists a post that cannot be understood.");
            }

            if (
                status.CreatedAt < firstAttemptAt - s_doubtful
                || NullIfEmpty(status.InReplyToId) != post.ReplyTo?.Id
                || post.Others.Contains(status.Id)
            )
            {
                continue;
            }

            var (saysTheSame, trouble) = await SaysAsync(status, post.Content, cancellationToken);
            if (trouble is not null)
            {
                return trouble;
            }

            if (saysTheSame)
            {
                return Judge(status, firstAttemptAt);
            }
        }

        return null;
    }

    private FindOutcome Judge(MastodonStatus status, DateTimeOffset firstAttemptAt)
    {
        var post = MastodonPosting.Remote(status, client.Server);
        return status.CreatedAt >= firstAttemptAt - s_skew
            ? new FindOutcome.Found(post)
            : new FindOutcome.CannotTell(
                FormattableString.Invariant(
                    $"The same words stand at {post.Url} since {status.CreatedAt:HH:mm} UTC, before the first attempt. Look whether it is this post, and whether the clocks are right."
                )
            );
    }

    private async Task<(bool TheSame, FindOutcome? Trouble)> SaysAsync(
        MastodonStatus status,
        PostContent content,
        CancellationToken cancellationToken
    )
    {
        if (sources.Find(status) is { } known)
        {
            return (Same(known, content), null);
        }

        var outcome = await client.GetAsync(
            $"api/v1/statuses/{Uri.EscapeDataString(status.Id!)}/source",
            MastodonJson.Default.MastodonSource,
            cancellationToken
        );
        return outcome.Match<(bool, FindOutcome?)>(
            source =>
            {
                sources.Keep(status, source.Value);
                return (Same(source.Value, content), null);
            },
            _ => (false, outcome.ToFind()),
            refused =>
                refused.Kind == RefusalKind.Post
                    ? (Letters(MastodonHtml.Read(status.Content ?? "", hasQuote: false).Text) == Letters(content.Text), null)
                    : (false, outcome.ToFind()),
            _ => (false, outcome.ToFind())
        );
    }

    private static bool Same(MastodonSource stored, PostContent sent) =>
        Plain(stored.Text) == Plain(sent.Text) && Plain(stored.SpoilerText) == Plain(sent.Warning);

    private static string Plain(string? text) =>
        (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim().Normalize(NormalizationForm.FormC);

    /// <summary>
    /// For software that does not tell what was typed: letters and digits alone, because some reads marks as formatting, and people without their servers,
    /// because these are not shown.
    /// </summary>
    private static string Letters(string text) =>
        new([.. MentionedServer().Replace(text.Normalize(NormalizationForm.FormC), "${person}").Where(char.IsLetterOrDigit)]);

    [GeneratedRegex(@"(?<person>@\w+)@[\w.-]+\w", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MentionedServer();

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
