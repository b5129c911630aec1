using System.Buffers.Binary;

namespace Syndicator.Networks.Bluesky;

/// <summary>What the first bytes of an image say: its type, and its size where that is easily read.</summary>
/// <param name="Type">As a media type.</param>
/// <param name="Size">In pixels; null when the header does not tell.</param>
internal sealed record ImageHeader(string Type, AspectRatio? Size)
{
    /// <summary>Null when it is no PNG, JPEG or WebP.</summary>
    public static ImageHeader? Of(ReadOnlySpan<byte> image) =>
        IsPng(image) ? new ImageHeader("image/png", Png(image))
        : image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? new ImageHeader("image/jpeg", Jpeg(image))
        : image.StartsWith("RIFF"u8) && image.Length >= 12 && image[8..12].SequenceEqual("WEBP"u8)
            ? new ImageHeader("image/webp", WebP(image))
        : null;

    private static bool IsPng(ReadOnlySpan<byte> image) =>
        image.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    private static AspectRatio? Png(ReadOnlySpan<byte> image) =>
        image.Length >= 24
            ? Sized(BinaryPrimitives.ReadUInt32BigEndian(image[16..]), BinaryPrimitives.ReadUInt32BigEndian(image[20..]))
            : null;

    /// <summary>From segment to segment up to the one that starts a frame (ITU T.81, B.1.1.3).</summary>
    private static AspectRatio? Jpeg(ReadOnlySpan<byte> image)
    {
        for (var at = 2; at + 9 <= image.Length && image[at] == 0xFF; )
        {
            var marker = image[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Sized(
                    BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..])
                );
            }

            // Filling bytes may stand before a marker.
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
        }

        return null;
    }

    /// <summary>Of the extended form, lossy and lossless (https://developers.google.com/speed/webp/docs/riff_container).</summary>
    private static AspectRatio? WebP(ReadOnlySpan<byte> image)
    {
        if (image.Length < 30)
        {
            return null;
        }

        var kind = image[12..16];
        return kind.SequenceEqual("VP8X"u8) ? Sized(Int24(image[24..]) + 1, Int24(image[27..]) + 1)
            : kind.SequenceEqual("VP8 "u8)
                ? Sized(
                    BinaryPrimitives.ReadUInt16LittleEndian(image[26..]) & 0x3FFFu,
                    BinaryPrimitives.ReadUInt16LittleEndian(image[28..]) & 0x3FFFu
                )
            : kind.SequenceEqual("VP8L"u8) ? Lossless(BinaryPrimitives.ReadUInt32LittleEndian(image[21..]))
            : null;
    }

    private static AspectRatio? Lossless(uint bits) => Sized((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);

    private static uint Int24(ReadOnlySpan<byte> bytes) => (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));

    private static AspectRatio? Sized(uint width, uint height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new AspectRatio((int)width, (int)height) : null;
}
