using Syndicator.Configuration;

namespace Syndicator.Alarms;

/// <summary>Accounts and forum topics of which nobody can say what people write to us there.</summary>
internal static class MentionReasons
{
    /// <summary>Rounds last days: a server that is down over a night is no alarm.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(6);

    public static IEnumerable<HealthReason> Of(HealthView view) =>
        view.Facts.Unread.Where(fact => IsConfigured(view.Publication, fact.Source)).Select(fact => Of(view, fact));

    private static bool IsConfigured(Publication publication, string source) =>
        publication.Accounts.Any(account => account.Name == source) || publication.Nominations.Topics.Any(topic => topic.Name == source);

    private static HealthReason Of(HealthView view, UnreadFact fact)
    {
        var again = fact.NotBefore > view.Now ? $" It takes questions again at {view.At(fact.NotBefore.Value)}." : "";
        return view.Notice(
            HealthCodes.MentionsUnread,
            fact.Source,
            $"{fact.Source}: what people write there could not be read since {view.At(fact.TroubleSince)}: {Wording.Said(fact.Trouble)}.{again}",
            $"Where it does not end by itself, remove its cause; `syndicator collect --source {fact.Source}` tries it now. Nothing is lost: reading goes on where it stopped.",
            fact.TroubleSince
        ) with
        {
            IsFailing = view.Now - fact.TroubleSince > s_patience,
        };
    }
}
