using Syndicator.Networks;
using Syndicator.Networks.Bluesky;

namespace Syndicator.Tests.Networks.Bluesky;

public class BlueskyVectorsTests
{
    [Fact]
    public void Keys_are_made_of_times_as_published() =>
        SharedVectors.Check(
            SharedVectors.Cases("reference", "examples", "bluesky", "tid-vectors.json"),
            test =>
            {
                var (microseconds, tid) = (test.GetProperty("microseconds").GetInt64(), test.GetProperty("tid").GetString()!);
                return ((tid, (long?)microseconds), (Tid.Of(microseconds, test.GetProperty("clockId").GetInt32()), Tid.Microseconds(tid)));
            }
        );

    [Fact]
    public void Facets_count_bytes_as_published() =>
        SharedVectors.Check(
            SharedVectors.Cases("reference", "examples", "bluesky", "facet-offset-vectors.json"),
            test =>
            {
                var (text, words) = (test.Text(), test.GetProperty("substring").GetString()!);
                var entity = new TextEntity(TextEntityKind.Hashtag, test.GetProperty("utf16Start").GetInt32(), words.Length, words);
                var facet = BlueskyFacets.Of(new PostContent { Text = text, Entities = [entity] }).Single();
                return (
                    (test.GetProperty("byteStart").GetInt32(), test.GetProperty("byteEnd").GetInt32()),
                    (facet.ByteStart, facet.ByteEnd)
                );
            }
        );

    [Theory]
    [InlineData("tid_syntax_valid.txt", true)]
    [InlineData("tid_syntax_invalid.txt", false)]
    public void Keys_are_told_from_other_texts(string file, bool isKey)
    {
        var lines = File.ReadAllLines(Shared.Need("conformance", "atproto-syntax", file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .ToList();

        lines.ShouldNotBeEmpty();
        lines.Where(line => Tid.Microseconds(line) is not null != isKey).ShouldBeEmpty();
    }

    [Fact]
    public void Keys_sort_by_time()
    {
        var random = new Random(7);
        var times = Enumerable.Range(0, 500).Select(_ => random.NextInt64(1L << 53)).Order().ToList();

        var keys = times.ConvertAll(time => Tid.Of(time, random.Next(1024)));

        keys.ShouldBe(keys.Order(StringComparer.Ordinal));
        keys.Select(Tid.Microseconds).ShouldBe(times.Select(time => (long?)time));
    }
}
