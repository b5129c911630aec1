namespace Syndicator.Networks.X;

/// <summary>What a read asks for, in one of X's two vocabularies. Answers are read in both; requests need the one that the endpoint knows.</summary>
internal sealed record XNames(string FieldsParameter, string Fields, string Metrics, string Expansions)
{
    public const string UserFields = "username,name,created_at,protected,public_metrics";

    /// <summary>In the prose and in clients; what is sent first.</summary>
    public static XNames Tweet { get; } =
        new(
            "tweet.fields",
            "created_at,conversation_id,in_reply_to_user_id,lang,entities,public_metrics,note_tweet,referenced_tweets,attachments,possibly_sensitive",
            "public_metrics",
            "author_id"
        );

    /// <summary>In the published description since 2.167, where references are no field but an expansion.</summary>
    public static XNames Post { get; } =
        new(
            "post.fields",
            "created_at,conversation_id,lang,entities,public_metrics,note_post,attachments,possibly_sensitive",
            "public_metrics",
            "author_id,referenced_posts"
        );

    public XNames Other => this == Tweet ? Post : Tweet;

    /// <summary>The parameters of every read of posts.</summary>
    public IEnumerable<(string Key, string Value)> Parameters =>
        [(FieldsParameter, Fields), ("expansions", Expansions), ("user.fields", UserFields)];
}
