using System.Text.Json.Serialization;
using Syndicator.Configuration;

namespace Syndicator.Nominations;

/// <summary>What is nominated. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record Nominee
{
    private Nominee() { }

    /// <param name="Name">As written: <c>Serde-JSON</c>; null where only a repository is known.</param>
    /// <param name="Url">Where it is; null where nobody gave a link.</param>
    /// <param name="Description">What it is, as an editor words it for the issue; null where none did.</param>
    public sealed record Crate(string? Name, string? Url, string? Description = null) : Nominee;

    /// <param name="Text">Plain text, paragraphs separated by a blank line.</param>
    /// <param name="Speaker">Who said it; null when not known.</param>
    /// <param name="SourceUrl">Where; null when not known.</param>
    public sealed record Quote(string Text, string? Speaker, string? SourceUrl) : Nominee;

    public sealed record Link(string Url, string? Title) : Nominee;

    /// <summary>A call for participation.</summary>
    public sealed record Call(string Url, string? Title) : Nominee;

    [JsonIgnore]
    public NomineeKind Kind => Match(_ => NomineeKind.Crate, _ => NomineeKind.Quote, _ => NomineeKind.Link, _ => NomineeKind.Call);

    public T Match<T>(Func<Crate, T> crate, Func<Quote, T> quote, Func<Link, T> link, Func<Call, T> call) =>
        this switch
        {
            Crate x => crate(x),
            Quote x => quote(x),
            Link x => link(x),
            Call x => call(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
