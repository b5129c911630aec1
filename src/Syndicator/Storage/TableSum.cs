using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Syndicator.Storage;

/// <summary>What a table holds, in one number: the same for the same rows in any order and in any database.</summary>
internal static class TableSum
{
    public static async Task<(long RowCount, UInt128 Sum)> OfAsync(IAsyncEnumerable<object?[]> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var digest = new byte[SHA256.HashSizeInBytes];
        var (count, sum) = (0L, UInt128.Zero);
        await foreach (var row in rows)
        {
            foreach (var value in row)
            {
                Append(hash, value);
            }

            hash.GetHashAndReset(digest);
            sum += BinaryPrimitives.ReadUInt128LittleEndian(digest);
            count++;
        }

        return (count, sum);
    }

    /// <summary>With its kind and length before it, so that no two rows read alike.</summary>
    private static void Append(IncrementalHash hash, object? value)
    {
        var (kind, text) = value switch
        {
            null or DBNull => ('0', ""),
            string written => ('s', written),
            byte[] bytes => ('b', Convert.ToHexString(bytes)),
            IFormattable number => ('n', number.ToString(null, CultureInfo.InvariantCulture)),
            _ => throw new InvalidOperationException($"no table has a {value.GetType()}"),
        };
        var content = Encoding.UTF8.GetBytes(text);
        hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{kind}{content.Length}:")));
        hash.AppendData(content);
    }
}
