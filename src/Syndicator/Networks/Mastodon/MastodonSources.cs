using System.Collections.Concurrent;

namespace Syndicator.Networks.Mastodon;

/// <summary>
/// What was typed in posts of an account that a look-up has read. Servers tell it of one post at a time: among many posts a look-up that ran out of time goes
/// on where it ended.
/// </summary>
internal sealed class MastodonSources
{
    /// <summary>Twice as many as a look-up reads.</summary>
    private const int Most = 400;

    private readonly ConcurrentDictionary<(string Id, DateTimeOffset? EditedAt), MastodonSource> _read = new();

    /// <summary>Null while it has not been read, or not since the post was edited.</summary>
    public MastodonSource? Find(MastodonStatus status) => _read.GetValueOrDefault(KeyOf(status));

    public void Keep(MastodonStatus status, MastodonSource source)
    {
        if (_read.Count >= Most)
        {
            _read.Clear();
        }

        _read[KeyOf(status)] = source;
    }

    private static (string, DateTimeOffset?) KeyOf(MastodonStatus status) => (status.Id!, status.EditedAt);
}
