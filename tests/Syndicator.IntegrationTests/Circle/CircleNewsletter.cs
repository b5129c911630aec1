using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.Discourse;
using Syndicator.FakeNetworks.Mastodon;

namespace Syndicator.IntegrationTests.Circle;

/// <summary>
/// A newsletter with two live accounts and a forum topic, all on fakes that keep what they are sent, and the program as its editors run it: by the real clock,
/// as live accounts have no other.
/// </summary>
internal sealed class CircleNewsletter : IAsyncDisposable
{
    public const long Topic = 2704;

    /// <summary>More than anything takes here, on a busy machine too.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();
    private static readonly DateOnly s_today = DateOnly.FromDateTime(s_now.UtcDateTime);

    private readonly RealProgram _program = new();
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _service;

    public FakeMastodon Mastodon { get; } = new();
    public FakeBluesky Bluesky { get; } = new();
    public FakeDiscourse Forum { get; } = new();

    public CircleStore Store => new(Path.Combine(_program.Data, "syndicator.db"));

    public string Draft => Path.Combine(Folder, "drafts", FormattableString.Invariant($"{s_today:yyyy-MM-dd}-this-week-in-rust.md"));

    private string Folder => Path.Combine(_program.Configuration, "this-week-in-rust");

    public static async Task<CircleNewsletter> StartAsync()
    {
        var newsletter = new CircleNewsletter();
        await Task.WhenAll(newsletter.Mastodon.StartAsync(), newsletter.Bluesky.StartAsync(), newsletter.Forum.StartAsync());
        // A topic is there once somebody writes in it.
        newsletter.Forum.Say(Topic, "Nominate your favourite crates here!", "editor");
        newsletter.Configure();
        newsletter.WriteIssues();
        var service = newsletter._program.Start("run", "--urls", "http://127.0.0.1:0");
        service.ErrorDataReceived += (_, line) => newsletter._log.Enqueue(line.Data ?? "");
        service.BeginOutputReadLine();
        service.BeginErrorReadLine();
        newsletter._service = service;
        return newsletter;
    }

    /// <summary>Runs a command beside the service.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await _program.RunAsync(TestContext.Current.CancellationToken, arguments);
        exitCode.ShouldBe(0, $"{string.Join(' ', arguments)}\n{output}{error}");
        return output;
    }

    /// <summary>What an editor does with the finished draft.</summary>
    public void Publish() => File.Move(Draft, Path.Combine(Folder, "issues", Path.GetFileName(Draft)));

    /// <summary>Waits for what the service does by itself.</summary>
    public async Task<T> EventuallyAsync<T>(string what, Func<Task<T>> look, Func<T, bool> isThere)
    {
        for (var started = Stopwatch.StartNew(); ; )
        {
            var seen = await look();
            if (isThere(seen))
            {
                return seen;
            }

            if (started.Elapsed > s_patience || _service!.HasExited)
            {
                throw new InvalidOperationException($"{what} never came; there is: {seen}\n{string.Join('\n', _log.TakeLast(30))}");
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is { } service)
        {
            await RealProgram.KillAsync(service);
            service.Dispose();
        }

        await Mastodon.DisposeAsync();
        await Bluesky.DisposeAsync();
        await Forum.DisposeAsync();
        _program.Dispose();
    }

    private void Configure()
    {
        // Nobody is killed here, and a busy machine takes its time.
        _program.Set("Delivery__Lease", "30s");
        _program.Set("Delivery__RequestTimeLimit", "10s");
        _program.Set("CIRCLE_MASTODON", FakeMastodon.Token);
        _program.Set("CIRCLE_BLUESKY", $$"""{"identifier":"{{FakeBluesky.Handle}}","appPassword":"{{FakeBluesky.AppPassword}}"}""");
        File.WriteAllText(
            Path.Combine(Folder, "publication.yaml"),
            $$"""
            name: This Week in Rust
            site: https://newsletter.example/
            pagePath: "{year}/{month}/{day}/{slug}/"
            source: { folder: "./", glob: "issues/*.md", drafts: "drafts/*.md" }
            schedules:
              zone: Etc/UTC
              watch: "* * * * * ?"
              deliver: "* * * * * ?"
              collect: "* * * * * ?"
              invite: "* * * * * ?"
            hold: 0m
            checkPage: false
            announceWithin: 1d
            nominations:
              crateTag: cotw
              quoteTag: qotw
              closes: "0 0 20 ? * {{s_now.AddDays(3).ToString("ddd", CultureInfo.InvariantCulture).ToUpperInvariant()}}"
              crates.io: off
              thank: true
              topics:
                - { name: forum-crates, collects: crate, url: "{{Forum.AddressOf(Topic)}}" }
            """
        );
        File.WriteAllText(
            Path.Combine(Folder, "accounts.yaml"),
            $"""
            accounts:
              - name: mastodon
                network: mastodon
                server: {Mastodon.Address}
                credentials: env:CIRCLE_MASTODON
                mode: live
              - name: bluesky
                network: bluesky
                server: {Bluesky.Address}
                handle: {FakeBluesky.Handle}
                credentials: env:CIRCLE_BLUESKY
                mode: live
            """
        );
    }

    /// <summary>The sample issue as that of two days ago, and as the next one's draft, which has no crate and no quote yet.</summary>
    private void WriteIssues()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "drafts"));
        var before = _program.WriteIssue(678, s_today.AddDays(-2));
        File.Move(
            before,
            Path.Combine(Folder, "issues", FormattableString.Invariant($"{s_today.AddDays(-2):yyyy-MM-dd}-this-week-in-rust.md"))
        );
        var text = File.ReadAllText(_program.WriteIssue(679, s_today))
            .Replace("this_week_in_rust_678", "this_week_in_rust_679", StringComparison.Ordinal);
        File.WriteAllText(Draft, Without(Without(text, "## Crate of the Week", "COTW"), "# Quote of the Week", "QOTW"));
    }

    /// <summary>The winner's paragraphs of a section, up to the sentence that asks for more, replaced by the template's placeholder.</summary>
    private static string Without(string text, string heading, string placeholder)
    {
        var start = text.IndexOf(heading, StringComparison.Ordinal) + heading.Length;
        var end = text.IndexOf("[Please submit", start, StringComparison.Ordinal);
        return $"{text[..start]}\n\n<!-- {placeholder} goes here -->\n\n{text[end..]}";
    }
}
