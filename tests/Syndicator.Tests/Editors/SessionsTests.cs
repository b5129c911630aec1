using Syndicator.Editors;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Editors;

public sealed class SessionsOnSqliteTests() : SessionsTests(new SqliteServer());

public sealed class SessionsOnPostgreSqlTests() : SessionsTests(new PostgreSqlServer());

public abstract class SessionsTests(TestServer server) : EditorsSuite(server)
{
    private static readonly Person s_ann = Person.OfLocal("ann");

    [Fact]
    public async Task A_session_is_found_by_its_secret_with_the_role_of_now()
    {
        var desk = await DeskOfAnnAsync(EditorRole.Viewer);
        var secret = await desk.Sessions.BeginAsync(s_ann, "Firefox\r\n on a boat", Cancellation);

        var live = (await desk.Sessions.FindAsync(secret, Cancellation)).ShouldBeOfType<SessionFound.Live>();
        (live.Session.Person, live.Role, live.Session.Browser).ShouldBe((s_ann, EditorRole.Viewer, "Firefox   on a boat"));
        (await desk.Sessions.FindAsync(secret + "x", Cancellation)).ShouldBeOfType<SessionFound.Unknown>();
        (await desk.Sessions.FindAsync(live.Session.Id, Cancellation)).ShouldBeOfType<SessionFound.Unknown>();

        await ExecuteAsync("update editors set role = 'editor'");
        (await desk.Sessions.FindAsync(secret, Cancellation)).ShouldBeOfType<SessionFound.Live>().Role.ShouldBe(EditorRole.Editor);
    }

    [Fact]
    public async Task Whoever_is_removed_or_gets_a_new_password_is_out_at_once()
    {
        var desk = await DeskOfAnnAsync();
        var first = await desk.Sessions.BeginAsync(s_ann, null, Cancellation);
        (await desk.Editors.ChangePasswordAsync("ann", Password + "!", "cli:eve", Cancellation)).ShouldBeTrue();
        (await desk.Sessions.FindAsync(first, Cancellation)).ShouldBeOfType<SessionFound.Ended>();

        var second = await desk.Sessions.BeginAsync(s_ann, null, Cancellation);
        var token = await desk.Tokens.AddAsync(s_ann, "export", EditorRole.Editor, "cli:eve", Cancellation);
        (await desk.Tokens.FindAsync(token, Cancellation)).ShouldNotBeNull();
        (await desk.Editors.RemoveAsync("ann", "cli:eve", Cancellation)).ShouldBeTrue();
        (await desk.Sessions.FindAsync(second, Cancellation)).ShouldBeOfType<SessionFound.Ended>();
        (await desk.Tokens.FindAsync(token, Cancellation)).ShouldBeNull();
        (await desk.Editors.RemoveAsync("ann", "cli:eve", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_can_change_hands_belongs_to_the_account_that_came_first()
    {
        var desk = Desk(Entry("github:Octocat"), Entry("company:groups=news", EditorRole.Viewer));
        (await desk.People.AdmitAsync(OnGitHub("583231", "octocat"), Cancellation))
            .ShouldBeOfType<Admission.Admitted>()
            .Person.Name.ShouldBe("github:octocat");

        (await desk.People.AdmitAsync(OnGitHub("99", "octocat"), Cancellation)).ShouldBe(new Admission.NameOfAnother("github:Octocat"));
        (await desk.People.AdmitAsync(OnGitHub("583231", "octodog"), Cancellation)).ShouldBe(new Admission.NotListed("github:octocat"));
        (await desk.People.AdmitAsync(OnGitHub("1", "stranger"), Cancellation)).ShouldBe(new Admission.NotListed(null));
        foreach (var id in (string[])["a", "b"])
        {
            (await desk.People.AdmitAsync(Provided("company", id, id, ("groups", "other"), ("groups", "news")), Cancellation))
                .ShouldBeOfType<Admission.Admitted>()
                .Role.ShouldBe(EditorRole.Viewer);
        }

        (await desk.People.ForgetAsync("github:octocat", "cli:eve", Cancellation)).ShouldBe(1);
        (await desk.People.AdmitAsync(OnGitHub("99", "octocat"), Cancellation)).ShouldBeOfType<Admission.Admitted>();
    }

    [Fact]
    public async Task Attempts_at_the_same_time_get_no_further_than_one_after_another()
    {
        var desk = await DeskOfAnnAsync();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => desk.WithPassword.RunAsync(From("ann"), "a wrong one", Cancellation))
        );
        outcomes.Count(outcome => outcome is PasswordOutcome.Wrong).ShouldBe(5);
        outcomes.Count(outcome => outcome is PasswordOutcome.Wait).ShouldBe(15);
    }

    private async Task<SignInDesk> DeskOfAnnAsync(EditorRole role = EditorRole.Editor)
    {
        var desk = Desk();
        (await desk.Editors.AddAsync("ann", role, Password, "cli:eve", Cancellation)).ShouldBeTrue();
        return desk;
    }
}
