namespace Syndicator.Editors;

/// <summary>How an attempt with name and password ended. Closed.</summary>
internal abstract record PasswordOutcome
{
    private PasswordOutcome() { }

    public sealed record Right(Person Person) : PasswordOutcome;

    /// <summary>Name or password; nobody is told which.</summary>
    public sealed record Wrong : PasswordOutcome;

    /// <summary>Not looked at.</summary>
    public sealed record Wait(TimeSpan For) : PasswordOutcome;

    /// <summary>Not looked at: too many at once.</summary>
    public sealed record Busy : PasswordOutcome;

    public T Match<T>(Func<Right, T> right, Func<Wrong, T> wrong, Func<Wait, T> wait, Func<Busy, T> busy) =>
        this switch
        {
            Right x => right(x),
            Wrong x => wrong(x),
            Wait x => wait(x),
            Busy x => busy(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

/// <summary>Checks a name and a password.</summary>
internal sealed class SignInWithPassword(LocalEditors editors, Passwords passwords, SignInAttempts attempts)
{
    /// <param name="from">Its name is what was typed.</param>
    public async Task<PasswordOutcome> RunAsync(AttemptFrom from, string password, CancellationToken cancellationToken) =>
        await passwords.InTurnAsync(() => CheckAsync(from, password, cancellationToken), cancellationToken) ?? new PasswordOutcome.Busy();

    private async Task<PasswordOutcome> CheckAsync(AttemptFrom typed, string password, CancellationToken cancellationToken)
    {
        var name = EditorName.Parse(typed.Name);
        var from = typed with { Name = name ?? typed.Name };
        if (await attempts.TakeAsync(from, cancellationToken) is { } wait)
        {
            return new PasswordOutcome.Wait(wait);
        }

        var hash = name is null ? null : await editors.FindHashAsync(name, cancellationToken);
        var (isRight, stronger) = passwords.Check(from.Name, hash, password);
        if (!isRight)
        {
            return new PasswordOutcome.Wrong();
        }

        await attempts.ForgiveAsync(from, cancellationToken);
        await editors.NoteSignInAsync(from.Name, stronger, cancellationToken);
        return new PasswordOutcome.Right(Person.OfLocal(from.Name));
    }
}
