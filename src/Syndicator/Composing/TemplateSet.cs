using Syndicator.Configuration;

namespace Syndicator.Composing;

/// <summary>A publication's templates, read once.</summary>
internal sealed class TemplateSet
{
    /// <summary>The post that invites nominations.</summary>
    public const string Invite = "invite";

    /// <summary>The answer to whoever nominated a winner.</summary>
    public const string Thanks = "thanks";

    /// <summary>A post about one task that looks for people.</summary>
    public const string Call = "call";

    /// <summary>A post about one event that looks for speakers.</summary>
    public const string SpeakersCall = "speakers-call";

    /// <summary>A post that says that a call closes soon.</summary>
    public const string CallReminder = "call-reminder";

    /// <summary>A post that says that a call closes later than was said.</summary>
    public const string CallExtended = "call-extended";

    /// <summary>A post with all calls of an issue.</summary>
    public const string Calls = "calls";

    /// <summary>The lead and its parts, in the order of a thread; the description of a link card; and posts that stand for themselves.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. PostNames.All, "card", Invite, Thanks, Call, SpeakersCall, CallReminder, CallExtended, Calls];

    private static readonly string[] _networks = ["x", "mastodon", "bluesky", "dry-run"];

    private readonly Dictionary<string, Template> _templates = new(StringComparer.Ordinal);

    private TemplateSet() { }

    public static (TemplateSet Templates, IReadOnlyList<Diagnostic> Diagnostics) Read(Publication publication) =>
        Read(publication.Folder, publication.Templates);

    /// <summary>The same for a publication whose other files have errors.</summary>
    /// <param name="folder">The publication's.</param>
    public static (TemplateSet Templates, IReadOnlyList<Diagnostic> Diagnostics) Read(
        string folder,
        IReadOnlyDictionary<string, TemplateFile> templates
    )
    {
        var set = new TemplateSet();
        var diagnostics = new List<Diagnostic>();
        foreach (var (name, file) in templates.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            CheckName(name, file, diagnostics);
            var template = TemplateParser.Parse(name, file, diagnostics);
            CheckLead(template, file, diagnostics);
            set._templates[name] = template;
        }

        if (!templates.ContainsKey("lead"))
        {
            diagnostics.Add(
                new Diagnostic(
                    "template-missing",
                    Severity.Error,
                    new SourcePosition(Path.Combine(folder, "templates", "lead.txt")),
                    "The template of the lead post is missing.",
                    "Every announcement begins with it; copy the one of config/this-week-in-rust."
                )
            );
        }

        return (set, diagnostics);
    }

    /// <summary>The network's own wording where there is one (<c>crate.x.txt</c>), else the common one; null: this part is not posted.</summary>
    public Template? Find(string name, string network) =>
        _templates.GetValueOrDefault($"{name}.{network}") ?? _templates.GetValueOrDefault(name);

    /// <summary>Other parts may be empty, which leaves them out; an announcement without its lead would be none.</summary>
    private static void CheckLead(Template template, TemplateFile file, List<Diagnostic> diagnostics)
    {
        if (template.Name.Split('.')[0] == "lead" && template.Lines.All(line => line.IsBlank))
        {
            diagnostics.Add(
                new Diagnostic(
                    "template-empty",
                    Severity.Error,
                    new SourcePosition(file.Path),
                    "The template of the lead post holds no wording.",
                    "Every announcement begins with it; copy the one of config/this-week-in-rust."
                )
            );
        }
    }

    private static void CheckName(string name, TemplateFile file, List<Diagnostic> diagnostics)
    {
        var parts = name.Split('.');
        var isKnown =
            Names.Contains(parts[0], StringComparer.Ordinal)
            && (parts.Length == 1 || (parts.Length == 2 && _networks.Contains(parts[1], StringComparer.Ordinal)));
        if (!isKnown)
        {
            var nearest = Nearest.To(name, Names.Concat(Names.SelectMany(_ => _networks, (part, network) => $"{part}.{network}")));
            diagnostics.Add(
                new Diagnostic(
                    "unknown-template",
                    Severity.Error,
                    new SourcePosition(file.Path),
                    $"Nothing uses a template called {name}.",
                    nearest is null
                        ? $"Templates are called {string.Join(", ", Names)}, with .x, .mastodon or .bluesky for one network."
                        : $"Did you mean {nearest}.txt?"
                )
            );
        }
    }
}
