using System.Text;

namespace Syndicator.App.Commands;

/// <summary>Lines of a text of any length, each kept up to a limit.</summary>
internal sealed class BoundedLines(TextReader input)
{
    /// <summary>In UTF-16 code units. Far more than a post and those around it take.</summary>
    public const int Longest = 4 * 1024 * 1024;

    private readonly char[] _buffer = new char[16 * 1024];
    private int _at;
    private int _length;

    /// <summary>The next line without its end; null at the end of the text.</summary>
    public async Task<BoundedLine?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var (isCut, isAny) = (false, false);
        while (_at < _length || await FillAsync(cancellationToken))
        {
            isAny = true;
            var end = _buffer.AsSpan(_at, _length - _at).IndexOf('\n');
            var count = end < 0 ? _length - _at : end;
            isCut |= line.Length + count > Longest;
            line.Append(_buffer, _at, Math.Min(count, Longest - line.Length));
            _at += end < 0 ? count : count + 1;
            if (end >= 0)
            {
                break;
            }
        }

        return isAny ? new BoundedLine(line.ToString().TrimEnd('\r'), isCut) : null;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        (_at, _length) = (0, await input.ReadAsync(_buffer, cancellationToken));
        return _length > 0;
    }
}

/// <param name="IsCut">Whether it was longer than is kept.</param>
internal sealed record BoundedLine(string Text, bool IsCut);
