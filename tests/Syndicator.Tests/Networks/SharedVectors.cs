using System.Text.Json;

namespace Syndicator.Tests.Networks;

/// <summary>Published cases beside the repository.</summary>
internal static class SharedVectors
{
    /// <summary>The cases of one group of a twitter-text conformance file.</summary>
    public static IReadOnlyList<JsonElement> TwitterText(string file, string group)
    {
        var path = Shared.Need("conformance", "twitter-text", file + ".json");
        return [.. Read(path).GetProperty("tests").GetProperty(group).EnumerateArray()];
    }

    public static IReadOnlyList<JsonElement> Cases(params string[] path) => [.. Read(Shared.Need(path)).EnumerateArray()];

    public static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    public static string Text(this JsonElement test) => test.GetProperty("text").GetString()!;

    /// <summary>Runs every case and reports all that disagree at once. No case is no test.</summary>
    public static void Check(IReadOnlyList<JsonElement> cases, Func<JsonElement, (object? Expected, object? Actual)> compare)
    {
        cases.ShouldNotBeEmpty();
        var wrong = new List<string>();
        foreach (var test in cases)
        {
            var (expected, actual) = compare(test);
            if (!Equals(expected, actual))
            {
                wrong.Add($"{test.GetRawText()}: expected {expected}, got {actual}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>A UTF-16 index as a count of code points, as the extraction cases give them.</summary>
    public static int CodePoints(string text, int index) => text[..index].EnumerateRunes().Count();

    public static string Strings(JsonElement array) => string.Join('\n', array.EnumerateArray().Select(item => item.GetString()));
}
