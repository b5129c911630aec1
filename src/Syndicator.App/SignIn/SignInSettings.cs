using System.Net;
using Syndicator.Configuration.Values;
using Syndicator.Editors;

namespace Syndicator.App.SignIn;

/// <summary>Section <c>SignIn</c> of <c>appsettings.json</c> and the environment (<c>SignIn__Local</c>): who may use the desk, and at which address.</summary>
/// <param name="Options">How people sign in; null: nobody does, and the desk is open to this machine.</param>
/// <param name="PublicUrl">The one address by which browsers reach the desk through a proxy; null: they reach it directly, on this machine.</param>
/// <param name="ForwardedFrom">The proxies whose word is taken for where a request comes from.</param>
internal sealed record SignInSettings(SignInOptions? Options, Uri? PublicUrl, IReadOnlyList<IPNetwork> ForwardedFrom)
{
    public const string Section = "SignIn";

    private static readonly string[] s_keys =
    [
        "Local",
        "GitHub",
        "Providers",
        "Editors",
        "Viewers",
        "SessionLength",
        "SessionIdle",
        "PublicUrl",
        "ForwardedFrom",
    ];

    private static readonly IPNetwork[] s_thisMachine = [new(IPAddress.Loopback, 32), new(IPAddress.IPv6Loopback, 128)];

    private static readonly SignInSettings s_open = new(null, null, []);

    /// <exception cref="HostProblemException">Anything is wrong with them; all of it is said.</exception>
    public static SignInSettings Read(IConfiguration configuration)
    {
        var (settings, mistakes) = TryRead(configuration);
        return mistakes.Count == 0 ? settings : throw new HostProblemException(string.Join(Environment.NewLine, mistakes));
    }

    /// <summary>Every mistake, for who checks the configuration.</summary>
    public static IEnumerable<Diagnostic> Check(IConfiguration configuration) =>
        TryRead(configuration)
            .Mistakes.Select(mistake => new Diagnostic("bad-sign-in", Severity.Error, new SourcePosition("appsettings.json"), mistake));

    private static (SignInSettings Settings, IReadOnlyList<string> Mistakes) TryRead(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.GetChildren().Any())
        {
            return section.Value is { Length: > 0 }
                ? (s_open, ["SignIn is a section with keys of its own, such as \"SignIn\": { \"Local\": true }."])
                : (s_open, []);
        }

        var read = new SettingsSection(section, []);
        read.Only(s_keys);
        var providers = SignInProviders.Read(read);
        var options = new SignInOptions
        {
            Local = read.Flag("Local"),
            Providers = providers,
            Allowed =
            [
                .. Entries(read, "Editors", EditorRole.Editor, providers),
                .. Entries(read, "Viewers", EditorRole.Viewer, providers),
            ],
            SessionLength = Span(read, "SessionLength", SignInOptions.DefaultSession),
            SessionIdle = Span(read, "SessionIdle", SignInOptions.DefaultIdle),
        };
        var settings = new SignInSettings(options, Address(read), Proxies(read));
        CheckWays(read, options);
        return (settings, read.Mistakes);
    }

    private static void CheckWays(SettingsSection read, SignInOptions options)
    {
        if (!options.Local && options.Providers.Count == 0)
        {
            read.Mistake(
                "",
                "names no way to sign in. Set Local to true, or set up GitHub or one of Providers; or remove the section, and the desk is open to this machine alone."
            );
        }
        else if (options.Providers.Count > 0 && options.Allowed.Count == 0)
        {
            read.Mistake("Editors", "is empty, so nobody whom a provider knows may come in. List them, such as `github:octocat`.");
        }

        foreach (
            var twice in options.Allowed.GroupBy(entry => entry.Text, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
        )
        {
            read.Mistake("Editors", $"and Viewers hold `{twice.Key}` more than once. Leave one of them.");
        }
    }

    private static IEnumerable<AllowEntry> Entries(
        SettingsSection read,
        string key,
        EditorRole role,
        IReadOnlyList<Syndicator.Editors.Providers.SignInProvider> providers
    )
    {
        foreach (var text in read.List(key))
        {
            var (entry, mistake) = AllowEntry.Parse(
                text,
                role,
                name => providers.FirstOrDefault(provider => provider.Name == name)?.NameClaim
            );
            if (entry is not null)
            {
                yield return entry;
            }
            else
            {
                read.Mistake(key, $"holds `{text}`. {mistake}");
            }
        }
    }

    private static TimeSpan Span(SettingsSection read, string key, TimeSpan otherwise)
    {
        if (read.Text(key) is not { } text)
        {
            return otherwise;
        }

        if (Duration.Parse(text).Value is TimeSpan span && span >= TimeSpan.FromMinutes(1) && span <= TimeSpan.FromDays(365))
        {
            return span;
        }

        read.Mistake(key, $"is `{text}`. Write a duration from 1m to 365d, such as 14d.");
        return otherwise;
    }

    private static Uri? Address(SettingsSection read)
    {
        if (read.Text("PublicUrl") is not { } text)
        {
            return null;
        }

        if (
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps
            && address.PathAndQuery == "/"
            && address.Fragment.Length == 0
            && address.UserInfo.Length == 0
        )
        {
            return address;
        }

        read.Mistake(
            "PublicUrl",
            $"is `{text}`. Write the address people type, with https and without a path, such as https://desk.example."
        );
        return null;
    }

    private static IReadOnlyList<IPNetwork> Proxies(SettingsSection read)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in read.List("ForwardedFrom"))
        {
            if (IPAddress.TryParse(text, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0)
            {
                networks.Add(network);
            }
            else
            {
                read.Mistake(
                    "ForwardedFrom",
                    $"holds `{text}`. Write the proxy's own address, such as 10.0.0.2, or a network, such as 172.18.0.0/16."
                );
            }
        }

        return networks.Count > 0 ? networks : s_thisMachine;
    }
}
