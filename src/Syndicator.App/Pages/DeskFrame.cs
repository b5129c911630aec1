using Microsoft.AspNetCore.Antiforgery;

namespace Syndicator.App.Pages;

/// <summary>What surrounds every page: who looks, which newsletter, what was just done. One for each request; every component may take it as a cascading parameter.</summary>
public sealed class DeskFrame
{
    private Lazy<(string Field, string Value)> _token = new(() => throw new InvalidOperationException("No request was opened."));
    private Lazy<SaidView?> _said = new(() => null);

    /// <summary>Null on pages that need no sign-in, when nobody did.</summary>
    public string? Visitor { get; private set; }

    /// <summary>Whether nobody signs in here.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether whoever looks may change anything; otherwise pages show no buttons.</summary>
    public bool MayDecide { get; private set; }

    /// <summary>More newsletters than these are no longer one page.</summary>
    private const int MostTogether = 12;

    /// <summary>More than these are chosen by their name, not from a list.</summary>
    private const int MostListed = 200;

    /// <summary>Whether even the page about all of them is about one at a time.</summary>
    public bool AreMany => Newsletters.Count > MostTogether;

    /// <summary>Whether one is chosen from a list.</summary>
    public bool AreListed => Newsletters.Count <= MostListed;

    /// <summary>Whose calendars and feeds the page names.</summary>
    public IEnumerable<NewsletterView> WithFeeds =>
        !AreMany ? Newsletters
        : Newsletter is { } one ? [one]
        : [];

    /// <summary>In the order of the configuration.</summary>
    public IReadOnlyList<NewsletterView> Newsletters { get; private set; } = [];

    /// <summary>Which of them this page is about; null on pages about all or none.</summary>
    public NewsletterView? Newsletter { get; internal set; }

    /// <summary>Where this page is, with its query: where an act returns to.</summary>
    public string Address { get; private set; } = "/";

    /// <summary>How the last act ended.</summary>
    public SaidView? Said => _said.Value;

    /// <summary>The hidden field without which no act is taken. Asking for it sets its cookie.</summary>
    public (string Field, string Value) Token => _token.Value;

    /// <summary>The same for a part of a page that is about one newsletter.</summary>
    public DeskFrame About(string newsletter)
    {
        var part = (DeskFrame)MemberwiseClone();
        part.Newsletter = Newsletters.FirstOrDefault(each => each.Id == newsletter);
        return part;
    }

    /// <summary>The address of another page about the same newsletter.</summary>
    public string To(string path) => To(path, Newsletter?.Id);

    /// <summary>With one newsletter only, addresses need not say which.</summary>
    public string To(string path, string? newsletter) =>
        newsletter is null || Newsletters.Count < 2
            ? path
            : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{DeskRequest.NewsletterField}={Uri.EscapeDataString(newsletter)}";

    /// <summary>Once at the beginning of a request.</summary>
    internal void Open(HttpContext context, SignIn.Visitor? visitor, IReadOnlyList<NewsletterView> newsletters)
    {
        Visitor = visitor?.Name;
        IsOpen = visitor is { IsOpen: true };
        MayDecide = visitor is { MayDecide: true };
        Newsletters = newsletters;
        Address = context.Request.Path + context.Request.QueryString;
        _said = new(() => SaidCookie.Take(context));
        _token = new(() =>
        {
            var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
            return (tokens.FormFieldName, tokens.RequestToken!);
        });
    }
}

public sealed record NewsletterView(string Id, string Name);

/// <summary>How an act ended, shown once on the next page.</summary>
/// <param name="Text">Sentences.</param>
/// <param name="IsTrouble">Whether it was not done.</param>
/// <param name="Undo">The act that takes it back; null where nothing can.</param>
public sealed record SaidView(string Text, bool IsTrouble = false, string? Undo = null);
