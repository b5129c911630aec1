using System.Globalization;
using Syndicator.App.Shapes;
using Syndicator.Calls;
using Syndicator.Issues;
using Syndicator.Publishing;

namespace Syndicator.App.Commands;

/// <summary>A call for people, and for programs. Whatever others wrote is one safe line.</summary>
internal static class CallLine
{
    /// <summary>Enough of an id that those of one issue differ.</summary>
    private const int UsualIdLength = 18;

    private const int WholeIdLength = 36;

    /// <summary>All that speaks against a call, or why an editor decided.</summary>
    public const int LongestWhy = 800;

    /// <summary>As <c>--state</c> has them, in the order of a call's life.</summary>
    public static IReadOnlyList<string> States { get; } = [.. Enum.GetValues<CallState>().Select(Name)];

    /// <summary><c>held  event  RustConf, closes 2026-05-04 anywhere on Earth  594  [the year may be off]  0198c0f2-1a2b-7abc</c>.</summary>
    public static string Of(CallListing listing, TimeZoneInfo zone, int idLength = UsualIdLength)
    {
        var call = listing.Call;
        var closes = Closing(call.Text.Closing) is { Length: > 0 } words ? $", {words}" : "";
        var on = CallTelling.Of(listing, zone) is { } telling ? $"  {telling}" : "";
        var marks = Marks(call) is { Length: > 0 } known ? $"  [{known}]" : "";
        return $"{Name(listing.State), -12}  {Name(call.Kind), -7}  {TitleOf(call)}{closes}  {Issues(call)}{on}{marks}  {call.Id.ToString()[..idLength]}";
    }

    /// <summary><c>cannot be told of on x (calls): its issue has no page to lead to. Set `site` in publication.yaml.</c></summary>
    public static string Of(UnsayablePost post) =>
        $"cannot be told of on {post.Account} ({post.Plan.Part}): {post.Because.Why}. {post.Remedy}";

    /// <summary>How much of their ids tells these apart.</summary>
    public static int IdLength(IReadOnlyList<CallListing> listings)
    {
        var ids = listings.Select(listing => listing.Call.Id.ToString()).ToList();
        var length = UsualIdLength;
        while (length < WholeIdLength && ids.Select(id => id[..length]).Distinct(StringComparer.Ordinal).Count() < ids.Count)
        {
            length++;
        }

        return length;
    }

    /// <summary><c>futures-rs: Write a guide</c>.</summary>
    public static string TitleOf(Call call) =>
        OneLine.Of(call.Text.Group is { Length: > 0 } group ? $"{group}: {call.Text.Name}" : call.Text.Name);

    /// <summary>Empty where it does not say.</summary>
    public static string Closing(Closing closing) =>
        closing.Match(
            open: CallParts.Closing,
            rolling: CallParts.Closing,
            at: at => $"closes {OneLine.Of(CallParts.Closing(at))}",
            unreadable: unreadable => $"closing day {OneLine.Of(CallParts.Closing(unreadable))}"
        );

    /// <summary><c>held by cli:eve: the page says otherwise</c>.</summary>
    public static string Decision(CallDecision decision)
    {
        var note = decision.Note.Length > 0 ? $": {OneLine.Of(decision.Note)}" : "";
        return $"{Act(decision)} by {decision.Editor}{note}";
    }

    public static string Name(CallKind kind) => kind == CallKind.Project ? "project" : "event";

    /// <summary><c>closing-soon</c>.</summary>
    public static string Name(CallState state) => state == CallState.ClosingSoon ? "closing-soon" : state.ToString().ToLowerInvariant();

    public static string ShortId(CallId id) => id.ToString()[..UsualIdLength];

    /// <param name="takenBack">Posts that an act took back; null: nobody acted.</param>
    public static CallShape Json(CallListing listing, IReadOnlyList<Delivery>? takenBack = null) => CallShape.Of(listing, takenBack);

    private static string Act(CallDecision decision) => decision.Match(_ => "released", _ => "held", _ => "withdrawn");

    private static string Issues(Call call) =>
        call.FirstIssue.Key == call.LastIssue.Key ? Short(call.FirstIssue) : $"{Short(call.FirstIssue)} to {Short(call.LastIssue)}";

    private static string Short(CallIssue issue) => issue.Number?.ToString(CultureInfo.InvariantCulture) ?? issue.Key;

    private static string Marks(Call call) =>
        string.Join(
            "; ",
            (
                (string?[])
                    [
                        call.Contradiction,
                        call.IsArchived ? "of the archive" : null,
                        call.Correction is null ? null : "corrected",
                        call.Decision is { } decision ? Decision(decision) : null,
                    ]
            )
                .OfType<string>()
                .Select(mark => OneLine.Of(mark, LongestWhy))
        );
}
