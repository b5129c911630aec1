using System.Globalization;

namespace Syndicator.Issues;

/// <summary>A row that asks for people, judged among the others of its issue: a task or an event's call.</summary>
internal sealed record JudgedCall(ProjectCall? Task, EventCall? Event, CallWords Says)
{
    public string Title => Says.Title;
    public string Url => Event?.CallUrl ?? Task!.Url;
    public int Line => Event?.Line ?? Task!.Line;

    /// <summary>By <see cref="CanonicalAddress"/>; null where its link leads nowhere, so that it is no call.</summary>
    public string? Address { get; init; }

    /// <summary>That its address is another event's, as a clause for people; null when nothing speaks for it.</summary>
    public string? Anothers { get; init; }

    /// <summary>The row that is told of in its place, because it has the same address; null: there is none.</summary>
    public JudgedCall? Same { get; init; }

    /// <summary>Why it cannot be right, as clauses for people; empty when nothing speaks against it.</summary>
    public IReadOnlyList<string> Contradictions { get; init; } = [];
}

/// <summary>
/// Which rows of an issue are calls, and what speaks against each: by this check warns, calls are held, and the issue's thread leaves rows out.
/// </summary>
internal sealed class JudgedCalls
{
    private readonly DateOnly? _day;

    /// <param name="addresses">Whose the addresses are.</param>
    /// <param name="day">The issue's; null: days are not judged by any.</param>
    public JudgedCalls(IEnumerable<ProjectCall> tasks, IEnumerable<EventCall> events, EventAddresses addresses, DateOnly? day)
    {
        _day = day;
        IReadOnlyList<JudgedCall> rows = [.. tasks.Select(Read), .. events.Select(call => Read(call, addresses))];
        var calls = rows.Where(row => row.Address is not null)
            .GroupBy(KeyOf)
            .ToDictionary(same => same.Key, same => new RowsOfCall([.. same]));
        Rows = [.. rows.Select(row => Judge(row, row.Address is null ? new RowsOfCall([row]) : calls[KeyOf(row)]))];
    }

    /// <summary>All of them, tasks first.</summary>
    public IReadOnlyList<JudgedCall> Rows { get; }

    /// <summary>Each call once.</summary>
    public IEnumerable<JudgedCall> Calls => Rows.Where(row => row is { Address: not null, Same: null });

    /// <summary>Those that nothing speaks against.</summary>
    public IEnumerable<JudgedCall> Sound => Calls.Where(row => row.Contradictions.Count == 0);

    /// <param name="others">Issues that tell whose an address is, in any order; the issue itself may be among them.</param>
    public static JudgedCalls In(Issue issue, IReadOnlyList<EarlierIssue> others) =>
        new(issue.ProjectCalls, issue.EventCalls, EventAddresses.In(issue, others), issue.Date);

    private static JudgedCall Read(ProjectCall call) => new(call, null, CallWords.Of(call)) { Address = AddressOf(call.Url) };

    private static JudgedCall Read(EventCall call, EventAddresses addresses) =>
        new(null, call, CallWords.Of(call)) { Address = AddressOf(call.CallUrl), Anothers = addresses.OfAnother(call) };

    private static string? AddressOf(string url) => CanonicalAddress.IsWeb(url) ? CanonicalAddress.Of(url) : null;

    /// <summary>What makes two rows one call: the address, and the name where it is another's.</summary>
    private static (string, string?) KeyOf(JudgedCall row) => (row.Address!, row.Anothers is null ? null : EventNames.KeyOf(row.Title));

    private JudgedCall Judge(JudgedCall row, RowsOfCall all)
    {
        var says = row.Says with { OtherClosings = all.ClosingsBeside(row.Says.Closing) };
        var anothers = row.Anothers is { } clause ? [clause] : Enumerable.Empty<string>();
        return row with
        {
            Says = says,
            Same = ReferenceEquals(row, all.Told) ? null : all.Told,
            Contradictions = [.. anothers, .. CallRules.Contradictions(says, _day)],
        };
    }

    /// <summary>The rows of one call.</summary>
    private sealed class RowsOfCall(IReadOnlyList<JudgedCall> rows)
    {
        /// <summary>More than this tell no more, and a hostile issue has thousands.</summary>
        private const int MostClosings = 8;

        private readonly IReadOnlyList<Closing> _closings =
        [
            .. rows.Select(row => row.Says.Closing).Where(closing => closing is not Closing.Open).DistinctBy(MeaningOf).Take(MostClosings),
        ];

        /// <summary>The first; but one that can say when it closes goes before one that cannot.</summary>
        public JudgedCall Told { get; } = rows.FirstOrDefault(row => row.Event is not null) ?? rows[0];

        public IReadOnlyList<Closing> ClosingsBeside(Closing closing) =>
            closing is Closing.Open || _closings.Count < 2 ? [] : [.. _closings.Where(other => MeaningOf(other) != MeaningOf(closing))];

        /// <summary>However it is written.</summary>
        private static string MeaningOf(Closing closing) =>
            closing is Closing.At at ? at.Instant.ToString("O", CultureInfo.InvariantCulture) : CallRules.Name(closing);
    }
}
