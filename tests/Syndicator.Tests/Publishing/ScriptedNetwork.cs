using System.Collections.Concurrent;
using Syndicator.Networks;

namespace Syndicator.Tests.Publishing;

/// <summary>A network that does what a test tells it, and remembers what really arrived.</summary>
internal sealed class ScriptedNetwork : INetwork
{
    private readonly ConcurrentQueue<OutboundPost> _arrived = new();
    private int _lookUps;

    /// <summary>What arrived, in order; a post that was refused or never came is not among it.</summary>
    public IReadOnlyList<OutboundPost> Arrived => [.. _arrived];
    public int LookUpCount => _lookUps;

    /// <summary>From when on the last look-up was to look.</summary>
    public DateTimeOffset? LookedSince { get; private set; }

    /// <summary>What happens to a post: says whether it arrives by calling <see cref="Arrive"/>.</summary>
    public Func<ScriptedNetwork, OutboundPost, CancellationToken, Task<PublishOutcome>> OnPublish { get; set; } =
        (network, post, _) => Task.FromResult<PublishOutcome>(new PublishOutcome.Published(network.Arrive(post)));

    /// <summary>Null: tells the truth.</summary>
    public Func<OutboundPost, FindOutcome>? OnFind { get; set; }

    public RemotePost Arrive(OutboundPost post)
    {
        _arrived.Enqueue(post);
        return RemoteOf(post);
    }

    public static RemotePost RemoteOf(OutboundPost post) =>
        new($"id:{post.IdempotencyKey}", $"https://social.example/{post.IdempotencyKey}");

    public void Always(PublishOutcome outcome) => OnPublish = (_, _, _) => Task.FromResult(outcome);

    public void Works() =>
        OnPublish = (network, post, _) => Task.FromResult<PublishOutcome>(new PublishOutcome.Published(network.Arrive(post)));

    public ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("delivering asks for no rules");

    public Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken) =>
        OnPublish(this, post, cancellationToken);

    public Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lookUps);
        LookedSince = firstAttemptAt;
        var arrived = _arrived.Any(other => other.IdempotencyKey == post.IdempotencyKey);
        return Task.FromResult(OnFind?.Invoke(post) ?? (arrived ? new FindOutcome.Found(RemoteOf(post)) : new FindOutcome.Absent()));
    }
}
