using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

/// <summary>Readiness of the published issues and of the drafts beside the repository.</summary>
public class IssueCheckCorpusTests
{
    [Fact]
    public void Dump()
    {
        var files = Directory.EnumerateFiles(Shared.Need("corpus", "issues")).Order(StringComparer.Ordinal).Select(Read).ToList();
        var earlier = new List<EarlierIssue>();
        using var log = new StreamWriter("/tmp/chk_dump.txt");
        foreach (var (issue, text) in files)
        {
            var found = IssueCheck.Run(issue, text, new CheckContext(issue.Date!.Value, earlier));
            log.WriteLine($"== {Path.GetFileName(issue.File)} ready={IssueCheck.IsReady(found)}");
            foreach (var d in found) log.WriteLine("  " + d);
            earlier.Add(EarlierIssue.From(issue));
        }
        log.WriteLine("######## DRAFTS");
        foreach (var (issue, text) in Directory.EnumerateFiles(Shared.Need("corpus", "drafts")).Concat(Directory.EnumerateFiles(Shared.Need("corpus", "seed"))).Order(StringComparer.Ordinal).Select(Read))
        {
            var found = IssueCheck.Run(issue, text, new CheckContext(issue.Date ?? new DateOnly(2026,8,21), earlier));
            log.WriteLine($"== {Path.GetFileName(issue.File)} ready={IssueCheck.IsReady(found)}");
            foreach (var d in found) log.WriteLine("  " + d);
        }
    }

    private static (Issue Issue, string Text) Read(string path)
    {
        var text = File.ReadAllText(path);
        return (IssueReader.Read(path, text, IssueFormat.ThisWeekInRust), text);
    }
}
