using System.Text.RegularExpressions;
using Syndicator.App.Commands;
using Syndicator.Networks;

namespace Syndicator.Tests.Secrets;

/// <summary>A person with a browser: answers questions by how they begin, opens the pages that are shown, and the browser really comes back.</summary>
internal sealed partial class ScriptedOperator(params (string Question, string Answer)[] answers) : IOperator
{
    private readonly List<string> _told = [];
    private Task _browsing = Task.CompletedTask;
    private string _code = "";

    /// <summary>What the person does with the address that the network's page leads to; null: goes there.</summary>
    public Func<Uri, Task<IReadOnlyList<Uri>>>? Detour { get; init; }

    /// <summary>Questions whose answers are not shown.</summary>
    public List<string> Hidden { get; } = [];

    public IReadOnlyList<string> Told => _told;

    /// <summary>What the program showed in the browser, with the status.</summary>
    public List<string> Pages { get; } = [];

    public void Tell(string line)
    {
        _told.Add(line);
        if (Uri.TryCreate(line, UriKind.Absolute, out var page) && page.AbsolutePath.EndsWith("/authorize", StringComparison.Ordinal))
        {
            _browsing = BrowseAsync(page);
        }
    }

    public async Task<string> AskAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        if (isSecret)
        {
            Hidden.Add(question);
        }

        await _browsing;
        return question == "Code"
            ? _code
            : answers.FirstOrDefault(each => question.StartsWith(each.Question, StringComparison.Ordinal)).Answer ?? "";
    }

    public async Task<IBrowserReturn?> ExpectBrowserAsync(int port, CancellationToken cancellationToken) =>
        await LoopbackReturn.ListenAsync(0, this, cancellationToken);

    private async Task BrowseAsync(Uri page)
    {
        var (location, body) = await GetAsync(page);
        _code = Code().Match(body).Value;
        foreach (
            var next in location is null ? []
            : Detour is null ? [location]
            : await Detour(location)
        )
        {
            Pages.Add((await GetAsync(next)).Body);
        }
    }

    private static async Task<(Uri? Location, string Body)> GetAsync(Uri address)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.Headers.Location, $"{(int)response.StatusCode} {body}");
    }

    [GeneratedRegex("code-[0-9]+")]
    private static partial Regex Code();
}
