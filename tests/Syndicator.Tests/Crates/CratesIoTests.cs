using Syndicator.Crates;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.CratesIo;
using Syndicator.Networks.Wire;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Crates;

public sealed class CratesIoTests : IAsyncDisposable
{
    private const string Contact = "https://newsletter.example";

    private readonly TestClock _clock = new();
    private readonly WireClient _wire = new();
    private readonly FakeCratesIo _server;

    public CratesIoTests() => _server = new FakeCratesIo(_clock) { IsStrict = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_crate_is_told_with_its_owners_under_the_name_they_gave_it()
    {
        using var crates = await OpenAsync();
        _server.Publish("serde_json", "  A JSON crate\n", "1.0.140", "dtolnay", "github:serde-rs:publish");

        var facts = (await GetAsync(crates, "Serde-JSON")).ShouldBeOfType<CrateAnswer.Known>().Facts;

        (facts.Name, facts.Description, facts.NewestVersion).ShouldBe(("serde_json", "A JSON crate", "1.0.140"));
        (facts.Homepage, facts.Repository, facts.DownloadCount).ShouldBe((null, "https://git.example/serde_json", 123_456_789_012));
        facts.Owners.ShouldBe([new CrateOwner("dtolnay", "The First", false), new CrateOwner("github:serde-rs:publish", null, true)]);
        facts.CreatedAt!.Value.Year.ShouldBe(2024);
        var kept = CrateFacts.FromJson(facts.ToJson()).ShouldNotBeNull();
        (kept with { Owners = facts.Owners }).ShouldBe(facts);
        kept.Owners.ShouldBe(facts.Owners);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_unknown_and_one_that_cannot_be_is_not_asked_for()
    {
        using var crates = await OpenAsync();
        (await GetAsync(crates, "no_such_crate")).ShouldBeOfType<CrateAnswer.Unknown>();
        var asked = _server.Seen.Count;

        foreach (
            var name in (string[])
                ["", "../../etc", "a/b", "a?b", "1st", "-a", "_a", "é", "a b", "a%2e", "a.b", "a\r\nX: y", new string('a', 65)]
        )
        {
            (await crates.GetAsync(name, Cancellation)).ShouldBeOfType<CrateAnswer.Unknown>(name);
        }

        _server.Seen.Count.ShouldBe(asked);
        CrateName.IsPossible(new string('a', 64)).ShouldBeTrue();
    }

    [Fact]
    public async Task Requests_are_a_second_apart_however_many_ask()
    {
        using var crates = await OpenAsync();
        _server.Publish("jiff");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => GetAsync(crates, "jiff")));

        answers.ShouldAllBe(answer => answer is CrateAnswer.Known);
        _server.Seen.Count.ShouldBe(8);
        _server.Seen.ShouldAllBe(request => request.Headers["User-Agent"].Contains($"(+{Contact})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_waits_for_a_turn_can_stop_waiting()
    {
        using var crates = await OpenAsync();
        _server.Publish("jiff");
        await GetAsync(crates, "jiff");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var waiting = crates.GetAsync("jiff", stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        _server.Seen.Count.ShouldBe(2);
        (await GetAsync(crates, "jiff")).ShouldBeOfType<CrateAnswer.Known>();
    }

    [Fact]
    public async Task Too_many_requests_are_obeyed_by_everybody_who_asks()
    {
        using var crates = await OpenAsync();
        _server.Publish("jiff");
        _server.Plan(new Fault(FaultKind.Status, Status: 429, Headers: new Dictionary<string, string> { ["Retry-After"] = "90" }));

        var until = (await GetAsync(crates, "jiff")).ShouldBeOfType<CrateAnswer.NotAnswered>().Until;
        var other = (await GetAsync(crates, "other")).ShouldBeOfType<CrateAnswer.NotAnswered>().Until;

        (other, _server.Seen.Count).ShouldBe((until, 1));
        _clock.Advance(TimeSpan.FromSeconds(90));
        (await GetAsync(crates, "jiff")).ShouldBeOfType<CrateAnswer.Known>();
    }

    [Theory]
    [InlineData(FaultKind.Status, 500, "{\"errors\":[{\"detail\":\"x\"}]}")]
    [InlineData(FaultKind.Status, 403, "{\"errors\":[{\"detail\":\"x\"}]}")]
    [InlineData(FaultKind.Status, 404, "<html></html>")]
    [InlineData(FaultKind.Status, 404, "{}")]
    [InlineData(FaultKind.Status, 301, "")]
    [InlineData(FaultKind.Status, 200, "<html></html>")]
    [InlineData(FaultKind.Status, 200, "{\"crate\":7}")]
    [InlineData(FaultKind.Status, 200, "{\"crate\":{\"name\":\"serde\"}}")]
    [InlineData(FaultKind.Truncate, 200, "{\"crate\":")]
    [InlineData(FaultKind.Huge, 200, "")]
    [InlineData(FaultKind.Drop, 0, "")]
    public async Task What_is_not_answered_is_never_unknown(FaultKind kind, int status, string body)
    {
        using var crates = await OpenAsync();
        _server.Publish("jiff");
        _server.Plan(new Fault(kind, Path: "/api/v1/crates/jiff", Status: status, Body: body, Times: 2));

        (await GetAsync(crates, "jiff")).ShouldBeOfType<CrateAnswer.NotAnswered>().Reason.ShouldEndWith(".");

        _server.Recover();
        (await GetAsync(crates, "jiff")).ShouldBeOfType<CrateAnswer.Known>();
    }

    [Fact]
    public async Task Without_its_owners_a_crate_is_not_told()
    {
        using var crates = await OpenAsync();
        _server.Publish("jiff");
        _server.Plan(new Fault(FaultKind.Status, Path: "/api/v1/crates/jiff/owners", Status: 502, Body: "<html></html>"));

        (await GetAsync(crates, "jiff")).ShouldBeOfType<CrateAnswer.NotAnswered>();
    }

    [Fact]
    public async Task A_crate_with_more_versions_than_are_read_is_known_all_the_same()
    {
        using var crates = await OpenAsync();
        _server.Publish("web-sys", version: "0.3.77");
        _server.VersionsLength = 5_000_000;

        var facts = (await GetAsync(crates, "web_sys")).ShouldBeOfType<CrateAnswer.Known>().Facts;

        (facts.Name, facts.NewestVersion).ShouldBe(("web-sys", "0.3.77"));
    }

    private async Task<CratesIo> OpenAsync()
    {
        await _server.StartAsync();
        return new CratesIo(_wire, _clock, Contact, _server.Address);
    }

    /// <summary>The clock goes on by seconds while something waits for it.</summary>
    private async Task<CrateAnswer> GetAsync(CratesIo crates, string name)
    {
        var asking = crates.GetAsync(name, Cancellation);
        while (!asking.IsCompleted)
        {
            await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation));
            if (!asking.IsCompleted && _server.UnderWay.Count == 0)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(250));
            }
        }

        return await asking;
    }
}
