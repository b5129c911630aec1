using Syndicator.Composing;
using Syndicator.Configuration;

namespace Syndicator.App.Commands;

/// <summary>A post as <c>preview --json</c> prints it. Documented in docs/commands.md and kept stable.</summary>
internal static class PostJson
{
    public static object From(Account account, ComposedPost post) =>
        new
        {
            Account = account.Name,
            account.Network,
            post.Part,
            post.Content.Text,
            post.Length,
            post.Limit,
            post.Cost,
            post.Sources,
            post.Content.Visibility,
            post.Content.Entities,
            post.Content.Card,
            post.Content.Warning,
            post.Content.Images,
        };
}
