using System.Globalization;
using Syndicator.Editors;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator editors list</c>.</summary>
internal static class EditorsList
{
    public static async Task<int> RunAsync(SignInDesk desk, bool isJson, CancellationToken cancellationToken)
    {
        foreach (var editor in await desk.Editors.ListAsync(cancellationToken))
        {
            await WriteAsync(
                new Line(editor.Name, Person.Local, EditorRoles.Name(editor.Role), null, editor.CreatedAt, editor.SignedInAt),
                isJson
            );
        }

        foreach (var known in await desk.People.ListAsync(cancellationToken))
        {
            var role = desk.List.RoleOf(known.Person.Provider, known.Entry, local: null);
            await WriteAsync(
                new Line(
                    known.Person.Name,
                    known.Person.Provider,
                    role is { } may ? EditorRoles.Name(may) : null,
                    known.Entry,
                    known.FirstAt,
                    known.LastAt
                ),
                isJson
            );
        }

        return ExitCode.Done;
    }

    /// <summary><c>2026-11-22T09:00:00Z</c>.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task WriteAsync(Line line, bool isJson)
    {
        if (isJson)
        {
            Output.JsonLine(line);
            return;
        }

        await Console.Out.WriteLineAsync(
            string.Join(
                "  ",
                OneLine.Of(line.Name, 120),
                line.Role ?? "no longer listed",
                line.SignedInAt is { } at ? $"last signed in {Instant(at)}" : "never signed in",
                line.Entry is null ? $"since {Instant(line.Since)}" : $"by {line.Entry} since {Instant(line.Since)}"
            )
        );
    }

    /// <param name="Role">Null: they may not come in any more.</param>
    /// <param name="Entry">Of the settings, that let them in; null for those with a password.</param>
    private sealed record Line(string Name, string Provider, string? Role, string? Entry, DateTimeOffset Since, DateTimeOffset? SignedInAt);
}
