namespace Syndicator.Networks.Text;

/// <summary>
/// URIs without slashes that Mastodon links: <c>magnet:?…</c> and <c>xmpp:name@host</c>
/// (https://github.com/mastodon/mastodon, config/initializers/twitter_regex.rb).
/// </summary>
internal static class ExtendedUris
{
    public static void AddTo(List<TextEntity> entities, string text)
    {
        var behindLast = 0;
        for (var colon = text.IndexOf(':'); colon >= 0; colon = text.IndexOf(':', colon + 1))
        {
            var (start, end) = Find(text, colon);
            if (end > start && start >= behindLast)
            {
                entities.Add(new TextEntity(TextEntityKind.Link, start, end - start, text[start..end]));
                behindLast = end;
            }
        }
    }

    private static (int Start, int End) Find(string text, int colon)
    {
        if (EndsWithScheme(text, colon, "magnet"))
        {
            var end = UrlTail.QueryEnd(text, colon + 1, UrlGrammar.Fediverse);
            return end > colon + 1 ? (colon - 6, end) : (0, 0);
        }

        return EndsWithScheme(text, colon, "xmpp") ? (colon - 4, AddressEnd(text, colon + 1)) : (0, 0);
    }

    private static bool EndsWithScheme(string text, int colon, string scheme)
    {
        var start = colon - scheme.Length;
        return start >= 0
            && text.AsSpan(start, scheme.Length).Equals(scheme, StringComparison.OrdinalIgnoreCase)
            && (start == 0 || UrlScanner.MayPrecede(text[start - 1]));
    }

    // [//node@host/][node@]host[/resource][?query]; 0 when there is no host.
    private static int AddressEnd(string text, int start)
    {
        var at = start;
        if (text.AsSpan(at).StartsWith("//"))
        {
            var authority = HostEnd(text, NodeEnd(text, at + 2));
            at = authority > 0 && authority < text.Length && text[authority] == '/' ? authority + 1 : at;
        }

        var end = HostEnd(text, NodeEnd(text, at));
        if (end == 0)
        {
            return 0;
        }

        return UrlTail.QueryEnd(text, ResourceEnd(text, end), UrlGrammar.Fediverse);
    }

    private static int HostEnd(string text, int start)
    {
        var hosts = new HostScanner(text);
        return hosts.TryHost(start, out var end) ? end : 0;
    }

    private static int NodeEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length && IsNode(text, at))
        {
            at++;
        }

        return at > start && at < text.Length && text[at] == '@' ? at + 1 : start;
    }

    private static int ResourceEnd(string text, int start)
    {
        var at = start + 1;
        while (at < text.Length && text[start] == '/' && (IsNode(text, at) || text[at] is '&' or '\''))
        {
            at++;
        }

        return at > start + 1 ? at : start;
    }

    private static bool IsNode(string text, int index) =>
        text[index] is '-' or '.' or '~' or '%' or '!' or '$' or '(' or ')' or '*' or '+' or ',' or ';' or '='
        || FediverseMentions.IsWord(text, index, out _);
}
