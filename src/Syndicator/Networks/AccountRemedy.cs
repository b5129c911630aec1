namespace Syndicator.Networks;

/// <summary>What a person does about an account that a network does not let in, as the end of a reason.</summary>
internal static class AccountRemedy
{
    /// <summary>New credentials are needed.</summary>
    public static string SignIn(string account) =>
        $"Sign in again with `syndicator accounts login {account}`, then run `syndicator accounts resume {account}` if it is still paused.";

    /// <summary>After something else was put right: <c>Correct it, then run …</c></summary>
    public static string Resume(string account) => $"then run `syndicator accounts resume {account}`.";
}
