using Syndicator.Editors;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Editors;

public sealed class SessionLivesTests() : EditorsSuite(new SqliteServer())
{
    private static readonly Person s_ann = Person.OfLocal("ann");
    private static readonly Person s_ben = new("github", "7", "github:ben");

    [Fact]
    public async Task A_session_ends_when_nobody_came_for_long_and_at_the_latest_after_its_length()
    {
        var desk = await FilledAsync();
        var used = await desk.Sessions.BeginAsync(s_ann, null, Cancellation);
        var idle = await desk.Sessions.BeginAsync(s_ann, null, Cancellation);
        for (var day = 0; day < 13; day++)
        {
            await AdvanceAsync(TimeSpan.FromDays(1));
            (await desk.Sessions.FindAsync(used, Cancellation)).ShouldBeOfType<SessionFound.Live>();
        }

        (await desk.Sessions.FindAsync(idle, Cancellation)).ShouldBeOfType<SessionFound.Over>();
        await AdvanceAsync(TimeSpan.FromDays(1));
        (await desk.Sessions.FindAsync(used, Cancellation)).ShouldBeOfType<SessionFound.Over>();
    }

    [Fact]
    public async Task That_somebody_is_there_is_not_written_at_every_request()
    {
        var desk = await FilledAsync();
        var secret = await desk.Sessions.BeginAsync(s_ann, null, Cancellation);
        await AdvanceAsync(TimeSpan.FromMinutes(4));
        (await desk.Sessions.FindAsync(secret, Cancellation)).ShouldBeOfType<SessionFound.Live>();
        (await SeenAsync(desk)).ShouldBe(Clock.GetUtcNow() - TimeSpan.FromMinutes(4));
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        (await desk.Sessions.FindAsync(secret, Cancellation)).ShouldBeOfType<SessionFound.Live>();
        (await SeenAsync(desk)).ShouldBe(Clock.GetUtcNow());
    }

    [Fact]
    public async Task Whom_the_provider_does_not_vouch_for_any_more_is_out_everywhere()
    {
        var desk = Desk(Entry("company:groups=news"));
        var reader = Provided("company", "7", "company:carl", ("groups", "readers"));
        var editor = Provided("company", "7", "company:carl", ("groups", "news"));
        (await desk.People.AdmitAsync(editor, Cancellation)).ShouldBeOfType<Admission.Admitted>();
        var session = await desk.Sessions.BeginAsync(editor.ToPerson(), null, Cancellation);
        var token = await desk.Tokens.AddAsync(editor.ToPerson(), "export", EditorRole.Editor, "cli:eve", Cancellation);

        (await desk.People.AdmitAsync(reader, Cancellation)).ShouldBeOfType<Admission.NotListed>();
        (await desk.Sessions.FindAsync(session, Cancellation)).ShouldBeOfType<SessionFound.Ended>();
        (await desk.Tokens.FindAsync(token, Cancellation)).ShouldBeNull();

        (await desk.People.AdmitAsync(editor, Cancellation)).ShouldBeOfType<Admission.Admitted>();
        (await desk.Sessions.FindAsync(session, Cancellation)).ShouldBeOfType<SessionFound.Ended>();
        (await desk.Tokens.FindAsync(token, Cancellation)).ShouldNotBeNull("what programs do goes on when their person is back");
    }

    [Fact]
    public async Task Only_ones_own_sessions_are_listed_and_ended_unless_all_are_asked_for()
    {
        var desk = await FilledAsync();
        var mine = await desk.Sessions.BeginAsync(s_ann, "one", Cancellation);
        var other = await desk.Sessions.BeginAsync(s_ann, "two", Cancellation);
        var bens = await desk.Sessions.BeginAsync(s_ben, "three", Cancellation);
        (await desk.Sessions.ListAsync(s_ann, 100, Cancellation)).Select(each => each.Browser).ShouldBe(["two", "one"], ignoreOrder: true);
        var all = await desk.Sessions.ListAsync(null, 100, Cancellation);
        all.Count.ShouldBe(3);

        var idOfBens = all.Single(each => each.Person == s_ben).Id;
        (await desk.Sessions.EndAsync(idOfBens, s_ann, "desk:ann", Cancellation)).ShouldBeFalse();
        (await desk.Sessions.FindAsync(bens, Cancellation)).ShouldBeOfType<SessionFound.Live>();
        (await desk.Sessions.EndOthersAsync(s_ann, all.Single(each => each.Browser == "one").Id, "desk:ann", Cancellation)).ShouldBe(1);
        (await desk.Sessions.FindAsync(other, Cancellation)).ShouldBeOfType<SessionFound.Ended>();
        (await desk.Sessions.FindAsync(mine, Cancellation)).ShouldBeOfType<SessionFound.Live>();
        (await desk.Sessions.EndAsync(idOfBens, null, "desk:ann", Cancellation)).ShouldBeTrue();
        (await desk.Sessions.EndAsync(idOfBens, null, "desk:ann", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_is_taken_off_the_list_is_out_and_a_changed_role_counts_at_once()
    {
        await FilledAsync();
        var secret = await Desk(Entry("github:ben")).Sessions.BeginAsync(s_ben, null, Cancellation);
        (await Desk(Entry("github:ben", EditorRole.Viewer)).Sessions.FindAsync(secret, Cancellation))
            .ShouldBeOfType<SessionFound.Live>()
            .Role.ShouldBe(EditorRole.Viewer);
        (await Desk().Sessions.FindAsync(secret, Cancellation)).ShouldBeOfType<SessionFound.Ended>();
        (await Desk().Sessions.ListAsync(s_ben, 100, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_passwords_are_off_sessions_that_began_with_one_do_not_count()
    {
        var secret = await (await FilledAsync()).Sessions.BeginAsync(s_ann, null, Cancellation);
        (await Desk(new SignInOptions { Local = false }).Sessions.FindAsync(secret, Cancellation)).ShouldBeOfType<SessionFound.Ended>();
    }

    [Fact]
    public async Task Of_one_person_only_so_many_sessions_stay()
    {
        var desk = await FilledAsync();
        var first = await desk.Sessions.BeginAsync(s_ann, "first", Cancellation);
        for (var i = 0; i < 20; i++)
        {
            await AdvanceAsync(TimeSpan.FromSeconds(1));
            await desk.Sessions.BeginAsync(s_ann, null, Cancellation);
        }

        (await desk.Sessions.ListAsync(s_ann, 100, Cancellation)).Count.ShouldBe(20);
        (await desk.Sessions.FindAsync(first, Cancellation)).ShouldBeOfType<SessionFound.Ended>();
    }

    [Fact]
    public async Task Nothing_that_lets_in_is_stored_as_it_is()
    {
        var desk = await FilledAsync();
        var secret = await desk.Sessions.BeginAsync(s_ann, null, Cancellation);
        var token = await desk.Tokens.AddAsync(s_ann, "export", EditorRole.Editor, "cli:eve", Cancellation);
        await desk.WithPassword.RunAsync(From("my password in the wrong field"), Password, Cancellation);
        var bytes = "";
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Options.File)!))
        {
            bytes += await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, Cancellation);
        }

        bytes.ShouldContain("local");
        foreach (var given in (string[])[secret, token, Password, "my password in the wrong field"])
        {
            bytes.ShouldNotContain(given);
        }
    }

    [Fact]
    public async Task A_token_may_no_more_than_its_person_and_says_when_it_was_used()
    {
        var desk = await FilledAsync();
        var reads = await desk.Tokens.AddAsync(s_ann, "reads", EditorRole.Viewer, "cli:eve", Cancellation);
        var writes = await desk.Tokens.AddAsync(s_ann, "writes", EditorRole.Editor, "cli:eve", Cancellation);
        (await desk.Tokens.FindAsync(reads, Cancellation))!.Value.Role.ShouldBe(EditorRole.Viewer);
        (await desk.Tokens.FindAsync(writes, Cancellation))!.Value.Role.ShouldBe(EditorRole.Editor);
        await ExecuteAsync("update editors set role = 'viewer'");
        (await desk.Tokens.FindAsync(writes, Cancellation))!.Value.Role.ShouldBe(EditorRole.Viewer);
        (await desk.Tokens.FindAsync("syndicator_x", Cancellation)).ShouldBeNull();
        (await desk.Tokens.FindAsync(writes[EditorTokens.Prefix.Length..], Cancellation)).ShouldBeNull();
        (await desk.Tokens.FindAsync(new string('x', 100_000), Cancellation)).ShouldBeNull();

        var listed = (await desk.Tokens.ListAsync(Cancellation)).Single(each => each.Label == "writes");
        listed.UsedAt.ShouldBe(Clock.GetUtcNow());
        (await desk.Tokens.RemoveAsync(listed.Id, Cancellation)).ShouldBeTrue();
        (await desk.Tokens.FindAsync(writes, Cancellation)).ShouldBeNull();
        (await desk.Tokens.RemoveAsync(listed.Id, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_ended_does_not_come_back_with_a_backup()
    {
        var desk = await FilledAsync();
        var ended = await desk.Sessions.BeginAsync(s_ann, null, Cancellation);
        var folder = Path.GetDirectoryName(Options.File)!;
        var file = Path.Combine(folder, "week.backup");
        (await new BackUpStore(Database, Clock).RunAsync(file, false, Cancellation)).Refusal.ShouldBeNull();
        await desk.Editors.RemoveAsync("ann", "cli:eve", Cancellation);
        var bens = await desk.Sessions.BeginAsync(s_ben, null, Cancellation);

        (
            await new RestoreStore(Database, folder, Clock).RunAsync(file, true, "cli:eve", Cancellation)
        ).ShouldBeOfType<RestoreOutcome.Done>();

        (await desk.Editors.ListAsync(Cancellation)).Single().Name.ShouldBe("ann");
        (await desk.Sessions.FindAsync(ended, Cancellation)).ShouldBeOfType<SessionFound.Ended>();
        (await desk.Sessions.FindAsync(bens, Cancellation)).ShouldBeOfType<SessionFound.Live>();
    }

    private async Task<DateTimeOffset> SeenAsync(SignInDesk desk) =>
        (await desk.Sessions.ListAsync(s_ann, 1, Cancellation)).Single().SeenAt;

    /// <summary>Ann has a password, Ben came from GitHub.</summary>
    private async Task<SignInDesk> FilledAsync()
    {
        var desk = Desk(Entry("github:ben"));
        await desk.Editors.AddAsync("ann", EditorRole.Editor, Password, "cli:eve", Cancellation);
        (await desk.People.AdmitAsync(OnGitHub("7", "ben"), Cancellation)).ShouldBeOfType<Admission.Admitted>();
        return desk;
    }
}
