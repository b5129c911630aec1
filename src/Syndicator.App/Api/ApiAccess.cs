using Syndicator.Editors;

namespace Syndicator.App.Api;

/// <summary>Whose tokens count for the interface, and how often wrong ones came.</summary>
internal sealed record ApiAccess(EditorTokens Tokens, SignInAttempts Attempts)
{
    /// <summary>At a desk without sign-in: tokens of local editors.</summary>
    public static ApiAccess OfOpenDesk(Syndication syndication) =>
        new(
            new EditorTokens(syndication.Database, AllowList.OfLocalEditors, TimeProvider.System),
            new SignInAttempts(syndication.Database, TimeProvider.System)
        );

    public static ApiAccess Of(SignInDesk desk) => new(desk.Tokens, desk.Attempts);
}
