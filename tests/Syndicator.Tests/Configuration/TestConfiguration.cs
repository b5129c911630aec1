using Syndicator.Configuration;

namespace Syndicator.Tests.Configuration;

/// <summary>A folder of publications made for one test, with one sound publication called <c>weekly</c> to spoil.</summary>
internal sealed class TestConfiguration : IDisposable
{
    public const string SoundPublication = """
        name: The Weekly Crab
        site: https://crab.example/
        pagePath: "{year}/{slug}/"
        source:
          folder: issues/
        schedules:
          zone: Europe/Berlin
        """;

    public const string SoundAccounts = """
        accounts:
          - name: mastodon
            network: mastodon
            server: https://social.example
        """;

    public TestConfiguration()
    {
        Root = Directory.CreateTempSubdirectory("syndicator-").FullName;
        Write("weekly/publication.yaml", SoundPublication);
        Write("weekly/accounts.yaml", SoundAccounts);
        Directory.CreateDirectory(Path.Combine(Root, "weekly", "issues"));
    }

    public string Root { get; }

    public string PathOf(string file) => Path.Combine([Root, .. file.Split('/')]);

    public void Write(string file, string text) => Write(file, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string file, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllBytes(PathOf(file), bytes);
    }

    /// <summary>Gives a publication the shipped templates: what composes posts needs some, what reads configuration does not.</summary>
    public void AddTemplates(string publication)
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Shared.Repository, "config", "this-week-in-rust", "templates")))
        {
            Write($"{publication}/templates/{Path.GetFileName(path)}", File.ReadAllBytes(path));
        }
    }

    public LoadedConfiguration Load() => ConfigurationReader.Load(Root);

    /// <summary>What is wrong, as <c>publication.yaml:3:7 bad-url</c>.</summary>
    public IReadOnlyList<string> Mistakes() => [.. Load().Diagnostics.Select(each => $"{Short(each.Position)} {each.Code}")];

    public Publication Only() => Load().Publications.ShouldHaveSingleItem();

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Short(SourcePosition position) =>
        (position with { File = Path.GetRelativePath(PathOf("weekly"), position.File).Replace('\\', '/') }).ToString();
}
