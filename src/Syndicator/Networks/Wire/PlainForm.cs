using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Syndicator.Networks.Wire;

/// <summary>
/// A form with an image and a text as browsers write it: the names in quotes, the boundary without. Small servers' own parsers, and the one that checks
/// requests in our tests, know no other.
/// </summary>
internal static class PlainForm
{
    /// <param name="mediaType"><c>image/png</c>.</param>
    public static MultipartFormDataContent Of(string imageName, byte[] image, string mediaType, string textName, string text)
    {
        var boundary = "syndicator" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var form = new MultipartFormDataContent(boundary);
        form.Headers.ContentType!.Parameters.Clear();
        form.Headers.ContentType.Parameters.Add(new NameValueHeaderValue("boundary", boundary));
        var file = new ByteArrayContent(image);
        file.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        form.Add(file, $"\"{imageName}\"", $"\"image.{mediaType.Split('/')[1]}\"");
        form.Add(new StringContent(text), $"\"{textName}\"");
        return form;
    }
}
