using System.CommandLine;
using Syndicator.App.SignIn;
using Syndicator.Editors;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator editors add|remove|list|password|tokens</c>: who may use the desk.</summary>
internal static class EditorsCommand
{
    public static Command Create() =>
        new("editors", "Makes, shows and removes the people who may use the desk, and the tokens of their programs.")
        {
            CreateAdd(),
            CreatePassword(),
            CreateRemove(),
            CreateList(),
            EditorsTokens.Create(),
        };

    /// <summary>What commands about people work with.</summary>
    public static SignInDesk DeskOf(Syndication syndication) =>
        syndication.SignInBy(SignInSettings.Read(SyndicatorHost.ReadSettings()).Options ?? new SignInOptions());

    public static Option<string> RoleOption(string description)
    {
        var role = new Option<string>("--role")
        {
            Description = description,
            HelpName = string.Join('|', EditorRoles.Names),
            DefaultValueFactory = _ => EditorRoles.Name(EditorRole.Editor),
        };
        role.AcceptOnlyFromAmong([.. EditorRoles.Names]);
        return role;
    }

    private static Command CreateAdd()
    {
        var name = new Argument<string>("NAME") { Description = "What they sign in as, and what the history calls them." };
        var role = RoleOption("What they may do: decide, or only look.");
        return StoreAccess.CompleteForAll(
            new Command("add", "Makes an editor. The password is asked for, or is the first line of standard input.") { name, role },
            (parse, syndication, stop) =>
                AddAsync(DeskOf(syndication), parse.GetRequiredValue(name), EditorRoles.Parse(parse.GetValue(role))!.Value, stop)
        );
    }

    private static Command CreatePassword()
    {
        var name = new Argument<string>("NAME") { Description = "Whose password changes." };
        return StoreAccess.CompleteForAll(
            new Command("password", "Changes a password, and ends the sessions that began with the old one.") { name },
            (parse, syndication, stop) => ChangePasswordAsync(DeskOf(syndication), parse.GetRequiredValue(name), stop)
        );
    }

    private static Command CreateRemove()
    {
        var name = new Argument<string>("NAME") { Description = "Of an editor, or of somebody a provider vouches for: github:octocat." };
        return StoreAccess.CompleteForAll(
            new Command("remove", "Removes somebody; their sessions and tokens end at once.") { name },
            (parse, syndication, stop) => RemoveAsync(DeskOf(syndication), parse.GetRequiredValue(name), stop)
        );
    }

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        return StoreAccess.CompleteForAll(
            new Command("list", "Shows who may sign in with a password, and who has signed in by a provider.") { json },
            (parse, syndication, stop) => EditorsList.RunAsync(DeskOf(syndication), parse.GetValue(json), stop)
        );
    }

    private static async Task<int> AddAsync(SignInDesk desk, string typed, EditorRole role, CancellationToken cancellationToken)
    {
        if (EditorName.Parse(typed) is not { } name)
        {
            return await RefuseAsync($"{OneLine.Of(typed, 60)} is no name. {EditorName.Rule}", ExitCode.Usage);
        }

        if ((await desk.Editors.ListAsync(cancellationToken)).Any(editor => editor.Name == name))
        {
            return await RefuseAsync(Taken(name), ExitCode.Findings);
        }

        if (await ReadPasswordAsync(name, cancellationToken) is not { } password)
        {
            return ExitCode.Findings;
        }

        if (!await desk.Editors.AddAsync(name, role, password, StoreAccess.Actor, cancellationToken))
        {
            return await RefuseAsync(Taken(name), ExitCode.Findings);
        }

        await Console.Out.WriteLineAsync($"{name} is {(role == EditorRole.Editor ? "an editor" : "a viewer")}.");
        if (SignInSettings.Read(SyndicatorHost.ReadSettings()).Options is not { Local: true })
        {
            await Console.Error.WriteLineAsync(
                "The desk does not ask for passwords yet: set SignIn:Local to true in appsettings.json, and restart the service."
            );
        }

        return ExitCode.Done;
    }

    private static async Task<int> ChangePasswordAsync(SignInDesk desk, string typed, CancellationToken cancellationToken)
    {
        var name = EditorName.Parse(typed);
        if (name is null || (await desk.Editors.ListAsync(cancellationToken)).All(editor => editor.Name != name))
        {
            return await RefuseAsync(Nobody(typed), ExitCode.Findings);
        }

        if (await ReadPasswordAsync(name, cancellationToken) is not { } password)
        {
            return ExitCode.Findings;
        }

        if (!await desk.Editors.ChangePasswordAsync(name, password, StoreAccess.Actor, cancellationToken))
        {
            return await RefuseAsync(Nobody(typed), ExitCode.Findings);
        }

        await Console.Out.WriteLineAsync($"{name} has a new password; all sessions of {name} are ended.");
        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(SignInDesk desk, string typed, CancellationToken cancellationToken)
    {
        if (typed.Contains(':', StringComparison.Ordinal))
        {
            return await ForgetAsync(desk, typed.Trim(), cancellationToken);
        }

        if (EditorName.Parse(typed) is not { } name || !await desk.Editors.RemoveAsync(name, StoreAccess.Actor, cancellationToken))
        {
            return await RefuseAsync(Nobody(typed), ExitCode.Findings);
        }

        await Console.Out.WriteLineAsync($"{name} is removed, with all sessions and tokens.");
        return ExitCode.Done;
    }

    private static async Task<int> ForgetAsync(SignInDesk desk, string name, CancellationToken cancellationToken)
    {
        var entry = (await desk.People.ListAsync(cancellationToken)).FirstOrDefault(known => known.Person.Name == name)?.Entry;
        if (await desk.People.ForgetAsync(name, StoreAccess.Actor, cancellationToken) == 0)
        {
            return await RefuseAsync(Nobody(name), ExitCode.Findings);
        }

        await Console.Out.WriteLineAsync($"{name} is forgotten, with all sessions and tokens.");
        if (desk.Options.Allowed.Any(allowed => allowed.Text == entry))
        {
            await Console.Error.WriteLineAsync(
                $"The settings still list {entry}: whoever comes first under it is let in again. Take it off SignIn:Editors or SignIn:Viewers and restart the service to keep them out."
            );
        }

        return ExitCode.Done;
    }

    /// <summary>Null, with the reason on standard error, when it is refused.</summary>
    private static async Task<string?> ReadPasswordAsync(string name, CancellationToken cancellationToken)
    {
        var person = new ConsoleOperator(port: null, pastes: false);
        var password = await person.AskAsync($"New password of {name}", isSecret: true, cancellationToken);
        var refusal = PasswordRules.Refuse(name, password);
        if (
            refusal is null
            && !Console.IsInputRedirected
            && await person.AskAsync("The same again", isSecret: true, cancellationToken) != password
        )
        {
            refusal = "The two were not the same.";
        }

        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync($"The password is refused. {refusal}");
        }

        return refusal is null ? password : null;
    }

    private static string Taken(string name) =>
        $"There is an editor {name} already. `syndicator editors password {name}` changes the password.";

    private static string Nobody(string name) => $"Nobody is called {OneLine.Of(name, 60)}. `syndicator editors list` shows who there is.";

    private static async Task<int> RefuseAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
