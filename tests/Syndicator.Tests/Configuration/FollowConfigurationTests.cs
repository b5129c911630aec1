using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Configuration;

/// <summary>A folder of publications that is written to while a program has it.</summary>
public sealed class FollowConfigurationTests : IDisposable
{
    private readonly TestConfiguration _files = new();
    private readonly TestClock _clock = new();
    private readonly List<string> _taken = [];
    private Func<Publication, Problem?> _obstacle = _ => null;
    private IReadOnlyList<Publication> _running = [];
    private Exception? _fails;

    public FollowConfigurationTests()
    {
        _files.AddTemplates("weekly");
        Copy("weekly", "daily");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_publication_is_taken_up_and_the_others_stay_the_very_same()
    {
        var follow = Begin();
        var daily = _running[0];
        (await LookAsync(follow)).ShouldBeFalse();
        Change("weekly", "name: The Weekly Crab", "name: The Weekly Lobster");
        (await LookAsync(follow)).ShouldBeTrue();
        _taken.ShouldBe(["weekly"]);
        _running.Select(publication => publication.Name).ShouldBe(["The Weekly Crab", "The Weekly Lobster"]);
        _running[0].ShouldBeSameAs(daily);
        (await LookAsync(follow)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("publication.yaml", "hold: 5m\n")]
    [InlineData("accounts.yaml", "  - name: second\n    network: dry-run\n")]
    [InlineData("handles.yaml", "handles: []\n")]
    [InlineData("templates/lead.txt", "// another wording\n")]
    [InlineData("templates/news.mastodon.txt", "{issue.title}\n")]
    public async Task Every_file_counts(string file, string more)
    {
        var follow = Begin();
        var path = _files.PathOf($"weekly/{file}");
        await File.AppendAllTextAsync(path, (File.Exists(path) ? "\n" : "") + more, Cancellation);
        await LookAsync(follow);
        _taken.ShouldBe(["weekly"], string.Join(' ', follow.Troubles));
    }

    [Fact]
    public async Task A_file_that_an_editor_puts_in_place_of_another_counts_though_it_is_as_long()
    {
        var follow = Begin();
        var path = _files.PathOf("weekly/publication.yaml");
        await File.WriteAllTextAsync(
            path + ".new",
            (await File.ReadAllTextAsync(path, Cancellation)).Replace("Crab", "Carp"),
            Cancellation
        );
        File.Move(path + ".new", path, overwrite: true);
        await LookAsync(follow);
        _running[1].Name.ShouldBe("The Weekly Carp");
    }

    [Fact]
    public async Task One_with_a_mistake_goes_on_as_it_was_until_it_is_corrected()
    {
        var follow = Begin();
        var weekly = _running[1];
        Change("weekly", "zone: Europe/Berlin", "zone: Europe/Berlim");
        Change("daily", "name: The Weekly Crab", "name: The Daily Crab");
        await LookAsync(follow);
        _running.Select(publication => publication.Name).ShouldBe(["The Daily Crab", "The Weekly Crab"]);
        _running[1].ShouldBeSameAs(weekly);
        var trouble = follow.Troubles.ShouldHaveSingleItem();
        (trouble.Publication, trouble.IsRunning, trouble.First.Code, trouble.Count).ShouldBe(("weekly", true, "bad-zone", 1));
        trouble.First.Position.Line.ShouldBeGreaterThan(0);

        Change("weekly", "Berlim", "Madrid");
        await LookAsync(follow);
        follow.Troubles.ShouldBeEmpty();
        _running[1].Zone.Id.ShouldBe("Europe/Madrid");
    }

    [Fact]
    public async Task One_that_was_broken_at_the_start_begins_when_it_is_corrected()
    {
        Change("daily", "site: https://crab.example/", "sight: https://crab.example/");
        var follow = Begin();
        _running.Select(publication => publication.Id).ShouldBe(["weekly"]);
        follow.Troubles.ShouldHaveSingleItem().IsRunning.ShouldBeFalse();
        Change("daily", "sight:", "site:");
        await LookAsync(follow);
        _running.Select(publication => publication.Id).ShouldBe(["daily", "weekly"]);
        follow.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_mended_elsewhere_is_noticed()
    {
        Directory.Delete(_files.PathOf("daily/issues"));
        var follow = Begin();
        (await follow.RunAsync(isAsked: false, Cancellation)).ShouldBeFalse();
        follow.Troubles.ShouldHaveSingleItem().First.Code.ShouldBe("missing-folder");
        Directory.CreateDirectory(_files.PathOf("daily/issues"));
        (await follow.RunAsync(isAsked: false, Cancellation)).ShouldBeTrue();
        follow.Troubles.ShouldBeEmpty();
        _running.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Publications_come_and_go()
    {
        var follow = Begin();
        Copy("weekly", "yearly");
        await LookAsync(follow);
        _running.Select(publication => publication.Id).ShouldBe(["daily", "weekly", "yearly"]);
        _taken.ShouldBe(["yearly"]);
        Directory.Delete(_files.PathOf("daily"), recursive: true);
        await LookAsync(follow);
        _running.Select(publication => publication.Id).ShouldBe(["weekly", "yearly"]);
    }

    [Fact]
    public async Task Without_its_folder_everything_goes_on()
    {
        var follow = Begin();
        Directory.Move(_files.Root, _files.Root + ".away");
        await LookAsync(follow);
        follow.Troubles.ShouldHaveSingleItem().First.Code.ShouldBe("missing-folder");
        Directory.Move(_files.Root + ".away", _files.Root);
        await LookAsync(follow);
        follow.Troubles.ShouldBeEmpty();
        _taken.ShouldBeEmpty();
        _running.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_last_publication_is_not_taken_out_of_a_program_that_runs()
    {
        var follow = Begin();
        Directory.Delete(_files.PathOf("daily"), recursive: true);
        Directory.Delete(_files.PathOf("weekly"), recursive: true);
        await LookAsync(follow);
        follow.Troubles.ShouldHaveSingleItem().First.Code.ShouldBe("no-publication");
        _running.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_program_that_runs_cannot_take_up_is_a_mistake_like_others()
    {
        var follow = Begin();
        _obstacle = publication =>
            publication.DemonstrationStartsAt is null ? null : new Problem("demonstration-changed", "No.", "Restart.");
        await File.AppendAllTextAsync(
            _files.PathOf("weekly/publication.yaml"),
            "\ndemonstration:\n  startsAt: 2026-11-18T21:00:00-05:00\n",
            Cancellation
        );
        await LookAsync(follow);
        follow.Troubles.ShouldHaveSingleItem().First.Code.ShouldBe("demonstration-changed");
        _running[1].DemonstrationStartsAt.ShouldBeNull();
    }

    [Fact]
    public async Task What_could_not_be_taken_up_for_want_of_the_database_is_taken_up_later()
    {
        var follow = Begin();
        Change("weekly", "Crab", "Lobster");
        _fails = StorageException.Because("database-busy", "x.db", "It is busy.", "Wait.");
        await Should.ThrowAsync<StorageException>(() => LookAsync(follow));
        _fails = null;
        await LookAsync(follow);
        _taken.ShouldBe(["weekly"]);
        _running[1].Name.ShouldBe("The Weekly Lobster");
    }

    [Fact]
    public async Task What_somebody_is_still_writing_is_read_when_it_looks_the_same_twice()
    {
        var follow = Begin();
        foreach (var name in new[] { "Half", "Quarter", "Lobster" })
        {
            Change("weekly", File.ReadLines(_files.PathOf("weekly/publication.yaml")).First(), $"name: The Weekly {name}");
            (await follow.RunAsync(isAsked: false, Cancellation)).ShouldBeFalse();
            follow.IsUnsettled.ShouldBeTrue();
        }

        (await follow.RunAsync(isAsked: false, Cancellation)).ShouldBeTrue();
        _running[1].Name.ShouldBe("The Weekly Lobster");
        (await follow.RunAsync(isAsked: false, Cancellation)).ShouldBeFalse();
        follow.IsUnsettled.ShouldBeFalse();

        Directory.Move(_files.PathOf("daily"), _files.PathOf(".daily"));
        await follow.RunAsync(isAsked: false, Cancellation);
        _running.Count.ShouldBe(2);
        Directory.Move(_files.PathOf(".daily"), _files.PathOf("daily"));
        await follow.RunAsync(isAsked: false, Cancellation);
        await follow.RunAsync(isAsked: false, Cancellation);
        _running.Count.ShouldBe(2);
        _taken.ShouldBe(["weekly"]);
    }

    [Fact]
    public async Task A_copy_of_a_folder_does_not_post_to_the_account_of_the_first_and_a_renamed_one_does_not_either()
    {
        _files.Write("weekly/accounts.yaml", Live);
        var follow = Begin();
        Copy("weekly", "a-copy");
        await LookAsync(follow);
        _taken.ShouldBeEmpty();
        _running.Select(publication => publication.Id).ShouldBe(["daily", "weekly"]);
        var trouble = follow.Troubles.ShouldHaveSingleItem();
        (trouble.Publication, trouble.First.Code).ShouldBe(("a-copy", "doubled-credentials"));

        Directory.Delete(_files.PathOf("a-copy"), recursive: true);
        Directory.Move(_files.PathOf("weekly"), _files.PathOf("monthly"));
        await LookAsync(follow);
        _running.ShouldHaveSingleItem().Id.ShouldBe("daily");
        follow.Troubles.ShouldHaveSingleItem().First.Code.ShouldBe("doubled-credentials");
        Directory.Move(_files.PathOf("monthly"), _files.PathOf("weekly"));
        await LookAsync(follow);
        _taken.ShouldBe(["weekly"]);
        follow.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_folders_with_one_account_neither_is_taken_up_until_one_is_gone()
    {
        _files.Write("weekly/accounts.yaml", Live);
        Copy("weekly", "a-copy");
        var follow = Begin();
        await follow.RunAsync(isAsked: false, Cancellation);
        await LookAsync(follow);
        _running.ShouldHaveSingleItem().Id.ShouldBe("daily");
        follow.Troubles.Count.ShouldBe(2);
        Directory.Delete(_files.PathOf("a-copy"), recursive: true);
        await LookAsync(follow);
        await LookAsync(follow);
        _running.Select(publication => publication.Id).ShouldBe(["daily", "weekly"]);
        follow.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_folders_with_one_account_neither_is_taken_up_at_the_start()
    {
        _files.Write("weekly/accounts.yaml", Live);
        Copy("weekly", "a-copy");
        var judged = JudgedConfiguration.Load(_files.Root);
        judged.Publications.ShouldHaveSingleItem().Id.ShouldBe("daily");
        judged.Diagnostics.Select(diagnostic => diagnostic.Code).ShouldBe(["doubled-credentials", "doubled-credentials"]);
        _files.Write("a-copy/accounts.yaml", Live.Replace("social.example", "other.example", StringComparison.Ordinal));
        JudgedConfiguration.Load(_files.Root).Publications.Count.ShouldBe(3, "it is an account of another server");
    }

    [Fact]
    public async Task A_link_in_a_circle_hides_no_change_of_the_other_files()
    {
        File.CreateSymbolicLink(_files.PathOf("weekly/notes"), "notes");
        var follow = Begin();
        Change("weekly", "name: The Weekly Crab", "name: The Weekly Lobster");
        await LookAsync(follow);
        _taken.ShouldBe(["weekly"]);
    }

    [Fact]
    public async Task However_many_are_broken_each_is_tried_again()
    {
        foreach (var number in Enumerable.Range(0, 50))
        {
            Copy("weekly", $"letter-{number}");
            Directory.Delete(_files.PathOf($"letter-{number}/issues"));
        }

        var follow = Begin();
        _running.Count.ShouldBe(2);
        Directory.CreateDirectory(_files.PathOf("letter-49/issues"));
        for (var look = 0; look < 4; look++)
        {
            await follow.RunAsync(isAsked: false, Cancellation);
        }

        _taken.ShouldBe(["letter-49"]);
    }

    public void Dispose() => _files.Dispose();

    private const string Live = TestConfiguration.SoundAccounts + "\n    mode: live\n    credentials: env:CRAB\n";

    private FollowConfiguration Begin()
    {
        var began = JudgedConfiguration.Load(_files.Root);
        _running = began.Publications;
        return new FollowConfiguration(
            began,
            publication => _obstacle(publication),
            TakeAsync,
            _clock,
            NullLogger<FollowConfiguration>.Instance
        );
    }

    private Task TakeAsync(IReadOnlyList<Publication> all, IReadOnlyList<Publication> others, CancellationToken cancellationToken)
    {
        if (_fails is not null)
        {
            throw _fails;
        }

        _running = all;
        _taken.AddRange(others.Select(publication => publication.Id));
        return Task.CompletedTask;
    }

    private static Task<bool> LookAsync(FollowConfiguration follow) => follow.RunAsync(isAsked: true, Cancellation);

    private void Change(string publication, string from, string to)
    {
        var path = _files.PathOf($"{publication}/publication.yaml");
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    private void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(_files.PathOf(from), "*", SearchOption.AllDirectories))
        {
            _files.Write(Path.Combine(to, Path.GetRelativePath(_files.PathOf(from), file)), File.ReadAllBytes(file));
        }

        Directory.CreateDirectory(_files.PathOf($"{to}/issues"));
    }
}
