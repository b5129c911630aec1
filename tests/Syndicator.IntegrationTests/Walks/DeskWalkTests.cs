using System.Text.Json;

namespace Syndicator.IntegrationTests.Walks;

/// <summary>The desk in a real browser.</summary>
public sealed class DeskWalkTests
{
    /// <summary>Whom links lead to from the front page, whatever the store holds.</summary>
    private static readonly string[] s_pages =
    [
        "/",
        "/nominations",
        "/nominations/new",
        "/nominations/export",
        "/nominations/mentions",
        "/posts",
        "/posts/list",
        "/posts/edits",
        "/calls",
        "/issues",
        "/accounts",
        "/numbers",
        "/activity",
    ];

    /// <summary>Beside them, where there is something.</summary>
    private static readonly string[] s_ofOne = ["/nominations/{id}", "/posts/{id}", "/calls/{id}", "/issues/{id}", "/sessions"];

    [Fact]
    public async Task Every_page_of_a_full_store_is_without_fault()
    {
        var lines = await DeskWalk.AboutAsync("full");
        Troubles(lines).ShouldBeEmpty();
        s_pages.Concat(s_ofOne).ShouldBeSubsetOf(Answering(lines, 200));
        Answering(lines, 404).ShouldBe(["/nowhere"]);
    }

    [Fact]
    public async Task Every_page_of_an_empty_store_is_without_fault()
    {
        var lines = await DeskWalk.AboutAsync("empty");
        Troubles(lines).ShouldBeEmpty();
        s_pages.ShouldBeSubsetOf(Answering(lines, 200));
        lines.Count.ShouldBe(Answering(lines, 200).Count);
    }

    [Fact]
    public async Task The_page_for_signing_in_is_without_fault()
    {
        var lines = await DeskWalk.AboutAsync("signed out");
        Troubles(lines).ShouldBeEmpty();
        Answering(lines, 200).ShouldContain("/sign-in");
    }

    [Theory]
    [InlineData("accept", "tidelog-sample is accepted.", "Taken back: accepted.")]
    [InlineData("choose", "tidelog-sample is chosen.", "Taken back: chosen.")]
    [InlineData("reject", "kelp-sample is rejected.", "Taken back: rejected.")]
    [InlineData("merge", "tidelog-sample has the posts of 1 other now.", "Taken back: took in.")]
    [InlineData("enter by hand", "eddy is nominated.", "Taken back: nominated.")]
    [InlineData("stop a post", "Announcement on x is stopped.", "waits until somebody releases it.")]
    [InlineData("pause an account", "bluesky is paused.", "bluesky goes on.")]
    [InlineData("hold a call", "Ferrite Days is held.", "Ferrite Days is as it was.")]
    [InlineData("look for issues", "The source was read again: 3 files.", "")]
    public async Task An_act_and_its_undoing_need_no_script_and_no_mouse(string act, string said, string undone)
    {
        var lines = (await DeskWalk.AboutAsync("acts")).Where(line => line.Text("act") == act).ToList();
        lines.Select(line => line.Text("by")).ShouldBe(["mouse", "mouse without a script", "keys"]);
        lines.ShouldAllBe(line =>
            line.Text("said").StartsWith(said, StringComparison.Ordinal) && line.Text("undone").Contains(undone, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task No_act_makes_the_browser_complain() =>
        (await DeskWalk.AboutAsync("acts"))
            .Where(line => line.Text("act") == "complaints")
            .Select(line => line.Text("said"))
            .ShouldBe(["", "", ""]);

    [Fact]
    public async Task Of_two_editors_the_slower_one_is_told_who_was_faster_and_changes_nothing()
    {
        var line = await EditorsAsync("two");
        line.Text("saw").ShouldStartWith("ann was faster (accepted");
        line.Text("role").ShouldBe("alert");
        line.Text("state").ShouldBe("Accepted by ann");
    }

    [Fact]
    public async Task Who_acts_in_an_ended_session_is_told_that_it_was_not_done()
    {
        var line = await EditorsAsync("ended");
        line.Text("path").ShouldBe("/sign-in");
        line.Text("saw").ShouldContain("Your session had ended, and what you sent was not taken.");
        line.Text("state").ShouldBe("Open");
    }

    [Fact]
    public async Task A_forged_form_changes_nothing_and_says_so()
    {
        var line = await EditorsAsync("forged");
        line.Text("saw").ShouldContain("Nothing was changed.");
        line.Text("state").ShouldBe("Open");
    }

    [Fact]
    public async Task A_viewer_sees_no_button_and_one_of_their_own_making_does_nothing()
    {
        var line = await EditorsAsync("viewer");
        line.Text("buttons").ShouldBe("0");
        line.Text("footer").ShouldContain("You are signed in as a viewer");
        line.Text("saw").ShouldContain("You may look at everything here and decide nothing.");
        line.Text("state").ShouldBe("Open");
    }

    [Fact]
    public async Task Going_back_after_signing_out_shows_nothing() => (await EditorsAsync("signed out")).Text("path").ShouldBe("/sign-in");

    [Theory]
    [InlineData("foreign name", 421, "answers only to the names localhost, 127.0.0.1 and [::1]")]
    [InlineData("proxy", 403, "This request came through a proxy.")]
    public async Task An_open_desk_says_to_strangers_why_it_shows_nothing(string walk, int status, string saw)
    {
        var line = await EditorsAsync(walk);
        line.GetProperty("status").GetInt32().ShouldBe(status);
        line.Text("saw").ShouldContain(saw);
    }

    private static async Task<JsonElement> EditorsAsync(string walk) =>
        (await DeskWalk.AboutAsync("editors")).Single(line => line.Text("walk") == walk);

    private static IReadOnlyList<string> Troubles(IEnumerable<JsonElement> lines) =>
        [.. lines.SelectMany(line => line.GetProperty("troubles").EnumerateArray().Select(trouble => $"{line.Text("at")}: {trouble}"))];

    private static IReadOnlyList<string> Answering(IEnumerable<JsonElement> lines, int status) =>
        [.. lines.Where(line => line.GetProperty("status").GetInt32() == status).Select(line => line.Text("page"))];
}
