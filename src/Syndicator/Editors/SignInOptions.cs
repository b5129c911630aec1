using Syndicator.Editors.Providers;

namespace Syndicator.Editors;

/// <summary>How people sign in. Section <c>SignIn</c> of the host's settings.</summary>
internal sealed record SignInOptions
{
    public static readonly TimeSpan DefaultSession = TimeSpan.FromDays(14);
    public static readonly TimeSpan DefaultIdle = TimeSpan.FromDays(3);

    /// <summary>Whether editors with a password of this program's own may sign in.</summary>
    public bool Local { get; init; } = true;

    public IReadOnlyList<SignInProvider> Providers { get; init; } = [];

    /// <summary>Whom the providers' word lets in.</summary>
    public IReadOnlyList<AllowEntry> Allowed { get; init; } = [];

    /// <summary>How long a session lasts at most.</summary>
    public TimeSpan SessionLength { get; init; } = DefaultSession;

    /// <summary>How long a session lasts without any request.</summary>
    public TimeSpan SessionIdle { get; init; } = DefaultIdle;
}
