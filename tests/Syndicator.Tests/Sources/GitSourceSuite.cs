using Syndicator.Configuration;
using Syndicator.Sources;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Sources;

/// <summary>A repository, a source that reads it, and a clock that only the test moves.</summary>
public abstract class GitSourceSuite : IDisposable
{
    private readonly List<GitSource> _sources = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-").FullName;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected GitRepository Repository { get; } = new();
    private protected TestClock Clock { get; } = new();

    /// <summary>The clone's.</summary>
    private protected string Clone => Path.Combine(_folder, "sources", "git");

    private protected GitSource Source(
        string glob = "content/*.md",
        string? drafts = "draft/*.md",
        string branch = "main",
        string? url = null,
        GitLimits? limits = null,
        string program = "git",
        TimeProvider? clock = null
    )
    {
        var options = new SourceOptions.Git(url ?? Repository.Folder, branch, glob, drafts);
        var source = new GitSource(options, Clone, clock ?? Clock, limits, program);
        _sources.Add(source);
        return source;
    }

    /// <summary>Each file's name, with a mark for drafts.</summary>
    private protected static IEnumerable<string> Names(SourceListing listing) =>
        listing.Files.Select(file => file.IsDraft ? $"{file.Name} (draft)" : file.Name);

    private protected static async Task<SourceListing> ListedAsync(GitSource source)
    {
        var listing = await source.ListAsync(Cancellation);
        listing.Trouble?.Problem.ToString().ShouldBeNull();
        return listing;
    }

    private protected static async Task<string?> TextAsync(GitSource source, SourceFile file) =>
        (await source.ReadAsync(file, null, Cancellation)).ShouldBeOfType<SourceReading.Changed>().File.Text;

    private protected static async Task<Diagnostic> ProblemAsync(GitSource source, string code)
    {
        var problem = (await source.ListAsync(Cancellation)).Trouble.ShouldNotBeNull().Problem;
        problem.Code.ShouldBe(code, problem.ToString());
        return problem;
    }

    public void Dispose()
    {
        _sources.ForEach(source => source.Dispose());
        Repository.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
