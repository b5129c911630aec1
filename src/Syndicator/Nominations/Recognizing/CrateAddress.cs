using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary>What a web address says about crates.</summary>
internal abstract record CrateAddress
{
    private CrateAddress() { }

    /// <param name="Host">The place: <c>docs.rs</c>.</param>
    public sealed record Crate(string Name, string Host) : CrateAddress;

    /// <param name="Url">Of its first page.</param>
    /// <param name="Owner">Whose it is.</param>
    public sealed record Repository(string Url, string Owner, string Name) : CrateAddress;

    /// <summary>First parts of paths on docs.rs that no crate is.</summary>
    private static readonly FrozenSet<string> s_docsPages = Set("about releases settings crate - search features");

    /// <summary>The same on lib.rs, where categories stand beside crates.</summary>
    private static readonly FrozenSet<string> s_libPages = Set(
        "about accessibility algorithms api-bindings asynchronous atom audio authentication caching command-line-interface command-line-utilities compression "
            + "computer-vision concurrency config crates cryptography dash data-formats data-structures database database-implementations date-and-time debug "
            + "development-tools email embedded emulators encoding external-ffi-bindings filesystem finance game-development game-engines games geo global graphics "
            + "gui hardware-support help images install internationalization keywords localization main math mathematics memory-management multimedia "
            + "network-programming new no-std os parser-implementations parsing parser-tooling profiling quick rendering rust-patterns science search security "
            + "simulation stats std teams template-engine testing text-editors text-processing trending users value-formatting video virtualization visualization wasm "
            + "web-programming"
    );

    /// <summary>First parts of paths on forges that nobody is called.</summary>
    private static readonly FrozenSet<string> s_forgePages = Set(
        "about account apps blog collections contact customer-stories dashboard enterprise events explore features groups help issues join login marketplace "
            + "notifications new orgs organizations pricing projects pulls readme repo search security settings signup site snippets sponsors stars topics trending user users -"
    );

    /// <summary>Pages of a repository that are about something in it rather than about it.</summary>
    private static readonly FrozenSet<string> s_details = Set(
        "issues pull pulls discussions commit commits compare actions merge_requests milestone milestones projects security runs"
    );

    /// <summary>Null for every other address: searches, users, categories.</summary>
    public static CrateAddress? Of(string address)
    {
        // Steps upwards lead elsewhere than they say.
        if (address.Contains("..", StringComparison.Ordinal) || WebAddresses.Parse(address) is not { } uri)
        {
            return null;
        }

        var host = uri.IdnHost.ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        string[] path = [.. uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Take(12).Select(Uri.UnescapeDataString)];
        return host switch
        {
            "crates.io" => path is ["crates", var name, ..] ? Named(name, host) : null,
            "docs.rs" => path is ["crate", var name, ..] ? Named(name, host) : Outside(s_docsPages, path, host),
            "lib.rs" => path is ["crates", var name, ..] ? Named(name, host)
            : path.Length == 1 ? Outside(s_libPages, path, host)
            : null,
            "github.com" or "codeberg.org" => path is [var owner, var name, .. var rest] ? Forge(host, owner, name, rest) : null,
            "gitlab.com" => GitLab(host, path),
            "sr.ht" or "git.sr.ht" or "hg.sr.ht" => path is [['~', .. var owner], var name, ..] && IsPart(owner) && IsPart(name)
                ? new Repository($"https://{host}/~{owner}/{name}", owner, name)
                : null,
            _ => null,
        };
    }

    private static CrateAddress? Outside(FrozenSet<string> pages, string[] path, string host) =>
        path is [var name, ..] && !pages.Contains(name) ? Named(name, host) : null;

    private static Crate? Named(string name, string host) => CrateName.IsPossible(name) ? new Crate(name, host) : null;

    /// <summary>Groups may be nested; a hyphen ends the repository's own path.</summary>
    private static Repository? GitLab(string host, string[] path)
    {
        var end = Array.IndexOf(path, "-");
        var whole = end < 0 ? path : path[..end];
        var rest = end < 0 ? [] : path[(end + 1)..];
        return whole.Length is >= 2 and <= 6 ? Forge(host, string.Join('/', whole[..^1]), whole[^1], rest) : null;
    }

    private static Repository? Forge(string host, string owner, string name, string[] rest)
    {
        var bare = name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return
            s_forgePages.Contains(owner.Split('/')[0])
            || !owner.Split('/').All(IsPart)
            || !IsPart(bare)
            || (rest.Length > 0 && s_details.Contains(rest[0]))
            ? null
            : new Repository($"https://{host}/{owner}/{bare}", owner, bare);
    }

    private static bool IsPart(string part) =>
        part.Length is > 0 and <= 100
        && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        && part.Any(char.IsAsciiLetterOrDigit);

    private static FrozenSet<string> Set(string words) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split(' '));
}
