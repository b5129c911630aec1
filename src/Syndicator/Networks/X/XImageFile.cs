namespace Syndicator.Networks.X;

/// <summary>An image as it lies in the publication's folder, if X would take it.</summary>
internal static class XImageFile
{
    /// <summary>In bytes.</summary>
    private const int LargestImage = 5 * 1024 * 1024;

    private const int LongestDescription = 1000;

    /// <summary>Its bytes and media type, or a sentence that says why not.</summary>
    public static async Task<(byte[]? Bytes, string? Type, string? Problem)> ReadAsync(PostImage image, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(image.File);
        if (string.IsNullOrWhiteSpace(image.AltText) || image.AltText.Length > LongestDescription)
        {
            return (null, null, $"The image {name} needs a description of 1 to {LongestDescription} characters on X.");
        }

        try
        {
            await using var file = new FileStream(
                image.File,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                1,
                true
            );
            var bytes = new byte[(int)Math.Min(file.Length, LargestImage + 1)];
            var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return length > LargestImage ? (null, null, $"The image {name} is larger than the 5 MB that X takes. Make it smaller.")
                : TypeOf(bytes.AsSpan(0, length)) is { } type ? (bytes[..length], type, null)
                : (null, null, $"The file {name} is no PNG, JPEG, WebP or GIF image.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, null, $"The image {name} cannot be read. Put it into the publication's folder, or take it out of the post.");
        }
    }

    private static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 8 && bytes[0] == 0x89 && bytes[1..].StartsWith("PNG"u8) ? "image/png"
        : bytes.Length > 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF ? "image/jpeg"
        : bytes.StartsWith("GIF8"u8) ? "image/gif"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
