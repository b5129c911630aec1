using Syndicator.App.Commands;
using Syndicator.App.Pages.Nominations;
using Syndicator.Configuration;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Api;

/// <summary>What is sent with an act.</summary>
internal record ActBody
{
    /// <summary>The one that the caller saw; without it, and without If-Match, the act is done to whatever is there.</summary>
    public long? Version { get; init; }

    /// <summary>Kept in the history.</summary>
    public string? Note { get; init; }
}

/// <summary>What is sent with an act that needs a reason.</summary>
internal sealed record ReasonBody
{
    /// <summary>The one that the caller saw.</summary>
    public long? Version { get; init; }

    /// <summary>Why; other editors read it.</summary>
    public required string Reason { get; init; }
}

/// <summary>What is sent with an act about a round.</summary>
internal sealed record RoundBody : ActBody
{
    /// <summary>By the day it closes on, its issue's number, or the name of its invitations; without it, the usual one.</summary>
    public string? Round { get; init; }
}

/// <summary>Which nominations become one with another.</summary>
internal sealed record MergerBody : ActBody
{
    /// <summary>Their ids.</summary>
    public required IReadOnlyList<string> Nominations { get; init; }
}

/// <summary>What is said of a nominee. What is not there stays; what is empty goes.</summary>
internal record CorrectionBody : ActBody
{
    public string? Name { get; init; }
    public string? Url { get; init; }
    public string? Description { get; init; }
    public string? Text { get; init; }
    public string? Speaker { get; init; }
    public string? Source { get; init; }
    public string? Title { get; init; }
    public string? Closes { get; init; }
    public string? Place { get; init; }
    public string? On { get; init; }

    public NomineeCorrection ToCorrection() =>
        new()
        {
            Name = Name,
            Url = Url,
            Description = Description,
            Text = Text,
            Speaker = Speaker,
            Source = Source,
            Title = Title,
            Closes = Closes,
            Place = Place,
            On = On,
        };
}

/// <summary>Which posts become a nomination of their own, and of what where they do not say it.</summary>
internal sealed record SplitBody : CorrectionBody
{
    /// <summary>As the nomination has them (<c>source/id</c>), or their addresses.</summary>
    public required IReadOnlyList<string> Posts { get; init; }
}

/// <summary>A nomination to be entered, with the parts of its kind.</summary>
internal sealed record NewNominationBody
{
    public required NomineeKind Kind { get; init; }

    /// <summary>Who nominates it, as they are to be thanked; not with a mention.</summary>
    public string? By { get; init; }

    /// <summary>Where they did; not with a mention.</summary>
    public string? Post { get; init; }

    /// <summary>The mention that nominates it, as the list of mentions has it, or its address.</summary>
    public string? Mention { get; init; }

    /// <summary>Whether it is their own.</summary>
    public bool Self { get; init; }

    public string? Note { get; init; }
    public string? Name { get; init; }
    public string? Url { get; init; }
    public string? Description { get; init; }

    /// <summary>A quote's words; of a mention, else the mention's.</summary>
    public string? Text { get; init; }
    public string? Speaker { get; init; }
    public string? Source { get; init; }
    public string? Title { get; init; }
    public string? Closes { get; init; }
    public string? Place { get; init; }
    public string? On { get; init; }

    /// <summary>What it nominates, or what is missing. What it does not say of a mention, the mention says: a quote's words, the first link.</summary>
    public (Nominee? Nominee, string? Problem) Of(KeptMention? mention)
    {
        var isOwn = Text is null && mention is not null;
        var parts = new NomineeCorrection
        {
            Name = Name ?? (Kind == NomineeKind.Crate && Url is { } url ? CrateAddress.NameOf(url) : null),
            Url = Url ?? (Kind is NomineeKind.Link or NomineeKind.Call && mention?.Links is [var first, ..] ? first : null),
            Description = Description,
            Text = Text ?? (Kind == NomineeKind.Quote ? mention?.Text : null),
            Speaker = Speaker ?? (Kind == NomineeKind.Quote && isOwn ? mention?.AuthorName : null),
            Source = Source ?? (Kind == NomineeKind.Quote && isOwn ? mention?.Url : null),
            Title = Title,
            Closes = Closes,
            Place = Place,
            On = On,
        };
        return parts.Apply(NomineeFields.Empty(Kind));
    }
}
