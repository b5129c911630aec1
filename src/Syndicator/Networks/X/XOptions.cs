namespace Syndicator.Networks.X;

/// <summary>What belongs to an account on X beside its text.</summary>
internal sealed record XOptions
{
    /// <summary>
    /// How long an answer waits after the post it answers was made: X at times does not see a post yet that it has just made. Default 5 seconds.
    /// </summary>
    public TimeSpan PartsApart { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a token of OAuth 2.0 is waited for. Default 30 seconds.</summary>
    public TimeSpan TokenPatience { get; init; } = TimeSpan.FromSeconds(30);
}
