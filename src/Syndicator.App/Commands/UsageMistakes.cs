using System.CommandLine;
using System.CommandLine.Parsing;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary>A command line that cannot be carried out: what is wrong with it, word by word. Everything goes to standard error.</summary>
internal static class UsageMistakes
{
    /// <summary>Every mistake as a sentence; none when the command can run.</summary>
    public static IReadOnlyList<string> In(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unmatched = parsed.UnmatchedTokens.ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> ofWords =
        [
            .. TakenForArguments(parsed).Select(word => UnknownOption(word, command)),
            .. parsed.UnmatchedTokens.Select(word => Unknown(word, command)),
        ];
        // What the parser says of the same words, and that a command is missing where it was mistyped, would be said twice.
        var others = parsed
            .Errors.Where(error => !unmatched.Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal)))
            .Where(error => ofWords.Count == 0 || error.SymbolResult is not CommandResult)
            .Select(error => error.Message);
        return [.. ofWords, .. others];
    }

    /// <summary>The mistakes and the help of the command they are in; <see cref="ExitCode.Usage"/>.</summary>
    public static async Task<int> ReportAsync(ParseResult parsed, IReadOnlyList<string> mistakes, TextWriter error)
    {
        foreach (var mistake in mistakes)
        {
            await error.WriteLineAsync(mistake);
        }

        await error.WriteLineAsync();
        await CommandLine
            .Create()
            .Parse([.. PathOf(parsed.CommandResult), "--help"])
            .InvokeAsync(new InvocationConfiguration { Output = error, Error = error });
        return ExitCode.Usage;
    }

    /// <summary>Words that look like options and stand where a file or key is expected; after <c>--</c> they are meant.</summary>
    private static IEnumerable<string> TakenForArguments(ParseResult parsed)
    {
        var meant = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Where(token => token.Value.Length > 1 && token.Value.StartsWith('-') && !meant.Contains(token))
            .Select(token => token.Value);
    }

    private static string Unknown(string word, Command command) =>
        word.StartsWith('-') ? UnknownOption(word, command)
        : command.Subcommands.Count > 0
            ? $"There is no command `{word}`. {Nearest.Remedy(word, [.. command.Subcommands.Select(known => known.Name)])}"
        : $"`{word}` is one argument too many for `{command.Name}`.";

    private static string UnknownOption(string word, Command command) =>
        $"`{command.Name}` has no option `{word}`. {Nearest.Remedy(word.Split('=')[0], [.. command.Options.Select(known => known.Name)])}"
        + (command.Arguments.Count > 0 ? " A name that begins with - is written after --." : "");

    private static IEnumerable<string> PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? [.. PathOf(parent), result.Command.Name] : [];
}
