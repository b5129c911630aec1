using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Syndicator.Configuration;
using Secret = Syndicator.Configuration.Secret;

namespace Syndicator.Secrets;

/// <summary>
/// What secrets are encrypted with: a key ring of ASP.NET Core Data Protection in a folder of its own, which all instances of the program share. Keys come
/// into being with the first secret and by rotation, never by themselves, so that a copy of the folder stays complete.
/// </summary>
/// <param name="folder">Absolute; <c>Secrets:Keys</c>.</param>
internal sealed class SecretKeys(string folder) : IDisposable
{
    // Whoever shares the folder reads what others wrote: these two never change.
    private const string Application = "Syndicator";
    private const string Purpose = "Syndicator.Secrets.v1";

    /// <summary>Keys end by rotation, not by age.</summary>
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(36525);

    private readonly Lock _lock = new();
    private ServiceProvider? _ring;

    /// <summary>Whether there is any key.</summary>
    public bool Exist => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.xml").Any();

    /// <summary>Makes the key that is used from now on, and the folder with the first one. What is encrypted stays readable.</summary>
    public Problem? Make() =>
        Guard(
            "No key can be made",
            () =>
            {
                using var ring = Open();
                var now = TimeProvider.System.GetUtcNow();
                ring.GetRequiredService<IKeyManager>().CreateNewKey(now, now + s_lifetime);
                return "";
            }
        ).Problem;

    /// <summary>With the newest key in the folder. A text is bound to its name: under another one it cannot be read.</summary>
    public (string? Ciphertext, Problem? Problem) Encrypt(string name, Secret secret) =>
        Guard(
            $"The secret {name} cannot be encrypted",
            () => Convert.ToBase64String(Protector(Renew(), name).Protect(Encoding.UTF8.GetBytes(secret.Reveal())))
        );

    public (Secret? Secret, Problem? Problem) Decrypt(string name, string ciphertext)
    {
        var (text, problem) = Guard($"The secret {name} cannot be decrypted", () => Text(name, Convert.FromBase64String(ciphertext)));
        return text is null ? (null, problem) : (new Secret(text), null);
    }

    public void Dispose() => _ring?.Dispose();

    /// <summary>Whatever is wrong with the keys, and what to do about it.</summary>
    /// <param name="failed">Begins the message.</param>
    private (string? Done, Problem? Problem) Guard(string failed, Func<string> work)
    {
        try
        {
            return (work(), null);
        }
        catch (Exception problem)
            when (problem
                    is CryptographicException
                        or InvalidOperationException
                        or FormatException
                        or XmlException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return (null, new Problem("secret-keys", $"{failed}: {What(problem)}.", Remedy));
        }
    }

    /// <summary>What unprotects wraps whatever happened to it.</summary>
    private string What(Exception problem) =>
        (problem is CryptographicException { InnerException: { } cause } ? cause : problem) switch
        {
            IOException or UnauthorizedAccessException =>
                $"the folder {folder} cannot be used ({(problem.InnerException ?? problem).Message.TrimEnd('.')})",
            XmlException => $"a file in {folder} is no key",
            _ when !Exist => $"there are no keys in {folder}",
            _ => $"the keys in {folder} are not those it was encrypted with",
        };

    private string Remedy =>
        $"Put the store's own keys there, or name their folder in Secrets:Keys ({folder} now), readable and writable by the program's user; "
        + "where they are lost, remove the secret with `syndicator secrets remove` and log in again.";

    private string Text(string name, byte[] ciphertext)
    {
        try
        {
            return Text(Known(), name, ciphertext);
        }
        catch (Exception unknown) when (unknown is CryptographicException or InvalidOperationException)
        {
            // Another process may have made a key since the ring was read.
            return Text(Renew(), name, ciphertext);
        }
    }

    private static string Text(ServiceProvider ring, string name, byte[] ciphertext) =>
        Encoding.UTF8.GetString(Protector(ring, name).Unprotect(ciphertext));

    private static IDataProtector Protector(ServiceProvider ring, string name) =>
        ring.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose, name);

    private ServiceProvider Known()
    {
        lock (_lock)
        {
            return _ring ??= Open();
        }
    }

    /// <summary>The ring as it is in the folder now. The former one may be in use; it holds nothing that needs an end.</summary>
    private ServiceProvider Renew()
    {
        lock (_lock)
        {
            return _ring = Open();
        }
    }

    private ServiceProvider Open()
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(Application).DisableAutomaticKeyGeneration();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new KeyFolder(folder));
        return services.BuildServiceProvider();
    }
}
