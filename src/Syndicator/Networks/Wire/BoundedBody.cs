namespace Syndicator.Networks.Wire;

/// <summary>Reads an answer's body as far as it is worth reading.</summary>
internal static class BoundedBody
{
    /// <returns>The bytes, or null and why: too long, or broken off. Whatever the body does, the status before it stands.</returns>
    public static async Task<(byte[]? Body, string? Problem)> ReadAsync(
        HttpContent content,
        int largest,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            using var read = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                if (read.Length + count > largest)
                {
                    return (null, FormattableString.Invariant($"the answer is longer than {largest / 1024 / 1024} MB"));
                }

                await read.WriteAsync(buffer.AsMemory(0, count), CancellationToken.None);
            }

            return (read.ToArray(), null);
        }
        catch (Exception problem)
            when (problem is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            return (null, problem is OperationCanceledException ? "the answer did not end in time" : "the answer broke off");
        }
    }
}
