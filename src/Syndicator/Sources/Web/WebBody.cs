using System.Buffers;
using System.IO.Compression;

namespace Syndicator.Sources.Web;

/// <summary>What an answer carries, unpacked. Both its packed and its unpacked length are bounded, so a bomb is never blown up.</summary>
internal static class WebBody
{
    /// <summary>The ways of packing that are understood.</summary>
    public const string Encodings = "gzip, deflate, br";

    /// <returns>Null when it is longer than allowed.</returns>
    /// <exception cref="IOException">It broke off.</exception>
    /// <exception cref="InvalidDataException">It is packed in a way that is not known, or is damaged.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > most)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var packed = await ReadAsync(stream, most, cancellationToken);
        return packed is null ? null : await UnpackAsync(packed, [.. content.Headers.ContentEncoding], most, cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>?> UnpackAsync(
        MemoryStream packed,
        string[] encodings,
        int most,
        CancellationToken cancellationToken
    )
    {
        if (encodings is [] || (encodings is [var plain] && plain.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return Written(packed);
        }

        packed.Position = 0;
        await using var unpacking = Unpacking(packed, encodings);
        if (await ReadAsync(unpacking, most, cancellationToken) is not { } unpacked)
        {
            return null;
        }

        return Written(unpacked);
    }

    private static Stream Unpacking(Stream packed, string[] encodings) =>
        encodings is [var encoding]
            ? encoding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
                "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
                "br" => new BrotliStream(packed, CompressionMode.Decompress),
                _ => throw new InvalidDataException(encoding),
            }
            : throw new InvalidDataException(string.Join(", ", encodings));

    private static async Task<MemoryStream?> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        var result = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            while (true)
            {
                var count = await stream.ReadAsync(buffer, cancellationToken);
                if (count == 0)
                {
                    return result;
                }

                if (result.Length + count > most)
                {
                    return null;
                }

                result.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlyMemory<byte> Written(MemoryStream stream) => stream.GetBuffer().AsMemory(0, (int)stream.Length);
}
