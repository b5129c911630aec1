namespace Syndicator.Tests.Nominations;

/// <summary>The labelled mentions, from the form their network gives them in to the line that <c>recognize</c> prints.</summary>
public class LabelledTests
{
    /// <summary>What is not recognised as labelled, and why. Rules are mended, never lines.</summary>
    private static readonly Dictionary<string, string> s_misses = new(StringComparer.Ordinal)
    {
        ["m-046"] = "\"I nominate X for #tag\" is taken for X, as an editor would; the table's letter stops at the word before the tag",
        ["d-027"] = "\"I nominate X.\" is taken for X, as above",
        ["m-228"] = "\"no #tag this time?\" reads as a negation",
        ["d-023"] = "a negation without tag in a topic is not looked for",
        ["d-049"] = "as above",
        ["d-036"] = "a passage names its author's handle; the full name is only in the forum's markup",
        ["d-034"] = "a dash within a linked attribution",
        ["d-041"] = "an attribution on the line above, with its network's link",
        ["d-042"] = "who answers a quoted question is not told from who asks it",
        ["d-043"] = "the marks of a quotation within the quotation are taken off",
        ["d-045"] = "a name in small letters without a dash",
        ["d-046"] = "own words in a topic for quotes count by the letter",
        ["d-047"] = "several quoted passages of one post are one quote",
        ["d-048"] = "no account of ours is known on forums",
        ["d-057"] = "nested deeper than is looked at",
    };

    /// <summary>What was reached; less is a step back.</summary>
    private static readonly Dictionary<string, (double Precision, double Recall)> s_reached = new(StringComparer.Ordinal)
    {
        ["crate"] = (0.98, 0.99),
        ["quote"] = (0.95, 0.95),
        ["link"] = (1, 1),
        ["call"] = (1, 1),
        ["endorsement"] = (1, 1),
        ["unsorted"] = (0.97, 0.97),
        ["nothing"] = (0.96, 0.88),
    };

    private static readonly Lazy<LabelledScore> s_score = new(() =>
        LabelledScore.Of(Labels.All.Select(label => (label, LabelledRecognition.Of(label))))
    );

    [Fact]
    public void Precision_and_recall_of_every_kind_are_what_was_reached() =>
        s_reached.ShouldAllBe(
            each =>
                s_score.Value.Tallies[each.Key].Precision >= each.Value.Precision
                && s_score.Value.Tallies[each.Key].Recall >= each.Value.Recall,
            s_score.Value.ToString()
        );

    [Fact]
    public void Every_miss_is_known_and_has_a_reason() =>
        s_score.Value.Misses.Where(miss => !s_misses.ContainsKey(miss.Split(' ', ':')[0])).ShouldBeEmpty();
}
