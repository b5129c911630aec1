using System.Collections.Concurrent;

namespace Syndicator.Networks.Bluesky;

/// <summary>Finds the ids of handles: a mention needs one.</summary>
internal sealed class BlueskyHandles(Xrpc xrpc)
{
    /// <summary>Handles change hands, if rarely: what was found is kept for the posts of this start of the program, up to a number.</summary>
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<string, string> _kept = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id, or null when nobody has the handle; or why that could not be learned.</summary>
    public async Task<(string? Did, XrpcAnswer? Problem)> FindAsync(string handle, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(handle, out var kept))
        {
            return (kept, null);
        }

        var answer = await xrpc.ReadAsync(
            "com.atproto.identity.resolveHandle",
            "handle=" + Uri.EscapeDataString(handle),
            cancellationToken
        );
        return answer switch
        {
            XrpcAnswer.Done { Body: var body } => (Keep(handle, body.Text("did")), null),
            XrpcAnswer.Refused { Kind: RefusalKind.Post } => (null, null),
            _ => (null, answer.Before()),
        };
    }

    private string? Keep(string handle, string? did)
    {
        if (did is null || !PostRef.IsDid(did))
        {
            return null;
        }

        if (_kept.Count < MostKept)
        {
            _kept[handle] = did;
        }

        return did;
    }
}
