using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Syndicator.Configuration;

namespace Syndicator.Calls;

/// <summary>Logs which posts about calls cannot be made, each once while the program runs: they are due again at every turn.</summary>
internal sealed class TellUnsayable(ILogger<TellUnsayable> log)
{
    private readonly ConcurrentDictionary<(string Publication, string Account, string Key, string Why), bool> _told = [];

    public void Run(Publication publication, IEnumerable<UnsayablePost> posts)
    {
        foreach (var post in posts)
        {
            if (_told.TryAdd((publication.Id, post.Account, post.Plan.Key, post.Because.Why), true))
            {
                var call = post.Plan.Says[0].Call;
                log.LogWarning(
                    "{Publication}: {Account} cannot tell of {Call} ({Id}): {Why}. {Remedy}",
                    publication.Id,
                    post.Account,
                    OneLine.Of(call.Text.Name),
                    call.Id,
                    post.Because.Why,
                    post.Remedy
                );
            }
        }
    }
}
