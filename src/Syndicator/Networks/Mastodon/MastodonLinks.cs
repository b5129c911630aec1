namespace Syndicator.Networks.Mastodon;

/// <summary>The neighbours of a page, from its <c>Link</c> header (RFC 8288). Only such of the same server: nobody else gets our requests.</summary>
/// <param name="Next">Older ones.</param>
/// <param name="Previous">Newer ones.</param>
internal sealed record MastodonLinks(Uri? Next, Uri? Previous)
{
    private const int LongestHeader = 16 * 1024;

    public static MastodonLinks Parse(string? header, Uri server)
    {
        Uri? next = null,
            previous = null;
        var text = header is { Length: <= LongestHeader } ? header : "";
        for (var at = text.IndexOf('<'); at >= 0; )
        {
            var end = text.IndexOf('>', at);
            if (end < 0)
            {
                break;
            }

            var target = text[(at + 1)..end];
            var relations = Relations(text, end + 1, out var after);
            if (Uri.TryCreate(target, UriKind.Absolute, out var uri) && IsSameOrigin(uri, server))
            {
                next ??= relations.Contains("next", StringComparer.OrdinalIgnoreCase) ? uri : null;
                previous ??= relations.Contains("prev", StringComparer.OrdinalIgnoreCase) ? uri : null;
            }

            at = after < text.Length ? text.IndexOf('<', after) : -1;
        }

        return new MastodonLinks(next, previous);
    }

    /// <summary>A parameter of a page's address; null when it is not there.</summary>
    public static string? Parameter(Uri? page, string name) =>
        page
            ?.Query.TrimStart('?')
            .Split('&')
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2 && part[0] == name)
            .Select(part => Uri.UnescapeDataString(part[1]))
            .FirstOrDefault(value => value.Length > 0);

    private static bool IsSameOrigin(Uri uri, Uri server) =>
        uri.Scheme == server.Scheme && uri.Port == server.Port && uri.Host.Equals(server.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>The <c>rel</c> of one link; <paramref name="after"/>: behind its last parameter.</summary>
    private static string[] Relations(string text, int start, out int after)
    {
        string[] relations = [];
        var at = start;
        while (at < text.Length && text[at] != ',')
        {
            if (text[at] != ';')
            {
                at++;
                continue;
            }

            var (name, value) = ReadParameter(text, ref at);
            if (relations.Length == 0 && name.Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                relations = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
        }

        after = at;
        return relations;
    }

    private static (string Name, string Value) ReadParameter(string text, ref int at)
    {
        var start = ++at;
        while (at < text.Length && text[at] is not ('=' or ';' or ','))
        {
            at++;
        }

        var name = text[start..at].Trim();
        if (at == text.Length || text[at] != '=')
        {
            return (name, "");
        }

        at++;
        return (name, at < text.Length && text[at] == '"' ? ReadQuoted(text, ref at) : ReadToken(text, ref at));
    }

    private static string ReadToken(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (';' or ','))
        {
            at++;
        }

        return text[start..at].Trim();
    }

    private static string ReadQuoted(string text, ref int at)
    {
        var value = new System.Text.StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            value.Append(text[at]);
        }

        at = Math.Min(at + 1, text.Length);
        return value.ToString();
    }
}
