using System.Globalization;

namespace Syndicator.Networks.DryRun;

/// <summary>
/// What people would write to an account that posts nowhere: the lines of <c>mentions/ACCOUNT.jsonl</c> in the publication's folder, each from the time at which
/// it is posted. Without such a file nobody writes.
/// </summary>
/// <param name="ledger">Our own posts, which people may refer to.</param>
internal sealed class DryRunMentions(string file, DryRunLedger ledger, TimeProvider clock)
    : IReadsMentions,
        IFetchesPosts,
        IReadsAnswers,
        ICountsReactions
{
    /// <summary>In bytes; samples are written by hand.</summary>
    private const int LongestFile = 5_000_000;

    private const int PageSize = 20;

    public static DryRunMentions Of(string publicationFolder, string account, DryRunLedger ledger, TimeProvider clock) =>
        new(Path.Combine(publicationFolder, "mentions", account + ".jsonl"), ledger, clock);

    /// <summary>The cursor is the time and the id of the last one that was read.</summary>
    public Task<ReadOutcome<MentionPage>> ReadMentionsAsync(string? cursor, CancellationToken cancellationToken) =>
        ReadAsync(
            samples =>
            {
                var rest = samples
                    .There.Where(sample => sample.IsAddressed && string.CompareOrdinal(CursorOf(sample), cursor) > 0)
                    .ToList();
                var page = rest.Take(PageSize).ToList();
                return new MentionPage(
                    [.. page.Select(sample => sample.Post)],
                    page is [.., var last] ? CursorOf(last) : cursor,
                    rest.Count > page.Count,
                    // Once: nobody wants to be told every few seconds.
                    cursor is null
                        ? samples.Unread
                        : []
                );
            },
            cancellationToken
        );

    public async Task<ReadOutcome<IReadOnlyDictionary<string, Mention>>> FetchAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    )
    {
        var ours = await ledger
            .ReadAsync(cancellationToken)
            .Where(entry => ids.Contains(entry.Id))
            .Select(Ours)
            .ToListAsync(cancellationToken);
        if (ours.Count < ids.Distinct(StringComparer.Ordinal).Count() && !File.Exists(file))
        {
            // They were read while the account was live. That they are not here does not make them gone.
            return new ReadOutcome<IReadOnlyDictionary<string, Mention>>.Unavailable("The account is a dry run, and asks nobody.");
        }

        return await ReadAsync<IReadOnlyDictionary<string, Mention>>(
            samples =>
                samples
                    .There.Select(sample => sample.Post)
                    .Where(post => ids.Contains(post.Id))
                    .Concat(ours)
                    .DistinctBy(post => post.Id)
                    .ToDictionary(post => post.Id, StringComparer.Ordinal),
            cancellationToken
        );
    }

    public Task<ReadOutcome<IReadOnlyList<Mention>>> ReadAnswersAsync(RemotePost post, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Mention>>(
            samples =>
            {
                // Oldest first: an answer comes after what it answers.
                var below = new HashSet<string>(StringComparer.Ordinal) { post.Id };
                return
                [
                    .. samples
                        .There.Select(sample => sample.Post)
                        .Where(answer => below.Contains(answer.ParentId ?? "") && below.Add(answer.Id)),
                ];
            },
            cancellationToken
        );

    public Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    ) =>
        ReadAsync<IReadOnlyDictionary<string, Reactions>>(
            samples =>
                samples
                    .There.Where(sample => posts.Any(post => post.Id == sample.Post.Id))
                    .ToDictionary(
                        sample => sample.Post.Id,
                        sample => new Reactions(
                            sample.Likes,
                            sample.Boosts,
                            samples.There.Count(other => other.Post.ParentId == sample.Post.Id),
                            samples.There.Count(other => other.Post.QuotedId == sample.Post.Id)
                        ),
                        StringComparer.Ordinal
                    ),
            cancellationToken
        );

    private async Task<ReadOutcome<T>> ReadAsync<T>(Func<Samples, T> answer, CancellationToken cancellationToken)
    {
        try
        {
            var info = new FileInfo(file);
            return info.Exists && info.Length > LongestFile
                ? new ReadOutcome<T>.Unavailable($"{file} is longer than 5 MB; sample mentions are few.")
                : new ReadOutcome<T>.Read(
                    answer(Parse(info.Exists ? await File.ReadAllLinesAsync(file, cancellationToken) : [], clock.GetUtcNow()))
                );
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new ReadOutcome<T>.Unavailable($"{file} cannot be read ({problem.Message.TrimEnd('.')}).");
        }
    }

    private static Samples Parse(IReadOnlyList<string> lines, DateTimeOffset now)
    {
        var there = new List<Sample>();
        var unread = new List<(string, string)>();
        foreach (var (index, line) in lines.Index().Where(pair => !string.IsNullOrWhiteSpace(pair.Item)))
        {
            var sample = SampleJson.Read(line);
            var (post, problem) = sample?.ToMention() ?? (null, "it is no mention in JSON");
            if (post is null)
            {
                unread.Add((FormattableString.Invariant($"line {index + 1}"), problem!));
            }
            else if (post.PostedAt <= now)
            {
                there.Add(new Sample(post, sample!.IsAddressed ?? true, sample.Likes, sample.Boosts));
            }
        }

        return new Samples([.. there.DistinctBy(each => each.Post.Id).OrderBy(CursorOf, StringComparer.Ordinal)], unread);
    }

    private static string CursorOf(Sample sample) =>
        string.Create(CultureInfo.InvariantCulture, $"{sample.Post.PostedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {sample.Post.Id}");

    private static Mention Ours(DryRunEntry entry) =>
        new()
        {
            Id = entry.Id,
            Url = entry.Url,
            Author = new MentionAuthor("us", "us", "us", entry.Url, IsOurs: true),
            Text = entry.Text,
            Links = [.. entry.Entities.Where(entity => entity.Kind == TextEntityKind.Link).Select(entity => entity.Target)],
            PostedAt = entry.At,
            ParentId = entry.ReplyTo,
            ConversationId = entry.ThreadRoot,
            IsPublic = true,
        };

    private sealed record Sample(Mention Post, bool IsAddressed, int Likes, int Boosts);

    /// <param name="There">Posted by now, oldest first.</param>
    private sealed record Samples(IReadOnlyList<Sample> There, IReadOnlyList<(string Id, string Reason)> Unread);
}
