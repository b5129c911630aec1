using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Crates;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>Asks crates.io about the crates that are nominated, a few at a look, and keeps what it says: a week, or a day where it knows of no such crate.</summary>
internal sealed class AskCratesIo(
    Database database,
    Func<string, CancellationToken, Task<CrateAnswer>> ask,
    TimeProvider clock,
    ILogger<AskCratesIo> log
)
{
    /// <summary>What is stored where there is no such crate.</summary>
    public const string Unknown = "null";

    /// <summary>Two requests each, a second apart: what comes after it waits no longer than this takes.</summary>
    private const int MostAtOnce = 15;

    private static readonly TimeSpan s_keepsFor = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_unknownFor = TimeSpan.FromDays(1);

    /// <returns>How many were asked about and answered.</returns>
    public async Task<int> RunAsync(Publication publication, CancellationToken stop)
    {
        if (!publication.Nominations.AsksCratesIo)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var since = new Rounds(publication.Nominations).OpenSince(now);
        var answered = 0;
        foreach (var (identity, name) in await database.ReadAsync(connection => ReadAsync(connection, publication, since, now), stop))
        {
            var answer = await ask(name, stop);
            if (answer is CrateAnswer.NotAnswered silent)
            {
                log.LogInformation("crates.io said nothing of {Name}: {Reason}", OneLine.Of(name), OneLine.Of(silent.Reason));
                return answered;
            }

            await StoreAsync(identity, answer is CrateAnswer.Known known ? StorableText.Of(known.Facts.ToJson()) : Unknown, stop);
            answered++;
        }

        return answered;
    }

    private static async Task<IReadOnlyList<(string Identity, string Name)>> ReadAsync(
        DbConnection connection,
        Publication publication,
        DateTimeOffset since,
        DateTimeOffset now
    ) =>
        [
            .. (
                await NominationTable.SelectAsync(
                    connection,
                    $"""
                    publication = @Id and kind = 'crate' and {NominationTable.IsOpen} and round > @since and identity not like 'url:%'
                      and not exists (select 1 from crate_facts f where f.name = nominations.identity
                        and f.asked_at > case when f.facts = @Unknown then @unknownSince else @knownSince end)
                    order by created_at limit @MostAtOnce
                    """,
                    new
                    {
                        publication.Id,
                        since,
                        Unknown,
                        unknownSince = now - s_unknownFor,
                        knownSince = now - s_keepsFor,
                        MostAtOnce,
                    }
                )
            ).Select(nomination => (NomineeIdentity.Of(nomination.Nominee), ((Nominee.Crate)nomination.Nominee).Name!)),
        ];

    private Task<int> StoreAsync(string name, string facts, CancellationToken stop) =>
        database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    """
                    insert into crate_facts (name, facts, asked_at) values (@name, @facts, @at)
                    on conflict (name) do update set facts = excluded.facts, asked_at = excluded.asked_at
                    """,
                    new
                    {
                        name,
                        facts,
                        at = clock.GetUtcNow(),
                    },
                    transaction
                ),
            stop
        );
}
