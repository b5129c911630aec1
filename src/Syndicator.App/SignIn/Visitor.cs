using Syndicator.Editors;

namespace Syndicator.App.SignIn;

/// <summary>Who asks for a page. Set on each request by what lets it in: the open desk's check, or sign-in.</summary>
/// <param name="Name">As in the history of what they decide.</param>
/// <param name="IsOpen">Nobody signs in at this desk: whoever uses this machine decides.</param>
/// <param name="Way">How they came.</param>
internal sealed record Visitor(string Name, EditorRole Role, bool IsOpen, string Way = Visitor.Browser)
{
    public const string Browser = "desk";

    /// <summary>With a token, to the interface for programs.</summary>
    public const string Program = "api";

    /// <summary>Of a desk without sign-in.</summary>
    public static readonly Visitor OfThisMachine = new(Environment.UserName, EditorRole.Editor, IsOpen: true);

    public bool IsProgram => Way == Program;

    public bool MayDecide => Role == EditorRole.Editor;

    /// <summary>For the history of what is decided.</summary>
    public string Actor => $"{Way}:{Name}";

    /// <summary>Null on a page that needs no sign-in, when nobody did.</summary>
    public static Visitor? Of(HttpContext context) => context.Features.Get<Visitor>();
}
