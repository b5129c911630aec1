using Syndicator.Networks.Bluesky;

namespace Syndicator.Tests.Networks.Bluesky;

public class ImageHeaderTests
{
    private static readonly byte[][] s_images =
    [
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 2, 128, 0, 0, 1, 224],
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xFF, 0xC2, 0, 11, 8, 1, 224, 2, 128, 1, 0, 0, 0],
        [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 127, 2, 0, 223, 1, 0],
        [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8 "u8, 10, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, 128, 2, 224, 1],
        [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8L"u8, 10, 0, 0, 0, 0x2F, 0x7F, 0xC2, 0x77, 0, 0, 0, 0, 0, 0],
    ];

    [Theory]
    [InlineData(0, "image/png")]
    [InlineData(1, "image/jpeg")]
    [InlineData(2, "image/webp")]
    [InlineData(3, "image/webp")]
    [InlineData(4, "image/webp")]
    public void Type_and_size_are_read(int image, string type) =>
        ImageHeader.Of(s_images[image]).ShouldBe(new ImageHeader(type, new AspectRatio(640, 480)));

    [Fact]
    public void Whatever_is_cut_off_or_broken_is_read_without_an_error()
    {
        var random = new Random(1);
        foreach (var image in s_images)
        {
            for (var length = 0; length <= image.Length; length++)
            {
                ImageHeader.Of(image.AsSpan(0, length));
            }

            foreach (var _ in Enumerable.Range(0, 500))
            {
                var broken = image.ToArray();
                broken[random.Next(3, broken.Length)] = (byte)random.Next(256);
                ImageHeader
                    .Of(broken)
                    ?.Size?.ShouldSatisfyAllConditions(size => size.Width.ShouldBePositive(), size => size.Height.ShouldBePositive());
            }
        }

        ImageHeader.Of("GIF89a, which the network would take and we do not"u8).ShouldBeNull();
    }
}
