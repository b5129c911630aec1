using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Everything editors do with nominations, put together.</summary>
internal sealed class NominationDesk
{
    public NominationDesk(Database database, IssueTable issues, TimeProvider clock)
    {
        Queries = new NominationQueries(database, issues, clock);
        Digest = new ReadRoundDigest(database, Queries, issues);
        RoundCounts = new RoundCounts(database);
        SendDigest = new SendRoundDigest(database, Digest, clock);
        Review = new ReviewNominations(database, clock);
        Merge = new MergeNominations(database, clock);
        Split = new SplitNomination(database, clock);
        Correct = new CorrectNomination(database, clock);
        Add = new AddNomination(database, clock);
        Undo = new UndoReview(database, clock);
        ReadMentions = new ReadMentions(database, clock);
        History = new NominationHistory(database);
    }

    public NominationQueries Queries { get; }
    public ReadRoundDigest Digest { get; }
    public RoundCounts RoundCounts { get; }
    public SendRoundDigest SendDigest { get; }
    public ReviewNominations Review { get; }
    public MergeNominations Merge { get; }
    public SplitNomination Split { get; }
    public CorrectNomination Correct { get; }
    public AddNomination Add { get; }
    public UndoReview Undo { get; }
    public ReadMentions ReadMentions { get; }
    public NominationHistory History { get; }
}
