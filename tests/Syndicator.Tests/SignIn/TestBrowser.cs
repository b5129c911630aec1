using System.Net;
using System.Text.RegularExpressions;

namespace Syndicator.Tests.SignIn;

/// <summary>What came back: a status, a page, and where it leads.</summary>
internal sealed record Seen(HttpStatusCode Status, string Html, Uri Address, string? Location, HttpResponseMessage Response)
{
    public string Path => Address.PathAndQuery;
}

/// <summary>A browser as far as signing in needs one: it keeps cookies, sends the forms it sees, and follows only where it is told to.</summary>
internal sealed partial class TestBrowser(Uri start) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>By host name, as a browser keeps them.</summary>
    private readonly Dictionary<string, Dictionary<string, string>> _cookies = [];

    /// <summary>Set-Cookie, as the last answers had it.</summary>
    public List<string> SetCookies { get; } = [];

    public Dictionary<string, string> Cookies => CookiesOf(start);

    /// <summary>Sent with every request.</summary>
    public Dictionary<string, string> Headers { get; } = new() { ["Accept"] = "text/html" };

    public Seen? Last { get; private set; }

    public Task<Seen> GetAsync(string path) => SendAsync(HttpMethod.Get, new Uri(Last?.Address ?? start, path), null);

    /// <summary>The address, without the path, of the page before.</summary>
    public Task<Seen> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, new Uri(Last?.Address ?? start, path), fields);

    /// <summary>Sends the form with this action of the page that is seen, with its hidden fields.</summary>
    public Task<Seen> SubmitAsync(string action, params (string Name, string Value)[] fields)
    {
        var form = Form().Matches(Last!.Html).SingleOrDefault(match => WebUtility.HtmlDecode(match.Groups["action"].Value) == action);
        form.ShouldNotBeNull($"no form {action} on {Last.Path}: {Last.Html}");
        var hidden = Hidden()
            .Matches(form.Value)
            .Select(match => (match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)));
        return PostAsync(action, [.. hidden, .. fields]);
    }

    /// <summary>Sends the only form of a page that somebody else has made.</summary>
    public Task<Seen> SubmitOnlyAsync(params (string Name, string Value)[] fields) =>
        SubmitAsync(WebUtility.HtmlDecode(Form().Matches(Last!.Html).ShouldHaveSingleItem(Last.Html).Groups["action"].Value), fields);

    /// <summary>Sends what a button of another page would, with the token of the one that is seen.</summary>
    public Task<Seen> ActAsync(string path) => PostAsync(path, ("token", TokenOf(Last!.Html)));

    /// <summary>What a page's forms are sent with.</summary>
    public static string TokenOf(string html)
    {
        var token = Token().Match(html);
        token.Success.ShouldBeTrue(html);
        return token.Groups["value"].Value;
    }

    /// <summary>Follows redirects, those of pages included, as far as they lead.</summary>
    public async Task<Seen> FollowAsync(int most = 10)
    {
        while (most-- > 0 && Next() is { } next)
        {
            await SendAsync(HttpMethod.Get, new Uri(Last!.Address, next), null);
        }

        return Last!;
    }

    public async Task<Seen> SignInAsync(string name, string password = SignInServer.Password)
    {
        await GetAsync("/sign-in");
        return await SubmitAsync("/sign-in", ("name", name), ("password", password));
    }

    public void Dispose() => _http.Dispose();

    private string? Next() =>
        Last!.Location ?? (Refresh().Match(Last.Html) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups["url"].Value) : null);

    private async Task<Seen> SendAsync(HttpMethod method, Uri address, (string Name, string Value)[]? fields)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (CookiesOf(address) is { Count: > 0 } cookies)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (fields is not null)
        {
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        }

        var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Keep(address, response);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Last = new Seen(response.StatusCode, html, address, response.Headers.Location?.OriginalString, response);
    }

    private void Keep(Uri address, HttpResponseMessage response)
    {
        SetCookies.Clear();
        if (!response.Headers.TryGetValues("Set-Cookie", out var lines))
        {
            return;
        }

        foreach (var line in lines)
        {
            SetCookies.Add(line);
            var pair = line.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0)
            {
                CookiesOf(address).Remove(pair[0]);
            }
            else
            {
                CookiesOf(address)[pair[0]] = pair[1];
            }
        }
    }

    private Dictionary<string, string> CookiesOf(Uri address) =>
        _cookies.TryGetValue(address.Authority, out var cookies) ? cookies : _cookies[address.Authority] = [];

    [GeneratedRegex("<form[^>]*action=\"(?<action>[^\"]*)\"[^>]*>.*?</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"token\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Token();

    [GeneratedRegex("<meta http-equiv=\"refresh\" content=\"0; url=(?<url>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Refresh();
}
