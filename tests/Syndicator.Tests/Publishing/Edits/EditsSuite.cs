using Syndicator.Composing;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing.Edits;

/// <summary>Issue 7, announced to one account and changed afterwards. A thread is written as its parts: <c>"lead: a", "crate: b"</c>.</summary>
public abstract class EditsSuite(TestServer server) : PublishingSuite(server)
{
    internal const string Eve = "cli:eve";

    private string[] _says = [];

    internal string Account { get; private set; } = "alpha";
    internal EditingNetwork Editing { get; private set; } = null!;
    internal ChangeDelivery Changes => new(Database, Clock);

    protected override Task PrepareAsync()
    {
        Use("alpha");
        return Task.CompletedTask;
    }

    /// <summary>From here on there is this account alone.</summary>
    internal void Use(string account)
    {
        Account = account;
        Publication = Samples.Publication(account);
        Editing = new EditingNetwork(Network(account));
    }

    internal async Task StartAsync(params string[] says)
    {
        await AnnounceAsync(7, [Thread(says)]);
        await ExecuteAsync("update issues set announced_text = @text where issue_key = 'issue-7'", new { text = Text(says) });
        _says = says;
    }

    /// <summary>The issue says this now.</summary>
    internal async Task<CarriedChange> ChangeAsync(params string[] says)
    {
        var before = _says;
        _says = says;
        return await CarryAsync(before, says);
    }

    internal Task<CarriedChange> CarryAsync(string[] before, string[] after, Syndicator.Storage.Database? database = null) =>
        new ProposeEdits(database ?? Database, Clock).RunAsync(
            Publication,
            "issue-7",
            Text(before),
            Text(after),
            [Thread(before)],
            [Thread(after)],
            Cancellation
        );

    internal DecideEdit Decisions(INetwork? network = null) =>
        new(
            Database,
            (_, _) => network ?? Editing,
            Delivering,
            Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<DecideEdit>.Instance
        );

    internal Task<EditDecision> AcceptAsync(string part = "crate", string actor = Eve, INetwork? network = null) =>
        Decisions(network).AcceptAsync(Publication, $"gazette/issue-7/{Account}/{part}/g1", actor, Cancellation);

    internal Task<EditDecision> DismissAsync(string part = "crate", string actor = Eve) =>
        Decisions().DismissAsync(Publication, $"gazette/issue-7/{Account}/{part}/g1", actor, Cancellation);

    internal async Task EditByHandAsync(string part, string text)
    {
        var prices = Syndicator.Configuration.PostPrices.Free;
        var outcome = await Changes.EditTextAsync(
            (await PostAsync(part, Account)).Id,
            text,
            new PlainRules(500),
            prices,
            Eve,
            Cancellation
        );
        outcome.ShouldBeOfType<ChangeOutcome.Done>();
    }

    /// <summary>The open proposals, one a line: <c>crate: b → c</c>.</summary>
    internal async Task<string> OpenAsync() => string.Join('\n', (await EditsAsync("open")).Select(Line));

    internal async Task<IReadOnlyList<ProposedEdit>> EditsAsync(string? state = null) =>
        [
            .. (await new ProposedEditTable(Database).ListAsync("gazette", state, cancellationToken: Cancellation))
                .Select(found => found.Edit)
                .Where(edit => edit.Place.Account == Account),
        ];

    internal async Task<string> TextAsync(string part) => (await PostAsync(part, Account)).Content.Text;

    internal async Task<IReadOnlyList<string>> ReasonsAsync(string part) =>
        [
            .. (await new DeliveryQueries(Database).ShowAsync((await PostAsync(part, Account)).Id, Cancellation))!.Value.History.Select(
                line => line.Reason
            ),
        ];

    internal static string Text(string[] says) => string.Join('\n', says);

    internal PostThread Thread(params string[] says) => new(Account, [.. says.Select(Post)]);

    private static ComposedPost Post(string says, int line)
    {
        var (part, text) = (says.Split(": ")[0], says.Split(": ")[1]);
        var post = Samples.Post(part);
        return post with
        {
            Content = post.Content with { Text = text, Entities = [], Card = null },
            Length = text.Length,
            Sources = [new PostSource(line + 1, text)],
        };
    }

    private static string Line(ProposedEdit edit) =>
        $"{edit.Place.Part}: {edit.Standing?.Content.Text ?? "-"} → {edit.Proposed?.Content.Text ?? "-"}";
}

/// <summary>A network that can edit what arrived at another.</summary>
internal sealed class EditingNetwork(ScriptedNetwork network) : INetwork, IEditsPosts
{
    /// <summary>What posts were made to say, in order.</summary>
    public List<string> Edits { get; } = [];

    /// <summary>What happens to an edit after it was noted; null: it succeeds.</summary>
    public Func<PostContent, CancellationToken, Task<EditOutcome>>? OnEdit { get; set; }

    public ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken) => network.GetTextRulesAsync(cancellationToken);

    public Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken) =>
        network.PublishAsync(post, cancellationToken);

    public Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken) =>
        network.FindAsync(post, firstAttemptAt, cancellationToken);

    public Task<EditOutcome> EditAsync(RemotePost post, PostContent content, CancellationToken cancellationToken)
    {
        network.Arrived.Select(ScriptedNetwork.RemoteOf).ShouldContain(post);
        lock (Edits)
        {
            Edits.Add(content.Text);
        }

        return OnEdit?.Invoke(content, cancellationToken) ?? Task.FromResult<EditOutcome>(new EditOutcome.Edited());
    }
}
