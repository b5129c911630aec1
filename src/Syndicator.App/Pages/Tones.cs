namespace Syndicator.App.Pages;

internal static class Tones
{
    /// <summary>The style class of a tone.</summary>
    public static string Css(this PostTone tone) =>
        tone switch
        {
            PostTone.Sent => "sent",
            PostTone.Waiting => "waiting",
            PostTone.Trouble => "trouble",
            _ => "planned",
        };
}
