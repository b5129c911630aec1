namespace Syndicator.App.Api;

/// <summary>What can be asked for at an address: for whom it is, and how the document describes it.</summary>
/// <param name="Id">Unique: <c>listNominations</c>.</param>
/// <param name="Summary">A sentence.</param>
internal sealed record ApiOperation(string Id, string Summary)
{
    /// <summary>What it belongs to in the document.</summary>
    public required string Tag { get; init; }

    /// <summary>Whether it changes anything, which viewers may not.</summary>
    public bool IsAct { get; init; }

    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>What is sent with it; null: nothing.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether it is done only to what the caller saw, where they say which version that was.</summary>
    public bool IsVersioned { get; init; }
}
