using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Publishing;

namespace Syndicator.Tests.Publishing;

/// <summary>A small publication and what its accounts have to say.</summary>
internal static class Samples
{
    public static Publication Publication(params string[] accounts) =>
        new()
        {
            Id = "gazette",
            Folder = "config/gazette",
            Name = "The Gazette",
            ShortName = "Gazette",
            Format = new IssueFormat
            {
                Site = "https://gazette.example/",
                PagePath = "{number}",
                Headings = new Dictionary<SectionRole, IReadOnlyList<string>>(),
            },
            Source = new SourceOptions.Folder("/issues", "*.md"),
            Zone = TimeZoneInfo.Utc,
            Schedules = new Schedules("0 0/5 * * * ?", "0 * * * * ?"),
            Hold = TimeSpan.Zero,
            Accounts = [.. accounts.Select(Account)],
            Handles = Handles.None,
            Templates = new Dictionary<string, TemplateFile>(),
        };

    public static Account Account(string name) =>
        new()
        {
            Name = name,
            Network = "dry-run",
            Mode = AccountMode.DryRun,
            Thread = true,
        };

    public const string Text = "Title: The Gazette 7\n\nText of it.\n";

    public static Issue Issue(int number) =>
        new()
        {
            File = $"{number}.md",
            Number = number,
            Date = new DateOnly(2026, 7, 29),
            Title = $"The Gazette {number}",
            Url = $"https://gazette.example/{number}",
        };

    public static PostThread Thread(string account, params string[] parts) => new(account, [.. parts.Select(Post)]);

    public static ComposedPost Post(string part) =>
        new(
            part,
            new PostContent
            {
                Text = $"What there is to say about {part}: naïve 👩‍👩‍👧 https://gazette.example/{part}",
                Entities = [new TextEntity(TextEntityKind.Link, 5, 3, $"https://gazette.example/{part}")],
                Language = "en",
                Visibility = PostVisibility.Unlisted,
                Card = new LinkCard("https://gazette.example/", "The Gazette", "News of the day"),
            },
            61,
            300,
            // What is free is claimed without a look at the money.
            part.StartsWith("free", StringComparison.Ordinal)
                ? 0
                : 0.015m,
            [new PostSource(12, part)]
        );

    public static Delivery Delivery(DeliveryState state, string account = "alpha", int ordinal = 0) =>
        new()
        {
            Id = new DeliveryId(Guid.CreateVersion7()),
            Place = new PostPlace("gazette", "issue-7", account, $"part-{ordinal}", ordinal),
            Content = Post("lead").Content,
            Length = 61,
            Limit = 300,
            Cost = 0.015m,
            Sources = [new PostSource(12, "lead")],
            FreshFor = TimeSpan.FromHours(36),
            CreatedAt = new DateTimeOffset(2026, 7, 29, 12, 0, 0, TimeSpan.Zero),
            State = state,
        };
}
