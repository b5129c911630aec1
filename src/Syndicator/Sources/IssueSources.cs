using Syndicator.Configuration;
using Syndicator.Sources.Web;

namespace Syndicator.Sources;

/// <summary>The source that a publication's configuration names.</summary>
internal static class IssueSources
{
    /// <param name="dataFolder">Where clones and the last good documents are kept: <c>sources/PUBLICATION/</c> below it.</param>
    public static IIssueSource Open(Publication publication, string dataFolder, WebReader reader, TimeProvider clock)
    {
        var kept = Path.Combine(dataFolder, "sources", publication.Id);
        return publication.Source.Match<IIssueSource>(
            folder => new FolderSource(folder.Path, folder.Glob, folder.Drafts, clock),
            git => new GitSource(git, Path.Combine(kept, "git"), clock),
            feed => new FeedSource(feed, publication.Zone, Path.Combine(kept, "feed"), reader, clock)
        );
    }
}
