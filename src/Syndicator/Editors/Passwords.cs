using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Syndicator.Editors;

/// <summary>Hashes passwords slowly, and only few at once, so that nobody keeps the machine busy by guessing.</summary>
/// <param name="iterations">Of PBKDF2 with HMAC-SHA512.</param>
internal sealed class Passwords(int iterations = Passwords.Iterations) : IDisposable
{
    /// <summary>Advised for PBKDF2 with HMAC-SHA512 (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2).</summary>
    public const int Iterations = 210_000;

    private const int AtOnce = 2;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly PasswordHasher<string> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
    private readonly SemaphoreSlim _slots = new(AtOnce);
    private string? _nobodys;

    public string Hash(string name, string password) => _hasher.HashPassword(name, PasswordRules.Normal(password) ?? "");

    /// <summary>Runs while one of the few places is held; default when none became free in time.</summary>
    public async Task<T?> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        if (!await _slots.WaitAsync(s_patience, cancellationToken))
        {
            return null;
        }

        try
        {
            return await work();
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Whether it is the password; takes as long for a name that nobody has.</summary>
    /// <param name="hash">Null: nobody is called so.</param>
    /// <returns>Whether it is right, and a hash to store instead where the stored one was made with fewer iterations.</returns>
    public (bool IsRight, string? Stronger) Check(string name, string? hash, string password)
    {
        var result = _hasher.VerifyHashedPassword(name, hash ?? Nobodys(), PasswordRules.Normal(password) ?? "");
        var isRight = hash is not null && result != PasswordVerificationResult.Failed;
        return (isRight, isRight && result == PasswordVerificationResult.SuccessRehashNeeded ? Hash(name, password) : null);
    }

    public void Dispose() => _slots.Dispose();

    private string Nobodys() => _nobodys ??= Hash("nobody", RandomSecret.Make());
}
