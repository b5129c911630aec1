namespace Syndicator.App.SignIn;

// Plain data, and public only because Razor makes components public. The pages know nothing else.

/// <summary>The sign-in page.</summary>
/// <param name="Ways">Providers to sign in at.</param>
/// <param name="HasPassword">Whether there are editors with a password.</param>
/// <param name="Notice">Why the page is shown; null: because somebody came.</param>
/// <param name="Trouble">What was wrong with the last attempt; null: nothing.</param>
/// <param name="Name">What was typed.</param>
/// <param name="Then">The page to go on to.</param>
public sealed record SignInView(IReadOnlyList<WayView> Ways, bool HasPassword, string? Notice, string? Trouble, string Name, string Then);

/// <param name="Name">In its address.</param>
/// <param name="Title">On the button.</param>
public sealed record WayView(string Name, string Title);

/// <summary>How a sign-in at a provider failed.</summary>
/// <param name="Heading">In a few words.</param>
/// <param name="Why">Sentences.</param>
/// <param name="Remedy">What to do, as a sentence.</param>
public sealed record SignInTroubleView(string Heading, string Why, string Remedy);

/// <summary>Sessions at the desk.</summary>
/// <param name="Own">The visitor's own, this one first.</param>
/// <param name="Others">Everybody else's, for editors.</param>
public sealed record SessionsView(IReadOnlyList<SessionView> Own, IReadOnlyList<SessionView> Others, bool ShowsOthers);

/// <param name="IsThis">Whether it is the one that looks.</param>
public sealed record SessionView(
    string Id,
    string Person,
    string Browser,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    DateTimeOffset EndsAt,
    bool IsThis
);
