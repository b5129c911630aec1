namespace Syndicator.Tests.Nominations;

public class LabelledTests
{
    [Fact]
    public void Labelled_mentions_are_recognised()
    {
        var score = LabelledScore.Of(
            Labels.All.Where(label => label.Network != "discourse").Select(label => (label, LabelledRecognition.Of(label)))
        );
        File.WriteAllText("/tmp/recog-score.md", score.ToString());
    }
}
