namespace Syndicator.Sources.Web;

/// <summary>What asking for a document gave. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record WebAnswer
{
    private WebAnswer() { }

    /// <param name="Bytes">Unpacked, as long as was promised.</param>
    /// <param name="ContentType">As sent; null when there was none.</param>
    /// <param name="ETag">For the next question; null when there was none.</param>
    /// <param name="LastModified">For the next question; null when there was none.</param>
    /// <param name="FinalAddress">Where it was in the end.</param>
    internal sealed record Document(ReadOnlyMemory<byte> Bytes, string? ContentType, string? ETag, string? LastModified, Uri FinalAddress)
        : WebAnswer
    {
        public WebVersion Version => new(FinalAddress, ETag, LastModified);
    }

    /// <summary>It is as it was.</summary>
    internal sealed record NotModified : WebAnswer;

    /// <summary>The server answered, without the document.</summary>
    /// <param name="Status">Of HTTP.</param>
    /// <param name="RetryAfter">How long the server wants to be left alone; null when it did not say.</param>
    internal sealed record Refused(int Status, TimeSpan? RetryAfter) : WebAnswer;

    /// <param name="MostBytes">The limit it passed.</param>
    internal sealed record TooLarge(int MostBytes) : WebAnswer;

    /// <summary>No whole answer came: no such name, no connection, broken off, too slow, led astray.</summary>
    /// <param name="Reason">A sentence for people, with a full stop.</param>
    internal sealed record Unreachable(string Reason) : WebAnswer;

    public T Match<T>(
        Func<Document, T> document,
        Func<T> notModified,
        Func<Refused, T> refused,
        Func<TooLarge, T> tooLarge,
        Func<Unreachable, T> unreachable
    ) =>
        this switch
        {
            Document x => document(x),
            NotModified => notModified(),
            Refused x => refused(x),
            TooLarge x => tooLarge(x),
            Unreachable x => unreachable(x),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
