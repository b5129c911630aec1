using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Syndicator.Networks.Html;

/// <summary>HTML of anybody's writing, token by token, so that time and memory grow with its length and nothing can be nested too deep.</summary>
internal static class HtmlTokens
{
    /// <param name="text">Called with what stands between tags, entities decoded.</param>
    /// <param name="end">Called with the name of an end tag.</param>
    public static void Read(string html, Action<string> text, Action<string, HtmlTagToken> start, Action<string> end)
    {
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            DisableElementPositionTracking = true,
        };
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            switch (token.Type)
            {
                case HtmlTokenType.Character:
                    text(token.Data.ToString());
                    break;
                case HtmlTokenType.StartTag:
                    var tag = token.AsTag();
                    var name = tag.Name.ToString();
                    start(name, tag);
                    tokenizer.State = ModeOf(name);
                    break;
                case HtmlTokenType.EndTag:
                    end(token.Name.ToString());
                    break;
            }
        }
    }

    /// <summary>How the content of an element is read; without a tree around it nobody else says so.</summary>
    private static HtmlParseMode ModeOf(string name) =>
        name switch
        {
            "script" => HtmlParseMode.Script,
            "style" or "iframe" or "noembed" or "noframes" or "noscript" or "xmp" => HtmlParseMode.Rawtext,
            "title" or "textarea" => HtmlParseMode.RCData,
            _ => HtmlParseMode.PCData,
        };
}
