using System.CommandLine;
using System.Globalization;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator secrets list|rotate|remove</c>: the program's own store of credentials, which never shows them.</summary>
internal static class SecretsCommand
{
    public static Command Create() =>
        new("secrets", "Shows, encrypts anew and removes the credentials that `accounts login` has stored.")
        {
            CreateList(),
            CreateRotate(),
            CreateRemove(),
        };

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        return StoreAccess.CompleteForAll(
            new Command("list", "Shows which secrets are stored, since when, by whom, and which accounts use them.") { json },
            (parse, syndication, stop) => ListAsync(syndication, parse.GetValue(json), stop)
        );
    }

    private static Command CreateRotate() =>
        StoreAccess.CompleteForAll(
            new Command("rotate", "Makes a new key and encrypts all secrets with it, while the service may be running."),
            (_, syndication, stop) => RotateAsync(syndication, stop)
        );

    private static Command CreateRemove()
    {
        var name = new Argument<string>("NAME") { Description = "What follows `secret:` in accounts.yaml." };
        return StoreAccess.CompleteForAll(
            new Command("remove", "Removes a secret without revoking it; `accounts logout` does both.") { name },
            (parse, syndication, stop) => RemoveAsync(syndication, parse.GetRequiredValue(name), stop)
        );
    }

    private static async Task<int> ListAsync(Syndication syndication, bool isJson, CancellationToken cancellationToken)
    {
        foreach (var facts in await syndication.SecretStore.ListAsync(cancellationToken))
        {
            var accounts = UsersOf(syndication, facts.Name);
            if (isJson)
            {
                Output.JsonLine(
                    new
                    {
                        facts.Name,
                        facts.Version,
                        facts.UpdatedAt,
                        facts.UpdatedBy,
                        Accounts = accounts,
                    }
                );
            }
            else
            {
                await Console.Out.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{facts.Name}  {facts.UpdatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}  {facts.UpdatedBy}  {(accounts.Count == 0 ? "no account uses it" : string.Join(", ", accounts))}"
                    )
                );
            }
        }

        return ExitCode.Done;
    }

    private static async Task<int> RotateAsync(Syndication syndication, CancellationToken cancellationToken)
    {
        var (count, problem) = await syndication.SecretStore.RotateAsync(cancellationToken);
        if (problem is not null)
        {
            await Console.Error.WriteLineAsync($"{problem.Message} {problem.Remedy} Nothing was changed.");
            return ExitCode.Findings;
        }

        await Console.Out.WriteLineAsync(
            count == 0
                ? "No secret is stored, so there is nothing to encrypt."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count} secrets are encrypted with a new key. Backups made before need the older keys; delete those together with the backups."
                )
        );
        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(Syndication syndication, string name, CancellationToken cancellationToken)
    {
        if (!await syndication.SecretStore.RemoveAsync(name, cancellationToken))
        {
            await Console.Error.WriteLineAsync($"The store holds no secret {name}. `syndicator secrets list` shows them.");
            return ExitCode.Findings;
        }

        var accounts = UsersOf(syndication, name);
        await Console.Out.WriteLineAsync(
            $"{name} is removed; at its network it still counts.{(accounts.Count == 0 ? "" : $" Without it: {string.Join(", ", accounts)}.")}"
        );
        return ExitCode.Done;
    }

    /// <summary><c>this-week-in-rust/mastodon</c>.</summary>
    private static List<string> UsersOf(Syndication syndication, string name) =>
        [
            .. from publication in syndication.Publications
            from account in publication.Accounts
            where account.Credentials == new SecretReference(SecretPlace.Store, name).ToString()
            select $"{publication.Id}/{account.Name}",
        ];
}
