namespace Syndicator.Calls;

/// <summary>What a post says of a call.</summary>
internal enum CallAct
{
    Announced,

    /// <summary>That it closes soon.</summary>
    Reminded,

    /// <summary>That it closes later than was said.</summary>
    Extended,
}

/// <summary>That a post of an account speaks of a call: kept in the transaction that puts the post into the outbox, and never twice.</summary>
/// <param name="Detail">What tells two posts of one act apart: of a reminder the distance and the closing day (<c>7d 2026-05-04</c>), of an extension the new closing; empty for the announcement, <see cref="BehindMore"/> where a digest only counted it.</param>
/// <param name="PostKey">The deliveries' key in place of an issue's; several calls share that of a digest.</param>
internal sealed record CallPost(CallId Call, string Account, CallAct Act, string Detail, string PostKey, DateTimeOffset At)
{
    /// <summary>The <see cref="Detail"/> of a call that a digest did not name: it is among "and 12 more", at the place the digest leads to.</summary>
    public const string BehindMore = "more";

    /// <summary>The closing day it told; null where the call had none.</summary>
    public DateOnly? ClosesOn { get; init; }

    /// <summary>The <see cref="CallText.Words"/> it told; null of posts from before that was kept.</summary>
    public string? Words { get; init; }

    public static CallPost Of(SaidCall said, string account, string postKey, DateTimeOffset at) =>
        new(said.Call.Id, account, said.Act, said.Detail, postKey, at) { ClosesOn = said.ClosesOn, Words = said.Call.Text.Words };

    /// <summary>Whether the post leads to it without its name.</summary>
    public bool IsBehindMore => Detail == BehindMore;
}
