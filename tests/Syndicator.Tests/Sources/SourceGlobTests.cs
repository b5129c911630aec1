using FsCheck;
using FsCheck.Fluent;
using Syndicator.Sources;

namespace Syndicator.Tests.Sources;

public sealed class SourceGlobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-").FullName;

    /// <summary>A folder walks its pattern folder by folder, a repository compares whole paths: both must mean the same.</summary>
    [Fact]
    public void A_path_meets_a_pattern_exactly_when_a_folder_offers_it()
    {
        string[] names = ["a", "b", "ab"];
        var paths = (from x in names from y in names.Append("") from z in names.Append("") select $"{x}/{y}/{z}/f{x}").ToList();
        foreach (var path in paths.Select(path => path.Replace("//", "/", StringComparison.Ordinal)).Distinct())
        {
            Directory.CreateDirectory(Path.Combine(_folder, Path.GetDirectoryName(path)!));
            File.WriteAllText(Path.Combine(_folder, path), "");
        }

        var all = List("**");
        all.Count.ShouldBeGreaterThan(20);
        var part = Gen.Elements("**", "*", "a", "?", "a*", "f*", "fa", "\\a", "");
        var globs = part.ListOf().Where(parts => parts.Count < 7).Select(parts => string.Join('/', parts)).ToArbitrary();

        Prop.ForAll(globs, glob => List(glob).SequenceEqual(all.Where(new SourceGlob(glob).IsMatch))).Check(Seeded.Config);
    }

    [Fact]
    public void A_path_of_a_thousand_folders_is_judged_at_once() =>
        new SourceGlob(string.Join('/', Enumerable.Repeat("**/a", 50)) + "/b")
            .IsMatch(string.Join('/', Enumerable.Repeat("a", 1000)))
            .ShouldBeFalse();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private List<string> List(string glob) =>
        [.. new FolderSource(_folder, glob, null, TimeProvider.System).List().Files.Select(file => file.Name)];
}
