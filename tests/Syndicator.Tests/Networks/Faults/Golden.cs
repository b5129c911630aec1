namespace Syndicator.Tests.Networks.Faults;

/// <summary>Parts of a document that tests write: each between two comments with its name.</summary>
internal static class Golden
{
    /// <summary>Compares; with <c>UPDATE_GOLDEN=1</c> writes first.</summary>
    public static async Task SectionAsync(string document, string name, string text, CancellationToken cancellationToken)
    {
        var file = Path.Combine([Shared.Repository, .. document.Split('/')]);
        var (begin, end) = ($"<!-- begin {name} -->\n", $"<!-- end {name} -->");
        var whole = await File.ReadAllTextAsync(file, cancellationToken);
        var from = whole.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = whole.IndexOf(end, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(begin.Length, $"{document} has no part {name}");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(file, whole[..from] + text + whole[to..], cancellationToken);
            return;
        }

        whole[from..to].ShouldBe(text);
    }
}
