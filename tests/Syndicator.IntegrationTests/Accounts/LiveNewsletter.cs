using System.Collections.Concurrent;
using System.Diagnostics;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.FakeNetworks.X;

namespace Syndicator.IntegrationTests.Accounts;

/// <summary>A newsletter whose accounts are live on fake networks, and the program that is run on it as a process. Everything that it says is kept.</summary>
internal sealed class LiveNewsletter : IAsyncDisposable
{
    private static readonly string s_shipped = Path.Combine(AppContext.BaseDirectory, "config", "this-week-in-rust");

    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    private LiveNewsletter()
    {
        _environment["Storage__Folder"] = Data;
        _environment["Delivery__RequestTimeLimit"] = "5s";
        _environment["Delivery__BetweenLookUps"] = "0s";
        _environment["Delivery__FirstBackoff"] = "1s";
        _environment["Logging__LogLevel__Default"] = "Trace";
        _environment["SYNDICATOR_DEBUG"] = "1";
    }

    public FakeMastodon Mastodon { get; } = new();
    public FakeX X { get; } = new();
    public FakeBluesky Bluesky { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("syndicator-live-").FullName;
    public string Data => Path.Combine(Folder, "data");
    public string Configuration => Path.Combine(Folder, "config", "weekly");

    /// <summary>Every line of standard output and error of every process, and its command line as the system shows it.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    public static async Task<LiveNewsletter> StartAsync(string? webhook = null)
    {
        var newsletter = new LiveNewsletter();
        await Task.WhenAll(newsletter.Mastodon.StartAsync(), newsletter.X.StartAsync(), newsletter.Bluesky.StartAsync());
        newsletter.WriteConfiguration(webhook);
        return newsletter;
    }

    /// <summary>The sample issue, outside of what the service watches.</summary>
    public string WriteIssue()
    {
        var file = Path.Combine(Folder, "678.md");
        File.Copy(Directory.GetFiles(Path.Combine(s_shipped, "issues")).Single(), file, overwrite: true);
        return file;
    }

    public void Set(string variable, string value) => _environment[variable] = value;

    public Conversation Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        foreach (var argument in (string[])[Chosen.Program, .. arguments, "--config", Configuration])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        return new Conversation(Process.Start(start)!, Said);
    }

    /// <param name="input">What is typed, line by line.</param>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, params string[] input)
    {
        using var conversation = Start(arguments);
        await conversation.TypeAsync(input);
        return await conversation.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Mastodon.DisposeAsync();
        await X.DisposeAsync();
        await Bluesky.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private void WriteConfiguration(string? webhook)
    {
        Directory.CreateDirectory(Path.Combine(Configuration, "issues"));
        Directory.CreateDirectory(Path.Combine(Configuration, "templates"));
        foreach (var file in Directory.GetFiles(Path.Combine(s_shipped, "templates")))
        {
            File.Copy(file, Path.Combine(Configuration, "templates", Path.GetFileName(file)));
        }

        File.WriteAllText(
            Path.Combine(Configuration, "publication.yaml"),
            $$"""
            name: The Weekly Crab
            site: https://crab.example/
            pagePath: "{year}/{slug}/"
            source: { folder: issues/ }
            schedules: { zone: Etc/UTC, watch: "0/5 * * * * ?", deliver: "0/2 * * * * ?", health: "0/2 * * * * ?" }
            hold: 0m
            checkPage: false
            freshFor: 30d
            alarmAfter: 1m
            {{(webhook is null ? "" : $"webhook: {{ url: \"{webhook}\", secret: env:HOOK_KEY }}")}}
            """
        );
        File.WriteAllText(
            Path.Combine(Configuration, "accounts.yaml"),
            $"""
            accounts:
              - name: mastodon
                network: mastodon
                server: {Mastodon.Address}
                handle: "@newsletter@fake.example"
                credentials: secret:weekly-mastodon
                mode: live
              - name: x
                network: x
                server: {X.Address}
                credentials: secret:weekly-x
                mode: live
              - name: bluesky
                network: bluesky
                server: {Bluesky.Address}
                handle: {FakeBluesky.Handle}
                credentials: secret:weekly-bluesky
                mode: live
              - name: given
                network: mastodon
                server: {Mastodon.Address}
                credentials: env:GIVEN
                mode: dry-run
            """
        );
    }
}
