using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>A history as the program lives through it.</summary>
/// <param name="kills">Null: the program is only switched off where the history says so.</param>
internal sealed partial class ReplayRun(NewsletterHistory history, RandomKills? kills = null) : IAsyncDisposable
{
    private readonly RealProgram _real = new();
    private ReplayWorld? _world;

    /// <summary>What the desk said against the issue it showed after each step, in the order of the lines.</summary>
    public List<SeenReason> Reasons { get; } = [];

    /// <summary>What the program took for its looks; the rest is the world's.</summary>
    public TimeSpan LookTime { get; private set; }

    public string Data => _real.Data;
    public NewsletterSite Site => _world!.Site;
    public RehearsedProgram Program => _world!.Program;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _world = new ReplayWorld(new NewsletterRepository(_real.Folder), await NewsletterSite.StartAsync(), new RehearsedProgram(_real));
        await SetUpAsync();
        foreach (var step in history.Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TakeAsync(step);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_world is not null)
        {
            await _world.Program.DisposeAsync();
            await _world.Site.DisposeAsync();
        }

        _real.Dispose();
    }

    private async Task SetUpAsync()
    {
        var (repository, site, program) = _world!;
        await repository.CreateAsync();
        foreach (var (path, text) in history.Archive)
        {
            repository.Write(path, text);
        }

        repository.Write("README.md", "A newsletter.\n");
        await repository.CommitAsync("The archive");
        await File.WriteAllTextAsync(
            Path.Combine(_real.Configuration, "this-week-in-rust", "publication.yaml"),
            $$"""
            name: This Week in Rust
            shortName: TWIR
            site: {{site.Address}}
            pagePath: "blog/{year}/{month}/{day}/{slug}/"
            source:
              git: {{repository.Address}}
              branch: main
              glob: "content/*.md"
              drafts: "draft/*.md"
            schedules:
              zone: America/New_York
            webhook:
              url: {{site.Address}}hook
            hashtags: [RustLang]
            nominations: { crates.io: off }

            """
        );
        await program.MoveClockAsync(history.Steps[0].At.AddMinutes(-30));
        await program.StartAsync();
        await program.WaitUntilDoneAsync(history.Steps[0].At.AddMinutes(-30));
    }

    private async Task TakeAsync(ReplayStep step)
    {
        var program = Program;
        var wasOn = program.IsOn;
        if (wasOn)
        {
            // Off at the instant itself: nothing is seen any more.
            await (step.Change?.Invoke(_world!) ?? Task.CompletedTask);
            await program.MoveClockAsync(step.At);
        }
        else
        {
            await program.MoveClockAsync(step.At);
            await (step.Change?.Invoke(_world!) ?? Task.CompletedTask);
        }

        var wasStruck = kills is not null && await kills.StrikeAsync(program);
        if (!program.IsOn)
        {
            return;
        }

        var moved = Stopwatch.GetTimestamp();
        await program.WaitUntilDoneAsync(step.At);
        LookTime += Stopwatch.GetElapsedTime(moved);
        await SeeAsync(step.At);
        if (wasStruck)
        {
            await PassMinutesAsync(step.At);
        }
    }

    /// <summary>What was under way when the program was killed is settled at the deliveries of the next minutes.</summary>
    private async Task PassMinutesAsync(DateTimeOffset at)
    {
        for (var minutes = 1; minutes <= 2; minutes++)
        {
            await Program.MoveClockAsync(at.AddMinutes(minutes));
            await Program.WaitUntilDoneAsync(at.AddMinutes(minutes));
        }
    }

    /// <summary>What the desk says of the latest published issue.</summary>
    private async Task SeeAsync(DateTimeOffset at)
    {
        var page = await Program.ReadDeskAsync();
        if (NumberOnDesk().Match(page) is not { Success: true } found)
        {
            return;
        }

        var number = int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        Reasons.AddRange(HoldingCode().Matches(page).Select(code => new SeenReason(number, IsDraft(number, at), code.Groups[1].Value, at)));
    }

    private bool IsDraft(int number, DateTimeOffset at) => history.Plans.Any(plan => plan.Week.Number == number && at < plan.PublishedAt);

    [GeneratedRegex("<span>Issue ([0-9]+)</span>")]
    private static partial Regex NumberOnDesk();

    [GeneratedRegex("""<li class="error">\s*<p class="code">\s*<strong>Error</strong>\s*<code>([^<]+)</code>""")]
    private static partial Regex HoldingCode();
}

/// <param name="Number">Of the issue.</param>
/// <param name="IsDraft">Whether it lay among the drafts then.</param>
/// <param name="Code">As in docs/diagnostics.md.</param>
/// <param name="At">Of the step.</param>
internal sealed record SeenReason(int Number, bool IsDraft, string Code, DateTimeOffset At);
