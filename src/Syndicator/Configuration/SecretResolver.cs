using System.Text;

namespace Syndicator.Configuration;

/// <summary>A secret's value. Never shows itself: not in logs, exceptions, debuggers' strings or records that hold it.</summary>
internal sealed class Secret(string value)
{
    /// <summary>The value, for the one place that sends it.</summary>
    public string Reveal() => value;

    public override string ToString() => "(secret)";
}

/// <summary>Looks secrets up where their references point outside the program.</summary>
/// <param name="variable">Environment variables by name; null where there is none.</param>
internal sealed class SecretResolver(Func<string, string?> variable)
{
    /// <summary>Keys and tokens are far smaller, in bytes.</summary>
    public const int LargestFile = 64 * 1024;

    /// <summary>The secret, or what is wrong, without its value. What <c>secret:</c> refers to is in the store, and not for this to see.</summary>
    public (Secret? Secret, Problem? Problem) Resolve(SecretReference reference)
    {
        try
        {
            var value = reference.Place switch
            {
                SecretPlace.Environment => variable(reference.Name),
                SecretPlace.File => ReadFile(reference.Name),
                _ => null,
            };
            return string.IsNullOrWhiteSpace(value) ? (null, Missing(reference)) : (new Secret(value), null);
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or DecoderFallbackException or NotSupportedException)
        {
            return (null, Missing(reference));
        }
    }

    /// <summary>The text without trailing line ends: editors and <c>echo</c> add one.</summary>
    private static string? ReadFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[LargestFile + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length > LargestFile
            ? null
            : new UTF8Encoding(false, true).GetString(bytes, 0, length).TrimStart('\uFEFF').TrimEnd('\r', '\n');
    }

    private static Problem Missing(SecretReference reference) =>
        reference.Place switch
        {
            SecretPlace.Environment => new(
                "missing-secret",
                $"The environment variable {reference.Name} is not set.",
                "Set it before the program starts."
            ),
            SecretPlace.File => new(
                "missing-secret",
                $"No secret can be read from {reference.Name}.",
                "Put there a readable UTF-8 text of at most 64 KiB that holds the secret alone."
            ),
            _ => new(
                "missing-secret",
                $"{reference} is in the program's own store, where only credentials of accounts are looked for.",
                "Name an environment variable (`env:NAME`) or a file (`file:/path`)."
            ),
        };
}
