using Microsoft.Extensions.Logging;
using Syndicator.Configuration;

namespace Syndicator;

/// <summary>
/// The configuration's folder while the program runs. What changed in it is read again and judged as <c>check-config</c> does: a publication in order is taken up, one
/// with a mistake goes on as it was.
/// </summary>
/// <param name="began">What the program began with.</param>
/// <param name="obstacle">Why a publication in order cannot be taken up by a program that runs; null: it can.</param>
/// <param name="take">Puts publications in the place of all that were; the second are those that are new or other ones. Called again later when it throws.</param>
internal sealed class FollowConfiguration(
    JudgedConfiguration began,
    Func<Publication, Problem?> obstacle,
    Func<IReadOnlyList<Publication>, IReadOnlyList<Publication>, CancellationToken, Task> take,
    TimeProvider clock,
    ILogger<FollowConfiguration> log
)
{
    /// <summary>At a look, of those with mistakes.</summary>
    private const int MostTriedAgain = 20;

    /// <summary>The trace of a folder that is not there.</summary>
    private const long Gone = -1;

    /// <summary>More is said by <c>check-config</c>.</summary>
    private const int MostSaid = 10;

    private readonly string _folder = began.Folder;
    private readonly Dictionary<string, FollowedPublication> _followed = began.All.ToDictionary(
        judged => judged.Folder,
        judged => new FollowedPublication(judged, judged.Publication, clock.GetUtcNow()),
        StringComparer.Ordinal
    );
    private readonly List<Publication> _untaken = [];
    private readonly AccountHolders _holders = began.Holders;
    private Dictionary<string, long> _unsettled = new(StringComparer.Ordinal);
    private IReadOnlyList<Publication> _taken = began.Publications;
    private int _triedAgain;
    private Diagnostic? _problem;
    private DateTimeOffset _problemSince;

    /// <summary>Folders that are looked at.</summary>
    public int Count => _followed.Count;

    /// <summary>Whether something changed that is read when it looks the same at the next look: where somebody is still writing, there is no telling what it will be.</summary>
    public bool IsUnsettled => _unsettled.Count > 0;

    /// <summary>What could not be taken up, by publication; empty when everything runs as its files say.</summary>
    public IReadOnlyList<ConfigurationTrouble> Troubles { get; private set; } =
        ConfigurationTrouble.ListOf(
            began.All.Select(judged => new FollowedPublication(judged, judged.Publication, clock.GetUtcNow())),
            null,
            default
        );

    /// <summary>One look at the folder. Not for two callers at once.</summary>
    /// <param name="isAsked">Somebody asked for it: what changed is read at once, and what had mistakes is read again.</param>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="Storage.StorageException">What changed is in force; that its schedules hold from now on could not be stored, and is tried again at the next look.</exception>
    public async Task<bool> RunAsync(bool isAsked, CancellationToken cancellationToken)
    {
        var (folders, problem) = ConfigurationReader.FindPublications(_folder);
        var changed = Notice(problem) | ReadChanged(folders, problem is null, isAsked, cancellationToken);
        if (changed)
        {
            Troubles = ConfigurationTrouble.ListOf(_followed.Values, _problem, _problemSince);
        }

        await TakeAsync(cancellationToken);
        return changed;
    }

    private bool Notice(Diagnostic? problem)
    {
        if (problem == _problem)
        {
            return false;
        }

        (_problem, _problemSince) = (problem, clock.GetUtcNow());
        if (problem is not null)
        {
            log.LogError("{Problem} Everything goes on as it was before", problem);
        }

        return true;
    }

    private bool ReadChanged(IReadOnlyList<string> folders, bool isWhole, bool isAsked, CancellationToken cancellationToken)
    {
        var now = Traces(folders);
        if (isWhole)
        {
            foreach (var folder in _followed.Keys.Where(folder => !now.ContainsKey(folder)))
            {
                now[folder] = Gone;
            }
        }

        var others = now.Where(folder => !IsKnown(folder.Key, folder.Value) || (isAsked && IsBroken(folder.Key))).ToList();
        var settled = isAsked ? others : [.. others.Where(IsAsBefore)];
        _unsettled = others.Except(settled).ToDictionary(StringComparer.Ordinal);
        foreach (var (folder, trace) in settled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (trace == Gone)
            {
                Remove(folder);
            }
            else
            {
                Follow(Judge(folder));
            }
        }

        return settled.Count > 0 | (!isAsked && TryAgain());
    }

    /// <summary>What was wrong may have been mended elsewhere: a folder was made, a right was given.</summary>
    private bool TryAgain()
    {
        var broken = _followed.Values.Where(one => one.IsBroken && !_unsettled.ContainsKey(one.Judged.Folder)).ToList();
        var first = broken.Count == 0 ? 0 : _triedAgain % broken.Count;
        _triedAgain = first + MostTriedAgain;
        var others = broken
            .Skip(first)
            .Take(MostTriedAgain)
            .Select(one => (Before: one.Judged, Now: Judge(one.Judged.Folder)))
            // What is being written is read when it has been left alone.
            .Where(one => one.Now.Trace == one.Before.Trace && !one.Now.Diagnostics.SequenceEqual(one.Before.Diagnostics))
            .ToList();
        others.ForEach(one => Follow(one.Now));
        return others.Count > 0;
    }

    private JudgedPublication Judge(string folder)
    {
        var judged = JudgedPublication.Read(folder);
        return
            judged.Publication is { } publication && (Obstacle(folder, publication) ?? _holders.Claim(folder, publication)) is { } mistake
            ? judged with
            {
                Publication = null,
                Diagnostics = [mistake],
            }
            : judged;
    }

    private Diagnostic? Obstacle(string folder, Publication publication) =>
        obstacle(publication) is { } problem
            ? new Diagnostic(problem.Code, Severity.Error, new SourcePosition(folder), problem.Message, problem.Remedy)
            : null;

    private bool IsAsBefore(KeyValuePair<string, long> folder) =>
        _unsettled.TryGetValue(folder.Key, out var trace) && trace == folder.Value;

    private static Dictionary<string, long> Traces(IReadOnlyList<string> folders) =>
        folders.ToDictionary(folder => folder, FolderTrace.Of, StringComparer.Ordinal);

    private bool IsKnown(string folder, long trace) => _followed.TryGetValue(folder, out var known) && known.Judged.Trace == trace;

    private bool IsBroken(string folder) => _followed.TryGetValue(folder, out var known) && known.IsBroken;

    private void Follow(JudgedPublication judged)
    {
        var before = _followed.GetValueOrDefault(judged.Folder)?.Running;
        _followed[judged.Folder] = new FollowedPublication(judged, judged.Publication ?? before, clock.GetUtcNow());
        if (judged.Publication is { } taken)
        {
            _untaken.Add(taken);
            log.LogInformation(
                "{Publication}: its configuration {Is}",
                taken.Id,
                before is null ? "is new and taken up" : "has changed and is taken up"
            );
        }
        else
        {
            Say(judged, before is not null);
        }
    }

    private void Say(JudgedPublication judged, bool runs)
    {
        log.LogError(
            "{Publication}: its configuration has mistakes; {Goes}",
            judged.Id,
            runs ? "it goes on as it was before" : "it is left out until they are corrected"
        );
        foreach (var diagnostic in judged.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Take(MostSaid))
        {
            log.LogError("{Mistake}", diagnostic);
        }
    }

    private void Remove(string folder)
    {
        _followed.Remove(folder, out var known);
        _holders.Leave(folder);
        log.LogWarning(
            "{Publication}: its configuration is gone, and nothing is done for it any more; what was to be posted waits for its return",
            known!.Judged.Id
        );
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Publication> running =
        [
            .. _followed
                .OrderBy(followed => followed.Key, StringComparer.Ordinal)
                .Select(followed => followed.Value.Running)
                .OfType<Publication>(),
        ];
        // A program without any publication would be of no use; the folder may be on its way back.
        if (running.Count > 0 && (_untaken.Count > 0 || !running.SequenceEqual(_taken, ReferenceEqualityComparer.Instance)))
        {
            await take(running, _untaken, cancellationToken);
            _taken = running;
            _untaken.Clear();
        }
    }
}
