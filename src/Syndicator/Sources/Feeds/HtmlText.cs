using System.Text;

namespace Syndicator.Sources.Feeds;

/// <summary>Text without any markup.</summary>
internal static class HtmlText
{
    /// <summary>On one line, white space collapsed.</summary>
    public static string Of(HtmlNode root)
    {
        var text = new StringBuilder();
        Write(text, root);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>As it stands, line by line, for code.</summary>
    public static string Preformatted(HtmlNode root)
    {
        var text = new StringBuilder();
        foreach (var node in root.Descendants())
        {
            text.Append(node.Name == "br" ? "\n" : node.Text);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, HtmlNode node)
    {
        if (HtmlNames.Dropped.Contains(node.Name))
        {
            return;
        }

        var stands = node.IsBlock || node.Name == "br";
        text.Append(stands ? " " : "").Append(node.Name == "img" ? node.Alt : node.Text);
        foreach (var child in node.Children)
        {
            Write(text, child);
        }

        text.Append(stands ? " " : "");
    }
}
