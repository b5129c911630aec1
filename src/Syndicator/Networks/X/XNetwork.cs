using System.Net.Http.Headers;
using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.X;

/// <summary>
/// An account on X (https://docs.x.com/x-api). X knows no idempotency key: a post whose outcome is not known is looked for in the account's own timeline, and
/// X's refusal of an equal post is evidence that it is there.
/// </summary>
internal sealed class XNetwork : INetwork, IReadsMentions, IReadsAnswers, IDeletesPosts, IFetchesPosts, ICountsReactions, IVerifiesAccount
{
    public static Uri Api { get; } = new("https://api.x.com/");

    /// <summary>For so long X may not see a post yet that it has just made.</summary>
    private static readonly TimeSpan s_appearing = TimeSpan.FromMinutes(10);

    private readonly Account _account;
    private readonly TimeProvider _clock;
    private readonly XOptions _options;
    private readonly XTextRules _rules;
    private readonly XClient _client;
    private readonly XSelf _self;
    private readonly XPages _pages;
    private readonly XImages _images;
    private volatile Made? _last;

    public XNetwork(
        Account account,
        IAccountSecret secret,
        WireClient wire,
        TimeProvider clock,
        XOptions? options = null,
        IReadingBudget? budget = null
    )
    {
        (_account, _clock, _options) = (account, clock, options ?? new XOptions());
        _rules = new XTextRules(account.MaxCharacters ?? 280);
        var server = account.Server ?? Api;
        var tokens = new XLogin(server, wire, clock, _options.TokenPatience);
        var authorization = new XAuthorization(secret, tokens, clock, account.Name);
        var meter = new XMeter(budget, XPrices.Of(account.Prices), account.Name);
        _client = new XClient(server, authorization, new XJudge(new XThrottle(), clock, account.Name), wire, meter);
        _self = new XSelf(_client);
        _pages = new XPages(_client, meter);
        _images = new XImages(_client, clock);
    }

    /// <summary>For people.</summary>
    /// <param name="name">Null: not known; X leads there all the same.</param>
    public static string UrlOf(string? name, string id) =>
        string.IsNullOrEmpty(name) ? $"https://x.com/i/web/status/{id}" : $"https://x.com/{Uri.EscapeDataString(name)}/status/{id}";

    public static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken) => ValueTask.FromResult<TextRules>(_rules);

    public async Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken)
    {
        if (Unfit(post) is { } reason)
        {
            return new PublishOutcome.Refused(RefusalKind.Post, reason);
        }

        await WaitForParentAsync(post, cancellationToken);
        var (media, trouble) = await _images.UploadAsync(post.Content.Images, post.MayLeave, cancellationToken);
        if (trouble is not null)
        {
            return trouble;
        }

        var answer = await _client.WriteAsync(XCall.Post("2/tweets", () => Json(Body(post, media))), post.MayLeave, cancellationToken);
        return answer.Match(
            Created,
            throttled => new PublishOutcome.Throttled(throttled.Until),
            refused => Refused(post, refused),
            unavailable => new PublishOutcome.Unavailable(unavailable.Reason),
            unknown => new PublishOutcome.Uncertain(unknown.Reason)
        );
    }

    public async Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken)
    {
        var self = await _self.GetAsync(cancellationToken);
        return self.ValueOrDefault() is { } us
            ? await new XTimeline(_pages).FindAsync(us, post, firstAttemptAt, cancellationToken)
            : self.ToFind();
    }

    public Task<ReadOutcome<MentionPage>> ReadMentionsAsync(string? cursor, CancellationToken cancellationToken) =>
        _self.GetAsync(cancellationToken).ThenAsync(us => new XMentionReader(_pages, _clock).ReadAsync(us, cursor, cancellationToken));

    public Task<ReadOutcome<IReadOnlyList<Mention>>> ReadAnswersAsync(RemotePost post, CancellationToken cancellationToken) =>
        _self
            .GetAsync(cancellationToken)
            .ThenAsync(us => new XPostReader(_client, _pages, us).ReadAnswersAsync(post.Id, cancellationToken));

    public Task<ReadOutcome<IReadOnlyDictionary<string, Mention>>> FetchAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    ) => _self.GetAsync(cancellationToken).ThenAsync(us => new XPostReader(_client, _pages, us).FetchAsync(ids, cancellationToken));

    public Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    ) => new XReactions(_client).CountAsync([.. posts.Select(post => post.Id)], cancellationToken);

    public async Task<DeleteOutcome> DeleteAsync(RemotePost post, CancellationToken cancellationToken)
    {
        var call = new XCall(HttpMethod.Delete, $"2/tweets/{Uri.EscapeDataString(post.Id)}", []);
        var answer = await _client.WriteAsync(call, static () => true, cancellationToken);
        return answer.Match<DeleteOutcome>(
            _ => new DeleteOutcome.Deleted(),
            throttled => new DeleteOutcome.Unavailable(
                FormattableString.Invariant($"X wants to be asked again after {throttled.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
            ),
            refused => refused.Trouble == XTrouble.NotFound ? new DeleteOutcome.Deleted() : new DeleteOutcome.Refused(refused.Reason),
            unavailable => new DeleteOutcome.Unavailable(unavailable.Reason),
            unknown => new DeleteOutcome.Unavailable(unknown.Reason)
        );
    }

    public async Task<ReadOutcome<AccountStanding>> VerifyAsync(CancellationToken cancellationToken)
    {
        var answer = await _self.AskAsync(cancellationToken);
        var rights = await _client.RightsAsync(cancellationToken);
        return answer.Reading(good => _self.Understand(good).Then(user => XStanding.Of(user, rights, good.Headers)));
    }

    private string? Unfit(OutboundPost post)
    {
        var content = post.Content;
        return content.Text.Length == 0 && content.Images.Count == 0 ? "The post is empty."
            : !_rules.Fits(content.Text)
                ? FormattableString.Invariant(
                    $"The text counts {_rules.Measure(content.Text)} on X, and {_rules.Limit} are allowed. Shorten it."
                )
            : content.Images.Count > XImages.Most ? "X takes four images at most. Take some out."
            : post.ReplyTo is { } parent && !XIds.IsId(parent.Id)
                ? $"The post that this one answers ({XProblem.OneLine(parent.Id)}) is none of X's."
            : null;
    }

    /// <summary>Only right behind a post that this process made; later nothing is to wait for.</summary>
    private async Task WaitForParentAsync(OutboundPost post, CancellationToken cancellationToken)
    {
        if (_last is { } last && post.ReplyTo?.Id == last.Id)
        {
            var rest = _options.PartsApart - _clock.GetElapsedTime(last.At);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, _clock, cancellationToken);
            }
        }
    }

    private static byte[] Body(OutboundPost post, IReadOnlyList<string> media) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new XNewPost(
                post.Content.Text,
                post.ReplyTo is { } parent ? new XReply(parent.Id) : null,
                media.Count > 0 ? new XAttachment(media) : null
            ),
            XJson.Default.XNewPost
        );

    private PublishOutcome Created(XAnswer.Good good)
    {
        var (single, problem) = good.Read(XJson.Default.XSingle);
        if (
            single?.Data is not { ValueKind: JsonValueKind.Object } data
            || XJson.Read(data, XJson.Default.XPost) is not { Id: { } id }
            || !XIds.IsId(id)
        )
        {
            return new PublishOutcome.Uncertain($"X says that it took the post, and {problem ?? "its answer holds no id"}.");
        }

        _last = new Made(id, _clock.GetTimestamp());
        return new PublishOutcome.Published(new RemotePost(id, UrlOf(_account.Handle?.TrimStart('@'), id)));
    }

    private PublishOutcome Refused(OutboundPost post, XAnswer.Refused refused) =>
        refused.Trouble switch
        {
            XTrouble.Duplicate when post.IsRepeat => new PublishOutcome.Uncertain(
                "X says that an equal post exists, perhaps from an earlier attempt."
            ),
            XTrouble.ParentNotVisible when _clock.GetUtcNow() - post.FirstAttemptAt < s_appearing => new PublishOutcome.Unavailable(
                "X does not show the post that this one answers yet."
            ),
            XTrouble.Unfit => new PublishOutcome.Refused(refused.Kind, refused.Reason + " Change the post, or stop it."),
            _ => new PublishOutcome.Refused(refused.Kind, refused.Reason),
        };

    /// <param name="At">On the monotonic clock.</param>
    private sealed record Made(string Id, long At);
}
