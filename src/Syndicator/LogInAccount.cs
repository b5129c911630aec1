using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Secrets;

namespace Syndicator;

/// <summary>Gives the program an account: the network's own log-in, a look at whose account it is, and only then the store.</summary>
internal sealed class LogInAccount(LiveNetworks live, SecretStore store, AccountPauses pauses, TimeProvider clock)
{
    /// <param name="name">Under which the secret is stored.</param>
    /// <returns>Nothing is changed unless the outcome is <see cref="LoginReport.Done"/>.</returns>
    public async Task<LoginReport> RunAsync(
        Publication publication,
        Account account,
        string name,
        LoginWay way,
        IOperator person,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var login = live.LogInOf(publication, account);
        var outcome = await login.LogInAsync(way, person, cancellationToken);
        return await outcome.Match<Task<LoginReport>>(
            async granted =>
            {
                var tried = new TriedSecret(granted.Secret);
                var report = await TakeAsync(publication, account, name, tried, actor, cancellationToken);
                if (report is LoginReport.Failed && granted.IsOurs)
                {
                    // Nobody has it any more, so nobody shall be able to use it.
                    await login.LogOutAsync(tried.Current, CancellationToken.None);
                }

                return report;
            },
            refused => Task.FromResult<LoginReport>(new LoginReport.Failed(refused.Reason, MayRepeat: false)),
            unavailable => Task.FromResult<LoginReport>(new LoginReport.Failed(unavailable.Reason, MayRepeat: true))
        );
    }

    private async Task<LoginReport> TakeAsync(
        Publication publication,
        Account account,
        string name,
        TriedSecret tried,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var standing = await live.TryAsync(
            publication,
            account,
            tried,
            network => VerifyAccounts.AskAsync(network, clock, cancellationToken)
        );
        if (standing is not ReadOutcome<AccountStanding>.Read { Value: var who })
        {
            return new LoginReport.Failed(standing.Reason(), MayRepeat: standing is not ReadOutcome<AccountStanding>.Refused);
        }

        if (VerifyAccounts.OtherHandle(account, who) is { } other)
        {
            return new LoginReport.Failed(other, MayRepeat: false);
        }

        if (await store.PutAsync(name, tried.Current, actor, cancellationToken) is { } problem)
        {
            return new LoginReport.Failed($"{problem.Message} {problem.Remedy}".Trim(), MayRepeat: false);
        }

        return new LoginReport.Done(who, who.Missing.Count == 0 ? await ResumeAsync(publication, account, actor) : null);
    }

    /// <summary>Ends a pause that its credentials had caused.</summary>
    private async Task<int?> ResumeAsync(Publication publication, Account account, string actor) =>
        (await pauses.ListAsync(publication.Id, CancellationToken.None)).Any(pause =>
            pause.Account == account.Name && pause.Reason == PauseReason.Account
        )
            ? await pauses.ResumeAsync(publication.Id, account.Name, actor, CancellationToken.None)
            : null;
}

/// <summary>How a log-in ended for the program. Closed.</summary>
internal abstract record LoginReport
{
    private LoginReport() { }

    /// <summary>The secret is stored.</summary>
    /// <param name="Released">How many posts became due because a pause ended; null: none ended.</param>
    public sealed record Done(AccountStanding Who, int? Released) : LoginReport;

    /// <summary>Nothing is stored; what was stored before is.</summary>
    public sealed record Failed(string Reason, bool MayRepeat) : LoginReport;

    public T Match<T>(Func<Done, T> done, Func<Failed, T> failed) =>
        this switch
        {
            Done x => done(x),
            Failed x => failed(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
