using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;

namespace Syndicator.Nominations.Reviewing;

/// <summary>With which nomination proposals and endorsements are counted. Each remembers under which it came; mergers lead from there.</summary>
internal static class ProposalPlaces
{
    private static readonly string[] s_tables = ["proposals", "endorsements"];

    /// <summary>Counts all of one nomination with another.</summary>
    public static async Task MoveAllAsync(DbTransaction transaction, NominationId from, NominationId to)
    {
        await Recount.OfAsync(transaction, from, to);
        foreach (var table in s_tables)
        {
            await transaction.Connection!.ExecuteAsync(
                $"update {table} set nomination_id = @to where nomination_id = @from",
                new { from = from.ToString(), to = to.ToString() },
                transaction
            );
        }
    }

    /// <summary>Gives a nomination back what came as it, or as one that was merged into it, and was counted with another.</summary>
    public static async Task GiveBackAsync(DbTransaction transaction, NominationId from, NominationId to)
    {
        await Recount.OfAsync(transaction, from, to);
        foreach (var table in s_tables)
        {
            await transaction.Connection!.ExecuteAsync(
                $"""
                update {table} set nomination_id = @to
                where nomination_id = @from and came_as in (
                  with recursive led (id) as (
                    select id from nominations where id = @to
                    union select n.id from nominations n join led on n.merged_into = led.id)
                  select id from led)
                """,
                new { from = from.ToString(), to = to.ToString() },
                transaction
            );
        }
    }

    /// <summary>Makes of single posts what came as another nomination, with what endorsed them.</summary>
    public static async Task MovePostsAsync(DbTransaction transaction, IReadOnlyList<MovedPost> posts, NominationId to)
    {
        const string Proposal = "publication = @Publication and source = @Source and post_id = @Post and ordinal = @Ordinal";
        await Recount.OfAsync(transaction, to);
        foreach (var post in posts)
        {
            var parameters = Parameters(post, to);
            await Recount.OfProposalsAsync(transaction, Proposal, parameters);
            await transaction.Connection!.ExecuteAsync(
                $"update proposals set nomination_id = @to, came_as = @to where {Proposal}",
                parameters,
                transaction
            );
            await transaction.Connection!.ExecuteAsync(
                """
                update endorsements set nomination_id = @to, came_as = @to
                where publication = @Publication and source = @Source and post_id = @Post and came_as = @CameAs
                """,
                parameters,
                transaction
            );
        }
    }

    /// <summary>Takes back <see cref="MovePostsAsync"/>; what came since goes where the first of the posts goes.</summary>
    public static async Task ReturnPostsAsync(DbTransaction transaction, IReadOnlyList<MovedPost> posts, NominationId from, NominationId to)
    {
        foreach (var post in posts)
        {
            await ReturnAsync(transaction, from, to, post.CameAs, " and source = @Source and post_id = @Post", post);
        }

        await ReturnAsync(transaction, from, to, posts[0].CameAs, "", posts[0]);
    }

    private static async Task ReturnAsync(
        DbTransaction transaction,
        NominationId from,
        NominationId to,
        string cameAs,
        string which,
        MovedPost post
    )
    {
        var these = "publication = @Publication and came_as = @from" + which;
        var parameters = new
        {
            post.Publication,
            post.Source,
            post.Post,
            cameAs,
            from = from.ToString(),
            to = to.ToString(),
        };
        await Recount.OfAsync(transaction, to);
        foreach (var table in s_tables)
        {
            await Recount.OfRowsAsync(transaction, table, these, parameters);
            await transaction.Connection!.ExecuteAsync(
                $"update {table} set nomination_id = @to, came_as = @cameAs where {these}",
                parameters,
                transaction
            );
        }
    }

    private static object Parameters(MovedPost post, NominationId to) =>
        new
        {
            post.Publication,
            post.Source,
            post.Post,
            post.Ordinal,
            post.CameAs,
            to = to.ToString(),
        };
}

/// <summary>A proposal that changed its place.</summary>
/// <param name="CameAs">Under which nomination it came before.</param>
internal sealed record MovedPost(string Publication, string Source, string Post, long Ordinal, string CameAs);

/// <summary>What an act changed beside nominations; member names are part of the database's format.</summary>
/// <param name="Split">Posts that were split off.</param>
/// <param name="Added">The proposal that was entered.</param>
/// <param name="Became">What the mention, of which that was made, was before.</param>
/// <param name="BecameWhy">Why it was that.</param>
internal sealed record Moves(IReadOnlyList<MovedPost>? Split = null, MovedPost? Added = null, string? Became = null, string? BecameWhy = null)
{
    public string ToJson() => JsonSerializer.Serialize(this, MovesJson.Default.Moves);

    public static Moves Read(string json) => JsonSerializer.Deserialize(json, MovesJson.Default.Moves)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Moves))]
internal sealed partial class MovesJson : JsonSerializerContext;
