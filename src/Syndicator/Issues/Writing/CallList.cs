using System.Text.RegularExpressions;

namespace Syndicator.Issues.Writing;

/// <summary>
/// A list of calls that others have begun: where it is in order a new one comes to its place, else below the last. Not one character of theirs changes.
/// </summary>
/// <param name="listed">What stands there, line after line.</param>
internal sealed partial class CallList(DraftPlaces places, IReadOnlyList<DraftCall> listed, IReadOnlyList<Section> sections)
{
    private const string OurMarker = "* ";

    /// <summary>Only where each of them begins a line of its own, as an item of one list, it is known what is between them.</summary>
    private readonly bool _isInOrder =
        listed.Select(call => Marker(places.Lines[call.Line])).Distinct(StringComparer.Ordinal).ToList() is [{ Length: > 0 }]
        && listed.Zip(listed.Skip(1)).All(pair => CallOrder.InOrder.Compare(pair.First.Order, pair.Second.Order) <= 0);

    private DraftLines Lines => places.Lines;

    /// <summary>Where new ones come, for people.</summary>
    public string Place => _isInOrder ? "each at its place" : "at the end";

    /// <param name="calls">In their order.</param>
    public IEnumerable<DraftEdit> Add(IReadOnlyList<CallItem> calls) =>
        calls
            .GroupBy(call => _isInOrder ? listed.FirstOrDefault(other => CallOrder.InOrder.Compare(other.Order, call.Order) > 0) : null)
            .Select(group => group.Key is { } next ? Before(next.Line, group) : BelowAll(group));

    private DraftEdit Before(int line, IEnumerable<CallItem> calls)
    {
        var ending = Lines.EndingOf(line);
        return new DraftEdit(line, 0, [.. calls.Select(call => Item(call, Marker(Lines[line])) + ending)]);
    }

    private DraftEdit BelowAll(IEnumerable<CallItem> calls)
    {
        // What is indented belongs to an item above it.
        var indent = listed.Min(call => Indent(call.Line));
        var marker = Marker(Lines[listed.Last(call => Indent(call.Line) == indent).Line]);
        var text = string.Join('\n', calls.Select(call => Item(call, marker)));
        return DraftEdit.Below(Lines, EndOf(listed[^1].Line, indent), text, apart: marker.Length == 0);
    }

    /// <summary>With the marker that the others have.</summary>
    private static string Item(CallItem call, string marker) => (marker.Length > 0 ? marker : OurMarker) + call.Text[OurMarker.Length..];

    /// <summary>The last line of the item that this line is of: what goes on without an empty line, and what is indented below one.</summary>
    private int EndOf(int line, int indent)
    {
        var end = line;
        for (var next = line + 1; next <= Lines.Count && places.IsWithin(sections, next); next++)
        {
            if (Lines.IsBlank(next))
            {
                continue;
            }

            if (Indent(next) <= indent + 1 && (Lines.IsBlank(next - 1) || Marker(Lines[next]).Length > 0 || places.BeginsAnew(next)))
            {
                break;
            }

            end = next;
        }

        return end;
    }

    private int Indent(int line) => Lines[line].Length - Lines[line].TrimStart(' ').Length;

    /// <summary>What an item begins with: <c>* </c>; empty for a line that begins none.</summary>
    private static string Marker(string line) => ItemMarker().Match(line).Value;

    [GeneratedRegex("^ {0,3}[*+-] {1,4}(?=[^ ])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ItemMarker();
}
