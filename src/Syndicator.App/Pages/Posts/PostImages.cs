using System.Globalization;

namespace Syndicator.App.Pages.Posts;

/// <summary>The images of posts, as the publication's folder has them now. Only those that it is configured to post are shown.</summary>
internal static class PostImages
{
    public static void Map(DeskRoutes desk) => desk.Page(PostPages.Path + "/{id:guid}/images/{number:int}", SendAsync);

    /// <param name="number">Its place among the post's, from 0.</param>
    public static string AddressOf(DeskFrame frame, string key, int number) =>
        frame.To(string.Create(CultureInfo.InvariantCulture, $"{PostPages.Path}/{key}/images/{number}"));

    private static async Task<IResult> SendAsync(DeskRequest desk)
    {
        if (
            await PostPageReads.FindAsync(desk) is not var (post, _)
            || !int.TryParse(desk.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || post.Content.Images.ElementAtOrDefault(number) is not { File: var file }
            || desk.Publication.Images.All(image => image.File != file)
            || !File.Exists(file)
            || TypeOf(file) is not { } type
        )
        {
            return DeskRequest.NotFound();
        }

        return Results.File(file, type);
    }

    /// <summary>Of the kinds that networks take; null for any other.</summary>
    private static string? TypeOf(string file) =>
        System.IO.Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".webp" => "image/webp",
            _ => null,
        };
}
