namespace Syndicator.IntegrationTests.Accounts;

/// <summary>A browser that goes where it is sent.</summary>
internal static class Browser
{
    private const int MostRedirects = 5;

    /// <returns>Where it ends up, and what is there; status 0 where nobody answers.</returns>
    public static async Task<(Uri Address, int Status, string Body)> OpenAsync(string address)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var browser = new HttpMessageInvoker(handler);
        var next = new Uri(address);
        try
        {
            for (var redirect = 0; redirect < MostRedirects; redirect++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, next);
                using var response = await browser.SendAsync(request, TestContext.Current.CancellationToken);
                if (response.Headers.Location is not { } location)
                {
                    return (
                        next,
                        (int)response.StatusCode,
                        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
                    );
                }

                next = new Uri(next, location);
            }
        }
        catch (HttpRequestException)
        {
            return (next, 0, "");
        }

        throw new InvalidOperationException($"{address} leads nowhere");
    }

    /// <summary>Whether a line is the page that a person is to open.</summary>
    public static bool IsPage(string line) =>
        line.StartsWith("http", StringComparison.Ordinal) && line.Contains("/authorize?", StringComparison.Ordinal);
}
