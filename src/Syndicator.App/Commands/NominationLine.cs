using System.Globalization;
using Syndicator.App.Shapes;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary>A nomination for people, and for programs. Whatever others wrote is one safe line.</summary>
internal static class NominationLine
{
    /// <summary>Enough of an id that those of one second differ.</summary>
    private const int UsualIdLength = 18;

    /// <summary>The state in which nothing is decided, as editors and programs know it.</summary>
    public const string Open = "open";

    /// <summary><c>jiff  accepted by cli:eve  0198c0f2-1a2b-7abc</c>.</summary>
    public static string Of(Nomination nomination) =>
        $"{NomineeName.Of(nomination.Nominee)}  {StateOf(nomination.State)}  {ShortId(nomination.Id)}";

    /// <summary>With its support, marks and nominators.</summary>
    public static string Of(NominationListing item, int idLength = UsualIdLength)
    {
        var nomination = item.Nomination;
        var age = item.Age == 0 ? "" : $", {Count(item.Age, "round", "rounds")} old";
        var marks = item.Marks.Count == 0 ? "" : $"  [{string.Join("; ", item.Marks.Select(mark => mark.Text))}]";
        var by = item.Nominators.Count == 0 ? "" : $"  by {string.Join(", ", item.Nominators)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{item.Support.Sum, 4}  {NomineeJson.Name(nomination.Nominee.Kind), -5}  {NomineeName.Of(nomination.Nominee)}  {StateOf(nomination.State)}{age}  {SupportOf(item.Support)}{by}{marks}  {nomination.Id.ToString()[..idLength]}"
        );
    }

    /// <summary>How much of their ids tells these apart.</summary>
    public static int IdLength(IReadOnlyList<NominationListing> items)
    {
        var ids = items.Select(item => item.Nomination.Id.ToString()).ToList();
        var length = UsualIdLength;
        while (length < 36 && ids.Select(id => id[..length]).Distinct(StringComparer.Ordinal).Count() < ids.Count)
        {
            length++;
        }

        return length;
    }

    public static string StateOf(NominationState state) =>
        state.Match(
            _ => Open,
            accepted => $"accepted by {accepted.Review.Editor}",
            rejected => $"rejected by {rejected.Review.Editor} ({OneLine.Of(rejected.Review.Note)})",
            chosen => $"chosen by {chosen.Review.Editor}",
            published =>
                published.IssueNumber is { } number
                    ? string.Create(CultureInfo.InvariantCulture, $"published in {number}")
                    : $"published in {OneLine.Of(published.IssueKey)}",
            merged => $"merged into {ShortId(merged.Target)}",
            _ => "withdrawn"
        );

    /// <summary><c>3 nominators, 4 likes on mastodon</c>.</summary>
    public static string SupportOf(Support support) =>
        string.Join(
            ", ",
            support
                .Endorsements.Select(count => $"{Count(count.Count, count.Kind, Many(count.Kind))} on {OneLine.Of(count.Network, 40)}")
                .Prepend(Count(support.NominatorCount, "nominator", "nominators"))
        );

    public static NominationListingShape Json(NominationListing item) => NominationListingShape.Of(item);

    public static NominationShape Json(Nomination nomination) => NominationShape.Of(nomination);

    public static string StateName(NominationState state) =>
        state.Match(_ => Open, _ => "accepted", _ => "rejected", _ => "chosen", _ => "published", _ => "merged", _ => "withdrawn");

    public static string ShortId(NominationId id) => id.ToString()[..UsualIdLength];

    private static string Many(string kind) => kind == "reply" ? "replies" : kind + "s";

    private static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
