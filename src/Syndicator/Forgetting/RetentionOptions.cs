namespace Syndicator.Forgetting;

/// <summary>How long is kept what nobody needs for ever. Section <c>Retention</c> of the host's settings; null: for ever.</summary>
internal sealed record RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Anything shorter would take away what the service still goes by: posts are counted for 44 days.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromDays(60);

    /// <summary>Words of mentions that nominated or supported something which no issue had, and of the posts that they referred to.</summary>
    /// <value>The default is 365 days after the mention came and its last round closed.</value>
    public TimeSpan? Words { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How the reactions to a post grew. What they came to stays.</summary>
    /// <value>The default is 730 days.</value>
    public TimeSpan? Growth { get; init; } = TimeSpan.FromDays(730);

    /// <summary>Alarms that are over.</summary>
    /// <value>The default is 365 days.</value>
    public TimeSpan? Alarms { get; init; } = TimeSpan.FromDays(365);
}
