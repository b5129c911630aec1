namespace Syndicator.FakeNetworks;

/// <summary>A request that has arrived and is not answered in full.</summary>
/// <param name="makesPost">Whether it asks for a post to be made.</param>
public sealed class RequestUnderWay(bool makesPost)
{
    private volatile bool _isCutOff;
    private volatile bool _isEnded;

    public bool MakesPost => makesPost;

    /// <summary>Whether its client went away before it had the answer.</summary>
    public bool IsCutOff => _isCutOff;

    /// <summary>Whoever cuts it off from now on is not its client.</summary>
    internal void End() => _isEnded = true;

    internal void CutOff() => _isCutOff |= !_isEnded;
}
