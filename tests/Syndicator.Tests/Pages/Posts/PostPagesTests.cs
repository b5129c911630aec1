using System.Net;
using AngleSharp.Dom;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Publishing.Edits;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.SignIn;

namespace Syndicator.Tests.Pages.Posts;

public class PostPagesTests
{
    private static readonly TimeSpan s_hold = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Without_any_post_the_page_says_where_posts_come_from()
    {
        await using var desk = await DeskWithStore.StartAsync();
        var page = await desk.PageAsync("/posts");
        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("No post yet");
        page.QuerySelectorAll(".day").Length.ShouldBe(7);
        (await desk.PageAsync("/posts/list")).QuerySelector(".empty h2")!.TextContent.ShouldBe("No post yet");
        (await desk.PageAsync("/posts/edits")).QuerySelector(".empty")!.TextContent.ShouldContain("Nothing is proposed");
    }

    [Fact]
    public async Task The_week_shows_each_post_on_its_day_and_the_week_after_does_not()
    {
        await using var desk = await StartAsync("lead", "crate");
        var week = await desk.PageAsync("/posts");
        var today = week.QuerySelector(".day.today")!;
        today.QuerySelector("h3")!.TextContent.ShouldBe("Wed 29 Jul, today");
        today.QuerySelectorAll(".slot time").Select(time => time.TextContent).ShouldBe(["12:15", "12:15"]);
        today.QuerySelector(".first-words")!.TextContent.ShouldStartWith("What there is to say about lead");
        week.QuerySelectorAll(".slot").ShouldHaveSingleItem().QuerySelector("details summary")!.TextContent.ShouldStartWith("1 more");
        (await desk.PageAsync(week.QuerySelector("a[data-key=n]")!.GetAttribute("href")!)).QuerySelectorAll(".slot").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_of_another_zone_begins_by_its_clocks_and_says_when_they_are_changed()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland");
        await using var desk = await StartAsync(Samples.Publication("alpha") with { Hold = s_hold, Zone = zone }, "lead");
        (await desk.PageAsync("/posts")).QuerySelector(".day.today h3")!.TextContent.ShouldBe("Thu 30 Jul, today");
        var changed = await desk.PageAsync("/posts?week=2026-09-27");
        changed.QuerySelectorAll(".day").Single(day => day.QuerySelector(".detail") is not null).TextContent.ShouldContain("Sun 27 Sep");
    }

    [Fact]
    public async Task One_click_releases_and_one_click_takes_it_back()
    {
        await using var desk = await StartAsync("lead");
        var page = await desk.PageAsync("/posts/list");
        var released = await desk.PressAsync(page, "button[data-key=a]");
        DeskWithStore.Said(released).ShouldBe("Announcement on alpha goes out at the next delivery.");
        (await PostAsync(desk, "lead")).State.ShouldBeOfType<DeliveryState.Due>();
        await desk.PressAsync(released, "#said button");
        (await PostAsync(desk, "lead")).State.ShouldBe(DeliveryState.Held.For(HeldReason.Approval));
    }

    [Fact]
    public async Task Who_was_slower_is_told_who_was_faster_and_changes_nothing()
    {
        await using var desk = await StartAsync("lead");
        var page = await desk.PageAsync("/posts/list");
        await desk.Syndication.Change.StopAsync((await PostAsync(desk, "lead")).Id, "cli:eve", Cancellation);
        var late = await desk.PressAsync(page, "button[data-key=a]");
        DeskWithStore.Said(late).ShouldStartWith("eve was faster (stopped, ");
        (await PostAsync(desk, "lead")).State.ShouldBeOfType<DeliveryState.Cancelled>();
    }

    [Fact]
    public async Task A_thread_is_stopped_at_once_and_taken_back_at_once()
    {
        await using var desk = await StartAsync("lead", "crate", "quote");
        var page = await desk.PageAsync("/posts/list");
        var ticks = page.QuerySelectorAll("input[name=pick]").Select(box => ("pick", box.GetAttribute("value")!)).ToArray();
        var stopped = await desk.PressAsync(page, "#acts button[formaction='/posts/stop']", ticks);
        (await StatesAsync(desk)).ShouldBe("cancelled cancelled cancelled", DeskWithStore.Said(stopped));
        await desk.PressAsync(stopped, "#said button");
        (await StatesAsync(desk)).ShouldBe("held held held");
        DeskWithStore.Said(await desk.PressAsync(page, "#acts button[formaction='/posts/stop']")).ShouldContain("tick");
    }

    [Fact]
    public async Task A_thread_that_waits_for_an_editor_is_released_by_one_click_and_taken_back_by_another()
    {
        var account = Samples.Account("alpha") with { Approval = Approval.Required };
        await using var desk = await StartAsync(Samples.Publication() with { Accounts = [account] }, "lead", "crate", "quote", "events");
        var page = await desk.PageAsync("/posts");
        page.QuerySelector("#undecided")!.TextContent.ShouldBe("4 posts wait for an editor");
        var released = await desk.PressAsync(page, "button[data-key=a]");
        DeskWithStore.Said(released).ShouldBe("4 posts: each goes out at the next delivery.");
        (await StatesAsync(desk)).ShouldBe("due due due due");
        await desk.PressAsync(released, "#said button");
        (await StatesAsync(desk)).ShouldBe("held held held held");
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged()
    {
        await using var desk = await StartAsync("lead", "crate");
        (await NamesAsync(desk, "/posts/list?part=crate")).ShouldBe(["Crate of the week"]);
        (await NamesAsync(desk, "/posts/list?search=about+LEAD")).ShouldBe(["Announcement"]);
        (await NamesAsync(desk, "/posts/list?state=failed")).ShouldBeEmpty();
        (await NamesAsync(desk, "/posts/list?issue=issue-7&account=alpha&state=held")).Count.ShouldBe(2);
        (await NamesAsync(desk, "/posts/list?skip=1")).ShouldBe(["Crate of the week"]);
        (await NamesAsync(desk, "/posts/list?account=nobody")).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_post_shows_what_it_says_how_long_what_for_and_where_it_comes_from()
    {
        await using var desk = await StartAsync("lead", "crate");
        var page = await PageOfAsync(desk, "crate");
        page.QuerySelector(".post .text")!.TextContent.ShouldStartWith("What there is to say about crate");
        page.QuerySelector(".post .facts")!
            .TextContent.ShouldSatisfyAllConditions(
                facts => facts.ShouldContain("61 of 300"),
                facts => facts.ShouldContain("about US$ 0.015")
            );
        page.QuerySelector(".sources li")!.TextContent.ShouldContain("line 12");
        page.QuerySelectorAll(".thread li")
            .Select(post => post.QuerySelector("a, strong")!.TextContent)
            .ShouldBe(["Announcement", "Crate of the week"]);
        page.QuerySelector(".history li")!.TextContent.ShouldContain("eve: held: announced");
    }

    [Fact]
    public async Task An_image_is_shown_as_configured_and_no_other_file_is()
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-images-");
        string[] files = [Path.Combine(folder.FullName, "banner.png"), Path.Combine(folder.FullName, "other.png")];
        foreach (var file in files)
        {
            await File.WriteAllBytesAsync(file, [0x89, 0x50, 0x4E, 0x47], Cancellation);
        }

        await using var desk = await DeskWithStore.StartAsync(
            Samples.Publication("alpha") with
            {
                Images = [new ConfiguredImage("lead", files[0], "A crab")],
            }
        );
        var lead = Samples.Post("lead");
        var content = lead.Content with { Images = [new PostImage(files[0], "A crab"), new PostImage(files[1], "Not ours")] };
        await AnnounceAsync(desk, new PostThread("alpha", [lead with { Content = content }]));
        var images = (await PageOfAsync(desk, "lead")).QuerySelectorAll(".post img");
        images[0].GetAttribute("alt").ShouldBe("A crab");
        (await StatusAsync(desk, images[0])).ShouldBe((HttpStatusCode.OK, "image/png"));
        (await StatusAsync(desk, images[1])).Item1.ShouldBe(HttpStatusCode.NotFound);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Words_are_tried_out_without_saving_and_then_saved()
    {
        await using var desk = await StartAsync("lead");
        var page = await PageOfAsync(desk, "lead");
        using var answer = await desk.SendAsync(page, "button[formaction*='/preview']", ("text", "Other words\r\nhttps://gazette.org/"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var preview = await DeskWithStore.ReadAsync(answer);
        preview.QuerySelector("#draft ~ .post .text")!.TextContent.ShouldBe("Other words\nhttps://gazette.org/");
        preview.QuerySelector("#draft ~ .post .text a")!.GetAttribute("href").ShouldBe("https://gazette.org/");
        preview.QuerySelector("#draft ~ .post .facts")!.TextContent.ShouldContain("32 of ");
        (await PostAsync(desk, "lead")).Content.Text.ShouldStartWith("What there is");

        var saved = await desk.PressAsync(preview, "form.fields button.main", ("text", "Other words"));
        DeskWithStore.Said(saved).ShouldBe("Announcement on alpha says that now.");
        (await PostAsync(desk, "lead")).Content.Text.ShouldBe("Other words");
    }

    [Fact]
    public async Task Words_that_do_not_fit_come_back_with_what_is_wrong()
    {
        await using var desk = await StartAsync("lead");
        var page = await PageOfAsync(desk, "lead");
        var text = new string('x', 9000);
        using var answer = await desk.SendAsync(page, "form.fields button.main", ("text", text));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var again = await DeskWithStore.ReadAsync(answer);
        again.QuerySelector("#text")!.TextContent.ShouldBe(text);
        again.QuerySelector("[role=alert]")!.TextContent.ShouldContain("too long: 9000 of ");
        (await PostAsync(desk, "lead")).Content.Text.ShouldStartWith("What there is");
    }

    [Theory]
    [InlineData("2026-08-03T09:00", "2026-08-03T13:00:00Z", "goes out Mon 3 Aug 2026, 09:00 (America/New_York, UTC−04:00)")]
    [InlineData("2026-12-03T09:00", "2026-12-03T14:00:00Z", "UTC−05:00, by the clocks of that day")]
    [InlineData("2027-03-14T02:30", null, "does not come in America/New_York")]
    [InlineData("soon", null, "choose a day and a time")]
    [InlineData("2025-12-03T09:00", null, "That time is past.")]
    public async Task A_post_is_planned_for_a_time_by_the_clocks_of_the_zone(string at, string? instant, string said)
    {
        await using var desk = await StartInNewYorkAsync();
        var page = await desk.PressAsync(await PageOfAsync(desk, "lead"), "form.inline button", ("at", at));
        DeskWithStore.Said(page).ShouldContain(said);
        (await PostAsync(desk, "lead")).At!.Value.ShouldBe(
            instant is null ? desk.Clock.GetUtcNow() + s_hold : DateTimeOffset.Parse(instant, null)
        );
        if (instant is not null)
        {
            await desk.PressAsync(page, "#said button");
            (await PostAsync(desk, "lead")).At.ShouldBe(desk.Clock.GetUtcNow() + s_hold);
        }
    }

    [Fact]
    public async Task A_time_that_comes_twice_is_asked_for()
    {
        await using var desk = await StartInNewYorkAsync();
        using var answer = await desk.SendAsync(await PageOfAsync(desk, "lead"), "form.inline button", ("at", "2026-11-01T01:30"));
        var page = await DeskWithStore.ReadAsync(answer);
        var second = page.QuerySelectorAll("[aria-labelledby=which] button")[1];
        second.TextContent.ShouldBe("The second: 01:30, America/New_York, UTC−05:00");
        second.SetAttribute("data-test", "second");
        await desk.PressAsync(page, "[data-test=second]");
        (await PostAsync(desk, "lead")).At.ShouldBe(new DateTimeOffset(2026, 11, 1, 6, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_the_network_may_have_is_sent_anew_only_by_who_has_looked()
    {
        await using var desk = await StartAsync("lead");
        var post = await PostAsync(desk, "lead");
        await desk.Syndication.Database.WriteAsync(
            transaction =>
                DeliveryTable.WriteAsync(
                    transaction,
                    post,
                    post with
                    {
                        State = DeliveryState.Held.For(HeldReason.Unsettled).Doubt(desk.Clock.GetUtcNow()),
                    },
                    desk.Clock.GetUtcNow(),
                    "worker",
                    "nobody can tell"
                ),
            Cancellation
        );
        var page = await PageOfAsync(desk, "lead");
        page.QuerySelector("button.danger")!.Closest("form")!.TextContent.ShouldContain("it stands there twice");
        page.QuerySelectorAll("#text").ShouldBeEmpty("the words are how a network finds it");
        DeskWithStore.Said(await desk.PressAsync(page, "button.danger")).ShouldContain("look at the account first");
        (await StatesAsync(desk)).ShouldBe("held");
        await desk.PressAsync(page, "button.danger", ("looked", "yes"));
        (await StatesAsync(desk)).ShouldBe("cancelled due");
    }

    [Fact]
    public async Task A_proposed_edit_is_decided_by_a_button_and_not_twice()
    {
        await using var desk = await StartAsync("lead");
        await desk.Syndication.Change.ReleaseAsync((await PostAsync(desk, "lead")).Id, "cli:eve", Cancellation);
        await desk.Syndication.Deliver.RunAsync(desk.Publication, Cancellation);
        await ProposeAsync(desk);
        var edits = await desk.PageAsync("/posts/edits");
        edits.QuerySelector("ins")!.TextContent.ShouldContain("Better");
        var decided = await desk.PressAsync(edits, "button[data-key=d]");
        DeskWithStore.Said(decided).ShouldBe("The change of Announcement on alpha is dismissed.");
        decided.QuerySelector(".empty").ShouldNotBeNull();
        DeskWithStore.Said(await desk.PressAsync(edits, "button[data-key=d]")).ShouldStartWith("Nothing was done. It was dismissed by");
        (await desk.PageAsync("/posts/edits?all=yes")).QuerySelector(".edits .state")!.TextContent.ShouldStartWith("Dismissed by");
        var reopened = await desk.PressAsync(decided, "#said button");
        DeskWithStore.Said(reopened).ShouldBe("The change of Announcement on alpha is proposed again.");
        reopened.QuerySelector("ins")!.TextContent.ShouldContain("Better");
        DeskWithStore
            .Said(await desk.PressAsync(decided, "#said button"))
            .ShouldBe("Nothing was done. It is open; only dismissed edits are proposed again.");
    }

    [Fact]
    public async Task A_viewer_sees_everything_and_decides_nothing()
    {
        await using var desk = await DeskWithStore.StartAsync(Samples.Publication("alpha") with { Hold = s_hold }, hasSignIn: true);
        await AnnounceAsync(desk, Samples.Thread("alpha", "lead", "crate"));
        var post = await PostAsync(desk, "lead");
        using var vic = new TestBrowser(desk.Address);
        await vic.SignInAsync("vic");
        foreach (var path in new[] { "/posts", "/posts/list", $"/posts/{post.Id}", "/posts/edits", "/issues", "/issues/issue-7" })
        {
            var html = (await vic.GetAsync(path)).Html;
            html.ShouldContain("You are signed in as a viewer");
            html.ShouldNotContain("formaction");
            html.Split("method=\"post\"").Length.ShouldBe(2, "there is the form that signs out, and no other");
        }

        (await vic.ActAsync($"/posts/{post.Id}/release?version={post.Version}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(desk, "lead")).Version.ShouldBe(post.Version);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("\u202Eelbisrever\u2066")]
    public async Task Hostile_words_are_shown_as_words(string words)
    {
        await using var desk = await DeskWithStore.StartAsync();
        var sample = Samples.Post("lead");
        var hostile = sample with
        {
            Content = sample.Content with { Text = words, Entities = [], Card = new LinkCard("javascript:alert(1)", words, words) },
            Sources = [new PostSource(1, words)],
        };
        await AnnounceAsync(desk, new PostThread("alpha", [hostile, hostile with { Part = "crate" }]));
        var post = (await desk.Syndication.Deliveries.ListAsync("gazette", cancellationToken: Cancellation))[0];
        foreach (var path in new[] { "/posts", "/posts/list", $"/posts/{post.Id}" })
        {
            var page = await desk.PageAsync(path);
            page.Scripts.Length.ShouldBe(1);
            page.Images.Length.ShouldBe(0);
            page.Links.ShouldAllBe(link => !link.GetAttribute("href")!.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
            page.QuerySelectorAll("[id]").Select(element => element.Id).ShouldBeUnique();
        }
    }

    [Fact]
    public async Task Nonsense_in_an_address_finds_nothing_and_breaks_nothing()
    {
        await using var desk = await StartAsync("lead");
        await desk.PageAsync("/posts/01a1f188-db3c-7a98-b501-c7ae44e83cc8", HttpStatusCode.NotFound);
        await desk.PageAsync("/posts/none", HttpStatusCode.NotFound);
        await desk.PageAsync("/posts?week=0001-01-01");
        await desk.PageAsync("/posts?week=9999-12-31");
        await desk.PageAsync("/posts/list?skip=99999999999999&state=x&part=%00&issue=%27&account=%25&search=%00%27");
        await desk.PageAsync("/posts?newsletter=none", HttpStatusCode.NotFound);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<DeskWithStore> StartInNewYorkAsync() =>
        StartAsync(
            Samples.Publication("alpha") with
            {
                Hold = s_hold,
                Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
            },
            "lead"
        );

    private static Task<DeskWithStore> StartAsync(params string[] parts) =>
        StartAsync(Samples.Publication("alpha") with { Hold = s_hold }, parts);

    private static async Task<DeskWithStore> StartAsync(Publication publication, params string[] parts)
    {
        var desk = await DeskWithStore.StartAsync(publication);
        await AnnounceAsync(desk, Samples.Thread("alpha", parts));
        return desk;
    }

    private static Task<Enqueued> AnnounceAsync(DeskWithStore desk, PostThread thread) =>
        desk.Syndication.Announce.RunAsync(desk.Publication, Samples.Issue(7), Samples.Text, [thread], "cli:eve", null, Cancellation);

    private static Task<CarriedChange> ProposeAsync(DeskWithStore desk)
    {
        var before = Samples.Thread("alpha", "lead");
        var better = before.Posts[0] with { Content = before.Posts[0].Content with { Text = "Better words" } };
        return new ProposeEdits(desk.Syndication.Database, desk.Clock).RunAsync(
            desk.Publication,
            "issue-7",
            Samples.Text,
            "Title: The Gazette 7\n\nBetter.\n",
            [before],
            [before with { Posts = [better] }],
            Cancellation
        );
    }

    private static async Task<(HttpStatusCode, string?)> StatusAsync(DeskWithStore desk, IElement image)
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        using var answer = await client.GetAsync(new Uri(desk.Address, image.GetAttribute("src")), Cancellation);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<IDocument> PageOfAsync(DeskWithStore desk, string part) =>
        await desk.PageAsync($"/posts/{(await PostAsync(desk, part)).Id}");

    private static async Task<IReadOnlyList<string>> NamesAsync(DeskWithStore desk, string path) =>
        [.. (await desk.PageAsync(path)).QuerySelectorAll(".items h2").Select(heading => heading.TextContent)];

    private static async Task<Delivery> PostAsync(DeskWithStore desk, string part) =>
        (await desk.Syndication.Deliveries.ShowAsync($"gazette/issue-7/alpha/{part}/g1", Cancellation))!.Value.Delivery;

    private static async Task<string> StatesAsync(DeskWithStore desk) =>
        string.Join(
            ' ',
            (await desk.Syndication.Deliveries.ListAsync("gazette", cancellationToken: Cancellation))
                .Select(post => post.State.Name)
                .Order(StringComparer.Ordinal)
        );
}
