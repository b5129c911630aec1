namespace Syndicator.Calls;

/// <summary>That an issue printed a call: what the call is follows from all of these.</summary>
/// <param name="Ordinal">Among the issue's calls, from 0.</param>
/// <param name="Contradiction">Why the row cannot be right; null when nothing speaks against it.</param>
internal sealed record CallSighting(CallId Call, CallIssue Issue, int Ordinal, CallText Printed, string? Contradiction);
