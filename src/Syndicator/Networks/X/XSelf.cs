using System.Text.Json;

namespace Syndicator.Networks.X;

/// <summary>Who the account is. Asked once: it costs, and does not change.</summary>
internal sealed class XSelf(XClient client)
{
    private volatile XUser? _known;

    public async Task<ReadOutcome<XUser>> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
        {
            return new ReadOutcome<XUser>.Read(known);
        }

        return (await AskAsync(cancellationToken)).Reading(Understand);
    }

    public Task<XAnswer> AskAsync(CancellationToken cancellationToken) =>
        client.ReadAsync(XCall.Get("2/users/me", ("user.fields", "username,name,created_at,protected,public_metrics")), cancellationToken);

    public ReadOutcome<XUser> Understand(XAnswer.Good good)
    {
        var (single, problem) = good.Read(XJson.Default.XSingle);
        if (
            single?.Data is { ValueKind: JsonValueKind.Object } data
            && XJson.Read(data, XJson.Default.XUser) is { } user
            && XIds.IsId(user.Id)
        )
        {
            _known = user;
            return new ReadOutcome<XUser>.Read(user);
        }

        return new ReadOutcome<XUser>.Unavailable(
            problem is null ? "X does not say who the account is." : $"X gave an answer that cannot be read: {problem}."
        );
    }
}
