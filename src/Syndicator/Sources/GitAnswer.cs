namespace Syndicator.Sources;

/// <summary>What running git gave. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record GitAnswer
{
    private GitAnswer() { }

    /// <param name="Output">Its standard output.</param>
    internal sealed record Given(ReadOnlyMemory<byte> Output) : GitAnswer;

    /// <param name="Error">What git wrote about it, as it wrote it: not yet fit for people.</param>
    internal sealed record Refused(int ExitCode, string Error) : GitAnswer;

    /// <summary>It took longer than it may and was ended.</summary>
    internal sealed record TooSlow(TimeSpan Limit) : GitAnswer;

    /// <summary>It wrote more than it may, to its folder or its output, and was ended.</summary>
    internal sealed record TooLarge(long Limit) : GitAnswer;

    /// <summary>There is no such program, or it cannot be started.</summary>
    internal sealed record NotStarted(string Reason) : GitAnswer;

    public T Match<T>(
        Func<Given, T> given,
        Func<Refused, T> refused,
        Func<TooSlow, T> tooSlow,
        Func<TooLarge, T> tooLarge,
        Func<NotStarted, T> notStarted
    ) =>
        this switch
        {
            Given x => given(x),
            Refused x => refused(x),
            TooSlow x => tooSlow(x),
            TooLarge x => tooLarge(x),
            NotStarted x => notStarted(x),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>How much a repository may cost.</summary>
/// <param name="Answer">Longest time for a question: what the branch is at, what a commit holds, a file.</param>
/// <param name="Fetch">Longest time for fetching.</param>
/// <param name="Disk">Most bytes of a clone on disk.</param>
/// <param name="Names">Most bytes of a commit's names.</param>
/// <param name="Files">Most files of a clone on disk; each fetch adds a few, and beyond this it is made anew.</param>
internal sealed record GitLimits(TimeSpan Answer, TimeSpan Fetch, long Disk, int Names, int Files)
{
    public static GitLimits Default { get; } =
        new(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10), Disk: 512L << 20, Names: 16 << 20, Files: 1000);
}
