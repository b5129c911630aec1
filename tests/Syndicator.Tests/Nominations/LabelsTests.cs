namespace Syndicator.Tests.Nominations;

/// <summary>The labelled mentions keep to the form that <c>Labelled/README.md</c> promises.</summary>
public class LabelsTests
{
    private static readonly string[] s_kinds = ["crate", "quote", "link", "call"];

    [Fact]
    public void There_are_enough_of_every_network_and_kind()
    {
        Labels.All.Count.ShouldBeGreaterThanOrEqualTo(320);
        Labels.All.Select(label => label.Id).ShouldBeUnique();
        Labels.All.CountBy(label => label.Network).ShouldAllBe(network => network.Value >= 40);
        Labels
            .All.CountBy(label => label.Expect.Kind)
            .ToDictionary()
            .Keys.ShouldBe([.. s_kinds, "endorsement", "unsorted", "nothing"], ignoreOrder: true);
    }

    [Fact]
    public void Kinds_are_those_of_the_nominees_in_order()
    {
        foreach (var (id, expect) in Labels.All.Select(label => (label.Id, label.Expect)))
        {
            var kinds = s_kinds.Where(kind => expect.Nominees.Any(nominee => nominee.Kind == kind)).ToList();
            var said = expect.Kind is "endorsement" or "unsorted" or "nothing" ? null : expect.AllKinds;

            (said ?? kinds).ShouldBe(kinds, id);
            (expect.Kind is "unsorted" or "nothing").ShouldBe(kinds.Count == 0, id);
        }
    }

    [Fact]
    public void What_is_not_public_is_not_quotable() =>
        Labels
            .All.Where(label => !label.Post.IsPublic || label.Quoted?.IsPublic == false)
            .Where(label => label.Expect.Quotable)
            .ShouldBeEmpty();
}
