using System.Globalization;
using System.Text.Json;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks.X;

public class XSignatureTests
{
    [Fact]
    public void Every_published_vector_is_signed_as_published()
    {
        var file = File();
        var secret = Credentials(file);
        var nonce = file.GetProperty("credentials").GetProperty("nonce").GetString()!;
        var timestamp = long.Parse(file.GetProperty("credentials").GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture);
        var vectors = file.GetProperty("vectors").EnumerateArray().ToList();
        vectors.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var vector in vectors)
        {
            var (method, url) = (Text(vector, "method"), new Uri(Text(vector, "url")));
            var parameters = Pairs(vector, "query").Concat(Pairs(vector, "form")).ToList();
            var all = XSignature.ParameterString([.. XSignature.OwnParameters(secret, nonce, timestamp), .. parameters]);

            all.ShouldBe(Text(vector, "parameterString"));
            XSignature.BaseString(method, url, all).ShouldBe(Text(vector, "signatureBaseString"));
            XSignature.SigningKey(secret).ShouldBe(Text(vector, "signingKey"));
            XSignature.Sign(XSignature.BaseString(method, url, all), XSignature.SigningKey(secret)).ShouldBe(Text(vector, "signature"));
            ("OAuth " + XSignature.Header(secret, method, url, parameters, nonce, timestamp)).ShouldBe(Text(vector, "authorizationHeader"));
        }
    }

    [Fact]
    public void Every_published_encoding_is_encoded_so() =>
        SharedVectors.Check(
            [.. File().GetProperty("percentEncoding").EnumerateArray()],
            vector => (Text(vector, "out"), XSignature.Encode(Text(vector, "in")))
        );

    /// <summary>What is signed and what is sent must be the same characters.</summary>
    [Fact]
    public void An_address_is_sent_as_it_is_signed()
    {
        var address = XCall.Get("2/tweets/search/recent", ("query", "naïve ☃ \"a=b&c\" ~!*'()#@")).AddressOn(new Uri("https://api.x.com/"));

        address.AbsoluteUri.ShouldBe(
            "https://api.x.com/2/tweets/search/recent?query=na%C3%AFve%20%E2%98%83%20%22a%3Db%26c%22%20~%21%2A%27%28%29%23%40"
        );
    }

    [Fact]
    public void No_secret_shows_itself()
    {
        $"{Credentials(File())}".ShouldBe("(secret)");
        $"{new XSecret.OAuth2("client", "hush", "hush", "hush", default)}".ShouldBe("(secret)");
        $"{new XToken { AccessToken = "hush" }}{new XSecretText { AccessToken = "hush" }}".ShouldNotContain("hush");
    }

    [Fact]
    public void What_is_stored_is_read_back()
    {
        var one = new XSecret.OAuth1("a", "b", "c", "d");
        var two = new XSecret.OAuth2("a", null, "b", "c", new DateTimeOffset(2026, 8, 26, 12, 0, 0, TimeSpan.Zero), "tweet.read");

        XSecret.Parse(one.ToSecret()).Secret.ShouldBe(one);
        XSecret.Parse(two.ToSecret()).Secret.ShouldBe(two);
    }

    [Theory]
    [InlineData("hush")]
    [InlineData("[]")]
    [InlineData("""{"kind":"hush"}""")]
    [InlineData("""{"kind":"oauth1","consumerKey":"hush"}""")]
    [InlineData("""{"kind":"oauth2","clientId":"hush","accessToken":7}""")]
    public void What_is_no_secret_is_told_without_telling_it(string text)
    {
        var (secret, problem) = XSecret.Parse(new Syndicator.Configuration.Secret(text));

        secret.ShouldBeNull();
        problem.ShouldNotBeNullOrEmpty();
        problem.ShouldNotContain("hush");
    }

    private static JsonElement File() => SharedVectors.Read(Shared.Need("reference", "examples", "x", "oauth1-vectors.json"));

    private static XSecret.OAuth1 Credentials(JsonElement file)
    {
        var given = file.GetProperty("credentials");
        return new(Text(given, "consumerKey"), Text(given, "consumerSecret"), Text(given, "token"), Text(given, "tokenSecret"));
    }

    private static IEnumerable<(string, string)> Pairs(JsonElement vector, string name) =>
        vector.GetProperty(name).EnumerateObject().Select(pair => (pair.Name, pair.Value.GetString()!));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
