using System.CommandLine;
using System.Globalization;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator preview FILE [--account NAME] [--json]</c>: every post as a reader will see it.</summary>
internal static class PreviewCommand
{
    private const int Width = 78;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "An issue in Markdown." };
        var account = new Option<string?>("--account") { Description = "Only this account's posts.", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "One JSON object for each post." };
        var command = new Command("preview", "Shows every post an issue makes, with its length and the lines it comes from.")
        {
            file,
            account,
            json,
            ConfigurationOptions.Config,
            ConfigurationOptions.Publication,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                ConfigurationOptions.RunAsync(
                    parse,
                    (publication, stop) =>
                        RunAsync(parse.GetValue(file)!, parse.GetValue(account), parse.GetValue(json), publication, stop),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string path,
        string? wanted,
        bool isJson,
        Publication publication,
        CancellationToken cancellationToken
    )
    {
        if (wanted is not null && publication.Accounts.All(account => account.Name != wanted))
        {
            await Console.Error.WriteLineAsync(
                $"There is no account {wanted}. {Nearest.Remedy(wanted, [.. publication.Accounts.Select(account => account.Name)])}"
            );
            return ExitCode.Usage;
        }

        var loaded = await LoadedIssue.LoadAsync(path, publication.Format, cancellationToken);
        Output.Diagnostics(loaded.Markdown is null ? loaded.FileDiagnostics : loaded.Issue.Diagnostics);
        Output.Diagnostics(loaded.FindMojibake());
        if (loaded.Markdown is null)
        {
            return ExitCode.Findings;
        }

        var composer = new IssueComposer(publication, TemplateSet.Read(publication).Templates);
        var digest = new IssueDigest(loaded.Issue, loaded.Markdown, []);
        foreach (var account in publication.Accounts.Where(account => wanted is null || account.Name == wanted))
        {
            var rules = await NetworkTextRules.AskAsync(account, TimeProvider.System, cancellationToken);
            foreach (var post in composer.Compose(digest, account, rules).Posts)
            {
                if (isJson)
                {
                    Output.JsonLine(PostJson.From(account, post));
                }
                else
                {
                    Show(account, post);
                }
            }
        }

        return ExitCode.Done;
    }

    private static void Show(Account account, ComposedPost post)
    {
        var cost = post.Cost == 0 ? "" : $", US${post.Cost.ToString("0.000", CultureInfo.InvariantCulture)}";
        var head = $"── {account.Name} · {post.Part} · {post.Length}/{post.Limit}{cost} ";
        Console.Out.WriteLine(head.PadRight(Width, '─'));
        if (post.Content.Warning is { } warning)
        {
            Console.Out.WriteLine($"  content warning: {warning}");
        }

        Console.Out.WriteLine(post.Content.Text);
        foreach (var image in post.Content.Images)
        {
            Console.Out.WriteLine($"  image {Path.GetFileName(image.File)}: {image.AltText}");
        }

        foreach (var link in HiddenLinks(post.Content))
        {
            Console.Out.WriteLine($"  link {link}");
        }

        if (post.Content.Card is { } card)
        {
            Console.Out.WriteLine($"  ┌ {card.Title}{Environment.NewLine}  │ {card.Description}{Environment.NewLine}  └ {card.Url}");
        }

        if (post.Sources.Count > 0)
        {
            Console.Out.WriteLine(
                $"  from {string.Join("; ", post.Sources.Select(source => $"line {source.Line}: {Shorten(source.Text)}"))}"
            );
        }

        Console.Out.WriteLine();
    }

    /// <summary>Where words lead that are not the address themselves.</summary>
    private static IEnumerable<string> HiddenLinks(PostContent content) =>
        content
            .Entities.Where(entity => entity.Kind == TextEntityKind.Link)
            .Select(entity => (Words: content.Text.Substring(entity.Start, entity.Length), entity.Target))
            .Where(link => !link.Target.Contains(link.Words, StringComparison.Ordinal))
            .Select(link => $"“{link.Words}”: {link.Target}");

    private static string Shorten(string text) =>
        text.Length <= 40 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[38]) ? 38 : 39), "…");
}
