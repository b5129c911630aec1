namespace Syndicator.Issues.Writing;

/// <summary>What of a draft is filled.</summary>
internal enum DraftSection
{
    Crate,
    Quote,
    ProjectCalls,
    EventCalls,
    Links,
}

/// <summary>What became of one section.</summary>
internal enum FillOutcome
{
    /// <summary>The text was put there.</summary>
    Filled,

    /// <summary>It stood there already.</summary>
    AlreadyThere,

    NothingChosen,

    /// <summary>Something else stands there, or there is no place for it.</summary>
    Refused,
}

/// <param name="Line">Where, from 1, in the draft as it was; 0 where there is no such place.</param>
/// <param name="Words">For people: what happened, and what to do.</param>
internal sealed record SectionFill(DraftSection Section, FillOutcome Outcome, int Line, string Words);

/// <summary>A draft with what was chosen in it.</summary>
/// <param name="Text">All of it; the same as before where nothing was filled.</param>
/// <param name="Difference">From before to after, as <c>diff -u</c> shows it; empty where nothing was filled.</param>
/// <param name="Refusals">Why the draft as a whole is not touched; then there are no sections.</param>
internal sealed record DraftFill(string Text, string Difference, IReadOnlyList<SectionFill> Sections, IReadOnlyList<Diagnostic> Refusals);
