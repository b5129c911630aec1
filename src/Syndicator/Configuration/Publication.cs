using Syndicator.Issues;

namespace Syndicator.Configuration;

/// <summary>A newsletter and everything configured about it: one folder below <c>config/</c>.</summary>
internal sealed record Publication
{
    /// <summary>The folder's name; first part of every idempotency key: <c>this-week-in-rust</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The folder's path.</summary>
    public required string Folder { get; init; }

    /// <summary>For people: <c>This Week in Rust</c>.</summary>
    public required string Name { get; init; }

    /// <summary>For tight posts: <c>TWIR</c>; the name where none is set.</summary>
    public required string ShortName { get; init; }

    public required IssueFormat Format { get; init; }
    public required SourceOptions Source { get; init; }

    /// <summary>IANA zone of the schedules: <c>America/New_York</c>.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Language of the posts, BCP 47.</summary>
    public string Language { get; init; } = "en";

    public required Schedules Schedules { get; init; }

    /// <summary>How long after becoming ready an issue's posts wait for editors. Default 15m.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Only issues dated within this time are announced by themselves. Default 3d.</summary>
    public TimeSpan AnnounceWithin { get; init; } = TimeSpan.FromDays(3);

    /// <summary>A post that waited longer than this after it was due is held for an editor. Default 36h.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromHours(36);

    /// <summary>Whether an issue waits until its published page answers with its title. Default true.</summary>
    public bool CheckPage { get; init; } = true;

    /// <summary>An issue that is out and not announced everywhere within this time raises an alarm. Default 2h.</summary>
    public TimeSpan AlarmAfter { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Null: alarms are shown by the health page and the desk only.</summary>
    public WebhookOptions? Webhook { get; init; }

    /// <summary>Appended to leads, in CamelCase, without the sign: <c>RustLang</c>.</summary>
    public IReadOnlyList<string> Hashtags { get; init; } = [];

    /// <summary>Images of posts, in the order they are shown.</summary>
    public IReadOnlyList<ConfiguredImage> Images { get; init; } = [];

    public NominationOptions Nominations { get; init; } = new();

    public CallOptions Calls { get; init; } = new();

    /// <summary>When set, the program's clock starts here on its first run and goes on from there: for trying things out.</summary>
    public DateTimeOffset? DemonstrationStartsAt { get; init; }

    public required IReadOnlyList<Account> Accounts { get; init; }
    public required Handles Handles { get; init; }

    /// <summary>Template texts by name without extension (<c>lead</c>, <c>crate.x</c>), as found in <c>templates/</c>.</summary>
    public required IReadOnlyDictionary<string, TemplateFile> Templates { get; init; }
}

/// <param name="Part">Of which post: <c>lead</c>, <c>crate</c>, as templates are called.</param>
/// <param name="File">Absolute.</param>
/// <param name="AltText">What somebody who does not see it is told.</param>
internal sealed record ConfiguredImage(string Part, string File, string AltText);

/// <param name="Path">For messages.</param>
/// <param name="Text">LF line ends.</param>
internal sealed record TemplateFile(string Path, string Text);

/// <summary>Where issues come from. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record SourceOptions
{
    private SourceOptions() { }

    /// <param name="Path">Absolute.</param>
    /// <param name="Glob">Issues below it: <c>*.md</c>, <c>content/*.md</c>.</param>
    /// <param name="Drafts">Unfinished issues below it: read and shown, never announced; null: there are none.</param>
    public sealed record Folder(string Path, string Glob, string? Drafts = null) : SourceOptions;

    /// <param name="Url">What <c>git fetch</c> takes: https, ssh, or an absolute path.</param>
    /// <param name="Branch">The one branch that counts.</param>
    /// <param name="Glob">As of a folder, from the repository's root.</param>
    /// <param name="Drafts">As of a folder.</param>
    public sealed record Git(string Url, string Branch, string Glob, string? Drafts = null) : SourceOptions;

    /// <param name="Url">Of the Atom or RSS document.</param>
    /// <param name="Markdown">
    /// Where an entry's Markdown is, with the placeholders of a page path (<c>{year}</c>, <c>{month}</c>, <c>{day}</c>, <c>{slug}</c>, <c>{number}</c>);
    /// null: the entry's own HTML is read.
    /// </param>
    /// <param name="Titles">How the titles of issues read, <c>*</c> for any signs.</param>
    public sealed record Feed(Uri Url, string? Markdown = null, string Titles = "*") : SourceOptions;

    public T Match<T>(Func<Folder, T> folder, Func<Git, T> git, Func<Feed, T> feed) =>
        this switch
        {
            Folder x => folder(x),
            Git x => git(x),
            Feed x => feed(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };

    /// <summary>For people: the folder's path, the repository's or the feed's address.</summary>
    public string Name => Match(folder => folder.Path, git => git.Url, feed => feed.Url.AbsoluteUri);
}

/// <summary>When the jobs look, as Quartz cron expressions in <see cref="Publication.Zone"/>.</summary>
/// <param name="Collect">When to read mentions and forum topics.</param>
/// <param name="Invite">When to invite nominations; null: never by itself.</param>
/// <param name="Calls">When to post about calls for participation; null: never by itself.</param>
/// <param name="Engagement">When to count what readers did with our posts.</param>
internal sealed record Schedules(
    string Watch,
    string Deliver,
    string Health = "30 * * * * ?",
    string Collect = "0 0/10 * * * ?",
    string? Invite = null,
    string? Calls = null,
    string Engagement = "0 7/30 * * * ?"
);

/// <summary>Who is told of alarms. Both are a value as written or a reference to a secret, told apart by <see cref="SecretReference.Parse"/>.</summary>
/// <param name="Url">Where the calls go; <c>https://…</c>, or <c>env:NAME</c> where the address itself is the secret.</param>
/// <param name="Secret">A reference to the key the calls are signed with; null: they are not signed.</param>
internal sealed record WebhookOptions(string Url, string? Secret = null);

/// <summary>One identity on one network.</summary>
internal sealed record Account
{
    public required string Name { get; init; }

    /// <summary><c>mastodon</c>, <c>x</c>, <c>bluesky</c>, or <c>dry-run</c>.</summary>
    public required string Network { get; init; }

    /// <summary>The server's address; needed on Mastodon.</summary>
    public Uri? Server { get; init; }

    /// <summary>Where the secret is: <c>secret:name</c>, <c>env:NAME</c>, <c>file:/path</c>; never the value.</summary>
    public string? Credentials { get; init; }

    /// <summary>Whether posts really leave. Dry-run composes by the network's rules and writes a ledger instead.</summary>
    public required AccountMode Mode { get; init; }

    /// <summary>The network that is asked to publish: <c>dry-run</c> wherever nothing really leaves.</summary>
    public string NetworkAsked => Mode == AccountMode.Live ? Network : "dry-run";

    /// <summary>Whether the lead is followed by parts. Default false.</summary>
    public bool Thread { get; init; }

    /// <summary>How calls for participation are told of. Default: all of an issue in one post on X, each in a post of its own elsewhere.</summary>
    public CallPosting Calls { get; init; } = CallPosting.Each;

    /// <summary>Whether posts go out by themselves after the hold. Default automatic.</summary>
    public Approval Approval { get; init; } = Approval.Automatic;

    /// <summary>Visibility of the parts after the lead, where the network knows one. Default unlisted on Mastodon.</summary>
    public PostVisibility ThreadVisibility { get; init; } = PostVisibility.Unlisted;

    /// <summary>Longest post where the server says so (Mastodon's max_characters); null: the network's default.</summary>
    public int? MaxCharacters { get; init; }

    /// <summary>Characters a link counts (Mastodon's characters_reserved_per_url); null: the network's default.</summary>
    public int? CharactersPerUrl { get; init; }

    /// <summary>US$ per post without and with a link, as priced on <see cref="PostPrices.AsOf"/>.</summary>
    public PostPrices Prices { get; init; } = PostPrices.Free;

    /// <summary>Most that may be spent in a calendar month (UTC), in US$; null: no limit.</summary>
    public decimal? Ceiling { get; init; }

    /// <summary>Content warning of the parts after the lead, where the network knows one; null: none.</summary>
    public string? ThreadWarning { get; init; }

    /// <summary>How this account looks in previews: <c>@ThisWeekInRust</c>; null: the name.</summary>
    public string? Handle { get; init; }
}

internal enum AccountMode
{
    DryRun,
    Live,
}

internal enum Approval
{
    Automatic,
    Required,
}

/// <summary>List prices of a post in US$.</summary>
internal sealed record PostPrices(decimal Post, decimal PostWithLink, DateOnly? AsOf, decimal Image = 0)
{
    public static PostPrices Free { get; } = new(0, 0, null);

    public decimal Estimate(bool hasLink, int images) => (hasLink ? PostWithLink : Post) + (images * Image);
}

/// <summary>Handles of people and projects, by name and network. Never guessed.</summary>
/// <param name="ByName">Name as the issue writes it (without case) to network to handle without the leading @.</param>
internal sealed record Handles(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ByName)
{
    public static Handles None { get; } =
        new(new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase));

    /// <summary>The handle, or null when none is configured.</summary>
    public string? Find(string name, string network) =>
        ByName.TryGetValue(name, out var byNetwork) && byNetwork.TryGetValue(network, out var handle) ? handle : null;
}

/// <summary>Who sees a post.</summary>
internal enum PostVisibility
{
    Public,

    /// <summary>Not in public timelines, visible to everybody who has the link.</summary>
    Unlisted,
}
