using System.Text;

namespace Syndicator.IntegrationTests.Accounts;

/// <summary>Looks for secrets in whatever was written, said or sent: in clear, escaped for addresses and JSON, in base64 wherever they begin, as hex and as UTF-16.</summary>
internal sealed class SecretSearch
{
    private readonly List<(string Place, byte[] Content)> _places = [];

    public int PlaceCount => _places.Count;

    public void Add(string place, string content) => _places.Add((place, Encoding.UTF8.GetBytes(content)));

    /// <summary>Every file below a folder as it is on the disk now, also those that somebody writes to.</summary>
    public void AddFolder(string folder, string except)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (!file.StartsWith(except + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var content = new MemoryStream();
                stream.CopyTo(content);
                _places.Add((file, content.ToArray()));
            }
        }
    }

    /// <summary>Every place with the secret in it and how it is written there.</summary>
    public IReadOnlyList<string> Find(IReadOnlyCollection<string> secrets) =>
        [
            .. from secret in secrets
            from form in Forms(secret)
            from place in _places
            where place.Content.AsSpan().IndexOf(form.Bytes) >= 0
            select $"{place.Place}: {secret} ({form.Name})",
        ];

    private static IEnumerable<(string Name, byte[] Bytes)> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var texts = new List<(string, string)>
        {
            ("clear", secret),
            ("escaped", Uri.EscapeDataString(secret)),
            ("JSON", System.Text.Json.JsonSerializer.Serialize(secret)[1..^1]),
            ("hex", Convert.ToHexString(bytes)),
            ("hex", Convert.ToHexStringLower(bytes)),
        };
        for (var shift = 0; shift < 3; shift++)
        {
            var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            // What the bytes before and after cannot change.
            var first = (shift * 8 + 5) / 6;
            var sure = encoded[first..((shift + bytes.Length) * 8 / 6)];
            texts.Add(("base64", sure));
            texts.Add(("base64url", sure.Replace('+', '-').Replace('/', '_')));
        }

        return
        [
            .. texts.Distinct().Select(text => (text.Item1, Encoding.UTF8.GetBytes(text.Item2))),
            ("UTF-16", Encoding.Unicode.GetBytes(secret)),
        ];
    }
}
