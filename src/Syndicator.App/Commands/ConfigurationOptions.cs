using System.CommandLine;
using System.CommandLine.Parsing;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary>The options with which commands find their configuration, and the way they load it.</summary>
internal static class ConfigurationOptions
{
    private const string Variable = "SYNDICATOR_CONFIG";

    public static Option<string?> Config { get; } =
        new("--config")
        {
            Description =
                $"Folder of publications, or of one. Default: {Variable}, else config/ here, else the one shipped with the program.",
            HelpName = "DIR",
        };

    public static Option<string?> Publication { get; } =
        new("--publication") { Description = "Which publication, where there are several: the name of its folder.", HelpName = "ID" };

    /// <summary>Everything that the configuration says, with the mistakes of its templates; a publication that has any error is left out.</summary>
    public static LoadedConfiguration LoadAll(ParseResult parse)
    {
        var judged = Judge(parse);
        return new LoadedConfiguration(judged.Publications, [.. judged.Diagnostics]);
    }

    /// <summary>The same by folders, for who goes on looking at them.</summary>
    public static JudgedConfiguration Judge(ParseResult parse) => JudgedConfiguration.Load(FindFolder(parse));

    /// <summary>
    /// The publication a command works on, and <see cref="ExitCode.Done"/>; or null and the exit code, with the reasons written to standard error.
    /// Mistakes in another publication are shown and do not hinder.
    /// </summary>
    public static (Publication? Publication, int ExitCode) Load(ParseResult parse)
    {
        var loaded = LoadAll(parse);
        var error = parse.InvocationConfiguration.Error;
        foreach (var diagnostic in loaded.Diagnostics)
        {
            error.WriteLine(diagnostic);
        }

        var wanted = parse.GetValue(Publication);
        if (wanted is null)
        {
            return LoadOnly(loaded, error);
        }

        if (loaded.Publications.FirstOrDefault(each => each.Id == wanted) is { } named)
        {
            return (named, ExitCode.Done);
        }

        if (!loaded.HasErrors)
        {
            error.WriteLine($"There is no publication `{wanted}`. {Nearest.Remedy(wanted, Ids(loaded))}");
        }

        return (null, loaded.HasErrors ? ExitCode.Configuration : ExitCode.Usage);
    }

    /// <summary>Runs a command on its publication; what hinders it was said, and is its exit code.</summary>
    public static async Task<int> RunAsync(
        ParseResult parse,
        Func<Publication, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        var (publication, exitCode) = Load(parse);
        return publication is null ? exitCode : await work(publication, cancellationToken);
    }

    private static (Publication? Publication, int ExitCode) LoadOnly(LoadedConfiguration loaded, TextWriter error)
    {
        if (loaded.HasErrors)
        {
            return (null, ExitCode.Configuration);
        }

        if (loaded.Publications is [var only])
        {
            return (only, ExitCode.Done);
        }

        error.WriteLine($"There are several publications: add --publication with one of {string.Join(", ", Ids(loaded))}.");
        return (null, ExitCode.Usage);
    }

    private static string FindFolder(ParseResult parse)
    {
        if (parse.GetResult(Config) is OptionResult && parse.GetValue(Config) is { Length: > 0 } given)
        {
            return given;
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        return Directory.Exists("config") ? "config" : Path.Combine(AppContext.BaseDirectory, "config");
    }

    private static List<string> Ids(LoadedConfiguration loaded) => [.. loaded.Publications.Select(each => each.Id)];
}
