using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Syndicator.Issues;

/// <summary>A file as it was found: its text, or why there is none. Loading never throws for what a file may contain.</summary>
internal sealed record IssueFile
{
    /// <summary>
    /// Largest file that is read. The largest issue in thirteen years has 41 KB; a hundred times that is still parsed within seconds.
    /// </summary>
    public const int LargestSize = 4 * 1024 * 1024;

    /// <summary>As given.</summary>
    public required string Path { get; init; }

    /// <summary>Without byte order mark and with LF line ends; null when <see cref="Diagnostics"/> says why it cannot be read.</summary>
    public string? Text { get; init; }

    /// <summary>What the file holds, byte for byte; empty when it could not be read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Errors only; empty when there is a text.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Loads a file of at most <see cref="LargestSize"/> bytes; a larger one is refused by its size, unread.</summary>
    public static async Task<IssueFile> LoadAsync(string path, CancellationToken cancellation = default)
    {
        try
        {
            return await LoadExistingAsync(path, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Unreadable(path, error);
        }
    }

    /// <summary>Bytes to text: UTF-8, strictly.</summary>
    public static IssueFile Decode(string path, ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Refuse(path, "file-not-utf8", "The file is UTF-16, not UTF-8.", "Save it as UTF-8.", 1, 1);
        }

        var nul = span.IndexOf((byte)0);
        if (nul >= 0)
        {
            var (line, column) = PositionOf(span[..nul]);
            return Refuse(
                path,
                "file-not-text",
                "The file is not text: it holds a NUL byte.",
                "Save the issue as Markdown in UTF-8.",
                line,
                column
            );
        }

        return Utf8.IsValid(span) ? Accept(path, bytes) : RefuseBrokenUtf8(path, span);
    }

    private static async Task<IssueFile> LoadExistingAsync(string path, CancellationToken cancellation)
    {
        // A link's own length is that of its target's name.
        var info = File.Exists(path)
            ? new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path)
            : new FileInfo(path);
        if (Directory.Exists(path))
        {
            return Refuse(path, "file-is-folder", "This is a folder, not a file.", "Name a Markdown file in it.");
        }

        if (!info.Exists)
        {
            return Refuse(path, "file-missing", "There is no such file.", "Check the name and the folder you are in.");
        }

        // Endless files (/dev/zero) and pipes without a writer report no length either; opening one of these could wait for ever.
        return info.Length switch
        {
            0 => Refuse(path, "file-empty", "The file is empty, or no ordinary file.", "Save the issue's Markdown there."),
            > LargestSize => TooLarge(path, info.Length),
            var length => await ReadAsync(path, (int)length, cancellation),
        };
    }

    private static async Task<IssueFile> ReadAsync(string path, int length, CancellationToken cancellation)
    {
        using var file = File.OpenHandle(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            FileOptions.Asynchronous
        );
        // One byte more than it had, so that a file that grows meanwhile is noticed and its reading still ends.
        var buffer = new byte[length + 1];
        var read = 0;
        while (read < buffer.Length)
        {
            var count = await RandomAccess.ReadAsync(file, buffer.AsMemory(read), read, cancellation);
            if (count == 0)
            {
                return Decode(path, buffer.AsMemory(0, read));
            }

            read += count;
        }

        return Refuse(path, "file-changing", "The file is being written.", "Wait until it is complete.");
    }

    private static IssueFile Accept(string path, ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.StartsWith(Encoding.UTF8.Preamble))
        {
            span = span[Encoding.UTF8.Preamble.Length..];
        }

        var text = Encoding.UTF8.GetString(span);
        if (text.Contains('\r', StringComparison.Ordinal))
        {
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }

        return text.AsSpan().IsWhiteSpace()
            ? Refuse(path, "file-empty", "The file holds nothing but white space.", "Save the issue's Markdown there.")
            : new IssueFile
            {
                Path = path,
                Text = text,
                Bytes = bytes,
            };
    }

    private static IssueFile RefuseBrokenUtf8(string path, ReadOnlySpan<byte> span)
    {
        var characters = ArrayPool<char>.Shared.Rent(span.Length);
        try
        {
            Utf8.ToUtf16(span, characters, out var valid, out _, replaceInvalidSequences: false);
            var (line, column) = PositionOf(span[..valid]);
            return Refuse(
                path,
                "file-not-utf8",
                $"The file is not UTF-8: the byte 0x{span[valid]:X2} cannot stand here.",
                "Save it as UTF-8, or replace this character.",
                line,
                column
            );
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    /// <summary>Line and column (UTF-16 units, from 1) of what follows these valid bytes.</summary>
    private static (int Line, int Column) PositionOf(ReadOnlySpan<byte> before)
    {
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }

    /// <summary>A file of more than <see cref="LargestSize"/>, refused unread.</summary>
    public static IssueFile TooLarge(string path, long length) =>
        Refuse(
            path,
            "file-too-large",
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"The file has {length / 1024.0 / 1024.0:0.#} MB; an issue has at most {LargestSize / 1024 / 1024} MB."
            ),
            "Check that it is the right file."
        );

    private static IssueFile Unreadable(string path, Exception error) =>
        error is FileNotFoundException or DirectoryNotFoundException
            ? Refuse(path, "file-missing", "The file has vanished.", "Check the name and the folder you are in.")
            : Refuse(
                path,
                "file-unreadable",
                $"The file cannot be read: {error.Message.TrimEnd('.')}.",
                "Check the name and its permissions."
            );

    private static IssueFile Refuse(string path, string code, string message, string remedy, int line = 0, int column = 0) =>
        new()
        {
            Path = path,
            Diagnostics = [new Diagnostic(code, Severity.Error, new SourcePosition(path, line, column), message, remedy)],
        };
}
