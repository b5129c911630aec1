namespace Syndicator.Networks;

/// <summary>What a person does about an account that a network does not let in, as the end of a reason.</summary>
internal static class AccountRemedy
{
    /// <summary>New credentials are needed.</summary>
    public static string SignIn(string account) =>
        $"Give the account new credentials: `syndicator accounts login {account}`, or where accounts.yaml says they are. Then run `syndicator accounts resume {account}` if it is still paused.";

    /// <summary>There are no credentials where they should be, and <paramref name="problem"/> says where that is.</summary>
    public static string Without(string account, Configuration.Problem? problem) =>
        $"The account {account} has no credentials. {problem?.Message} {problem?.Remedy} Then run `syndicator accounts resume {account}`.".Replace(
            "  ",
            " ",
            StringComparison.Ordinal
        );

    /// <summary>After something else was put right: <c>Correct it, then run …</c></summary>
    public static string Resume(string account) => $"then run `syndicator accounts resume {account}`.";
}
