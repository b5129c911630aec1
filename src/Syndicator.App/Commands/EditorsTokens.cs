using System.CommandLine;
using Syndicator.Editors;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator editors tokens add|list|remove</c>: with these, programs use the desk's interface in somebody's name.</summary>
internal static class EditorsTokens
{
    private const int LongestLabel = 100;

    public static Command Create() =>
        new("tokens", "Makes, shows and removes tokens for programs that act in an editor's name.")
        {
            CreateAdd(),
            CreateList(),
            CreateRemove(),
        };

    private static Command CreateAdd()
    {
        var name = new Argument<string>("NAME") { Description = "In whose name the program acts." };
        var label = new Option<string>("--for")
        {
            Description = "What the token is for, to know it again.",
            HelpName = "TEXT",
            Required = true,
        };
        var role = EditorsCommand.RoleOption("What the program may do at most; never more than the person.");
        return StoreAccess.CompleteForAll(
            new Command("add", "Makes a token and prints it, once.") { name, label, role },
            (parse, syndication, stop) =>
                AddAsync(
                    EditorsCommand.DeskOf(syndication),
                    parse.GetRequiredValue(name).Trim(),
                    OneLine.Of(parse.GetRequiredValue(label).Trim(), LongestLabel),
                    EditorRoles.Parse(parse.GetValue(role))!.Value,
                    stop
                )
        );
    }

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        return StoreAccess.CompleteForAll(
            new Command("list", "Shows which tokens there are, whose, what for, and when each was last used.") { json },
            (parse, syndication, stop) => ListAsync(EditorsCommand.DeskOf(syndication), parse.GetValue(json), stop)
        );
    }

    private static Command CreateRemove()
    {
        var id = new Argument<string>("ID") { Description = "As `editors tokens list` shows it." };
        return StoreAccess.CompleteForAll(
            new Command("remove", "Removes a token; it counts no more from this moment.") { id },
            (parse, syndication, stop) => RemoveAsync(EditorsCommand.DeskOf(syndication), parse.GetRequiredValue(id), stop)
        );
    }

    private static async Task<int> AddAsync(
        SignInDesk desk,
        string name,
        string label,
        EditorRole role,
        CancellationToken cancellationToken
    )
    {
        var (person, may) = await FindAsync(desk, name, cancellationToken);
        if (person is null)
        {
            await Console.Error.WriteLineAsync(
                $"Nobody is called {OneLine.Of(name, 60)}, or more than one. `syndicator editors list` shows who has signed in."
            );
            return ExitCode.Findings;
        }

        if (may is null || EditorRoles.Lesser(role, may.Value) != role)
        {
            await Console.Error.WriteLineAsync($"{name} may not do that much. Add --role viewer, or make {name} an editor first.");
            return ExitCode.Findings;
        }

        await Console.Out.WriteLineAsync(await desk.Tokens.AddAsync(person, label, role, StoreAccess.Actor, cancellationToken));
        await Console.Error.WriteLineAsync("This is the only time that the token is shown. Send it as `Authorization: Bearer TOKEN`.");
        return ExitCode.Done;
    }

    /// <summary>An editor with a password, or the one account that is called so at a provider; with what they may do now.</summary>
    private static async Task<(Person? Person, EditorRole? Role)> FindAsync(
        SignInDesk desk,
        string name,
        CancellationToken cancellationToken
    )
    {
        var local = (await desk.Editors.ListAsync(cancellationToken)).FirstOrDefault(editor => editor.Name == EditorName.Parse(name));
        if (local is not null)
        {
            return (Person.OfLocal(local.Name), local.Role);
        }

        var known = (await desk.People.ListAsync(cancellationToken)).Where(each => each.Person.Name == name).ToList();
        return known is [var only] ? (only.Person, desk.List.RoleOf(only.Person.Provider, only.Entry, local: null)) : (null, null);
    }

    private static async Task<int> ListAsync(SignInDesk desk, bool isJson, CancellationToken cancellationToken)
    {
        foreach (var token in await desk.Tokens.ListAsync(cancellationToken))
        {
            if (isJson)
            {
                Output.JsonLine(
                    new
                    {
                        token.Id,
                        token.Person.Name,
                        For = token.Label,
                        Role = EditorRoles.Name(token.Role),
                        token.CreatedAt,
                        token.CreatedBy,
                        token.UsedAt,
                    }
                );
                continue;
            }

            var used = token.UsedAt is { } at ? $"last used {EditorsList.Instant(at)}" : "never used";
            await Console.Out.WriteLineAsync(
                string.Join(
                    "  ",
                    token.Id,
                    OneLine.Of(token.Person.Name, 120),
                    EditorRoles.Name(token.Role),
                    used,
                    $"made {EditorsList.Instant(token.CreatedAt)}",
                    token.Label
                )
            );
        }

        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(SignInDesk desk, string id, CancellationToken cancellationToken)
    {
        if (!await desk.Tokens.RemoveAsync(id, cancellationToken))
        {
            await Console.Error.WriteLineAsync($"There is no token {OneLine.Of(id, 60)}. `syndicator editors tokens list` shows them.");
            return ExitCode.Findings;
        }

        await Console.Out.WriteLineAsync("The token is removed.");
        return ExitCode.Done;
    }
}
