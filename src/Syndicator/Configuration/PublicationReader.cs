using Syndicator.Configuration.Keys;
using Syndicator.Configuration.Values;
using Syndicator.Configuration.Yaml;

namespace Syndicator.Configuration;

/// <summary>What a publication's folder gave.</summary>
/// <param name="Publication">Null when any of its files has an error.</param>
/// <param name="Templates">Also of one with errors, so that their mistakes are reported together with the others; null when the folder itself could not be read.</param>
internal sealed record ReadPublication(
    Publication? Publication,
    IReadOnlyDictionary<string, TemplateFile>? Templates,
    IReadOnlyList<Diagnostic> Diagnostics
);

/// <summary>Reads one publication's folder.</summary>
internal static class PublicationReader
{
    /// <summary>The folder in it that has its templates.</summary>
    public const string Templates = "templates";

    private static readonly string[] Files = ["publication.yaml", "accounts.yaml", "handles.yaml"];

    /// <summary>Whether a file's name is, or nearly is, one of those a publication has.</summary>
    public static bool IsMeantFor(string path) => Nearest.To(Path.GetFileName(path), Files) is not null;

    public static ReadPublication Read(string folder)
    {
        var wholeFolder = new Findings(folder);
        CheckFolder(folder, wholeFolder);
        var (settings, own) = ReadFile(folder, "publication", isRequired: true);
        if (settings is not null)
        {
            PublicationChecks.Check(settings, folder, own);
        }

        var (accounts, ofAccounts) = ReadAccounts(folder);
        CheckDemonstration(settings, accounts, own);
        if (settings?.Find<Settings>("nominations") is { } nominations)
        {
            NominationChecks.CheckNames(nominations, accounts, own);
        }

        var (handles, ofHandles) = ReadHandles(folder);
        var (templates, ofTemplates) = TemplateFolder.Read(Path.Combine(folder, Templates));
        IReadOnlyList<Diagnostic> all = [.. wholeFolder.All, .. own.All, .. ofAccounts.All, .. ofHandles.All, .. ofTemplates];
        var isWrong = settings is null || all.Any(diagnostic => diagnostic.Severity == Severity.Error);
        return new ReadPublication(
            isWrong ? null : PublicationBinding.Build(IdOf(folder), folder, settings!, accounts, handles, templates),
            templates,
            all
        );
    }

    /// <summary>On a clock of its own the program would announce old and invented issues to the world.</summary>
    private static void CheckDemonstration(Settings? settings, IReadOnlyList<Account> accounts, Findings findings)
    {
        if (
            settings?.PlaceOf("demonstration") is { } place
            && accounts.FirstOrDefault(account => account.Mode == AccountMode.Live) is { } live
        )
        {
            findings.Error(
                new Problem(
                    "demonstration-live",
                    $"A `demonstration` posts nowhere, and the account {live.Name} is live.",
                    "Remove `demonstration`, and see that `source` names the real issues."
                ),
                place
            );
        }
    }

    private static (Settings? Settings, Findings Findings) ReadFile(string folder, string name, bool isRequired)
    {
        var path = Path.Combine(folder, name + ".yaml");
        var findings = new Findings(path);
        if (!File.Exists(path))
        {
            if (isRequired)
            {
                findings.Error(
                    new Problem("missing-file", "The file is not there.", $"Write it; `syndicator config-schema {name}` shows its keys.")
                );
            }

            return (null, findings);
        }

        var text = ConfigurationFile.Read(path, findings);
        var tree = text is null ? null : YamlTree.Read(text, findings);
        if (tree is null or YamlText { IsEmpty: true })
        {
            ReportEmpty(findings, name, isRequired);
            return (null, findings);
        }

        return (ConfigurationSchema.Files[name].Read(tree, "The file", findings) as Settings, findings);
    }

    private static void ReportEmpty(Findings findings, string name, bool isRequired)
    {
        var problem = new Problem(
            "empty-file",
            "The file holds no configuration, or is no ordinary file.",
            $"Fill it; `syndicator config-schema {name}` shows its keys."
        );
        if (findings.HasErrors)
        {
            return;
        }

        if (isRequired)
        {
            findings.Error(problem);
        }
        else
        {
            findings.Warn(problem with { Remedy = "Remove it if it is not needed." });
        }
    }

    private static (IReadOnlyList<Account> Accounts, Findings Findings) ReadAccounts(string folder)
    {
        var (settings, findings) = ReadFile(folder, "accounts", isRequired: true);
        var accounts = settings?.List<Settings>("accounts") ?? [];
        AccountChecks.Check(accounts, findings);
        return (findings.HasErrors ? [] : [.. accounts.Select(AccountBinding.Build)], findings);
    }

    private static (Handles Handles, Findings Findings) ReadHandles(string folder)
    {
        var (settings, findings) = ReadFile(folder, "handles", isRequired: false);
        return (HandleBinding.Build(settings?.List<Settings>("handles") ?? [], findings), findings);
    }

    private static void CheckFolder(string folder, Findings findings)
    {
        if (Names.OfPublication(IdOf(folder)) is { } badName)
        {
            findings.Error(badName);
        }

        foreach (var path in YamlFilesIn(folder).Where(path => !Files.Contains(Path.GetFileName(path))))
        {
            var name = Path.GetFileName(path);
            var near = Nearest.To(name, Files);
            findings.Warn(
                new Problem(
                    "unknown-file",
                    $"`{Shown.Briefly(name)}` is not read.",
                    near is null ? $"Known here: {string.Join(", ", Files)}." : $"Did you mean `{near}`?"
                )
            );
        }
    }

    private static IEnumerable<string> YamlFilesIn(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.y*ml").Order(StringComparer.Ordinal) : [];

    private static string IdOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
