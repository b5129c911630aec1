using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>Whether the record under a post's key is that post.</summary>
internal static class BlueskyRecordMatch
{
    /// <summary>Whether the account's own repository surely has no such record; some versions of the server say so in words only, and name the record.</summary>
    public static bool IsMissing(XrpcAnswer.Refused refused, string did, string key) =>
        refused.Error == "RecordNotFound"
        || (
            refused.Error == "InvalidRequest"
            && refused.Reason.Contains($"Could not locate record: {new PostRef(did, key, "").Uri}", StringComparison.Ordinal)
        );

    public static FindOutcome Judge(JsonElement answer, OutboundPost post, BlueskySession session, string key)
    {
        try
        {
            var value = answer.Member("value");
            return PostRef.Of(answer.Text("uri"), answer.Text("cid")) is not { Cid.Length: > 0 } there
                    ? CannotTell("the answer names no post")
                : there.Did != session.Did || there.Key != key ? CannotTell("the answer is about another post")
                : value.Text("text") != post.Content.Text ? CannotTell($"another text stands at {there.Url(session.Handle)}")
                : Parent(value) != PostRef.Parse(post.ReplyTo?.Id)?.Uri ? CannotTell($"{there.Url(session.Handle)} answers another post")
                : new FindOutcome.Found(new RemotePost(there.Id, there.Url(session.Handle)));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in one of its strings.
            return CannotTell("the answer is broken");
        }
    }

    /// <summary>Found on this page of records, the newest first; surely absent, because the page reaches back beyond the first attempt; or null: see the next page.</summary>
    public static FindOutcome? Search(JsonElement page, OutboundPost post, DateTimeOffset firstAttemptAt, BlueskySession session)
    {
        try
        {
            if (page.Member("records").ValueKind != JsonValueKind.Array)
            {
                return new FindOutcome.Unavailable("The answer is no list of records.");
            }

            foreach (var record in page.List("records"))
            {
                if (PostRef.Of(record.Text("uri"), record.Text("cid")) is not { Cid.Length: > 0 } there || there.Did != session.Did)
                {
                    return CannotTell("a record of the account cannot be read");
                }

                if (Tid.Microseconds(there.Key) is { } made && made / 1000 < firstAttemptAt.ToUnixTimeMilliseconds())
                {
                    return new FindOutcome.Absent(IsFinal: true);
                }

                var value = record.Member("value");
                if (value.Text("text") == post.Content.Text && Parent(value) == PostRef.Parse(post.ReplyTo?.Id)?.Uri)
                {
                    return new FindOutcome.Found(new RemotePost(there.Id, there.Url(session.Handle)));
                }
            }

            return null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in one of its strings.
            return CannotTell("the answer is broken");
        }
    }

    private static string? Parent(JsonElement value) => value.Member("reply").Member("parent").Text("uri");

    private static FindOutcome.CannotTell CannotTell(string reason) => new(reason);
}
