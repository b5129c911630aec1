using System.Globalization;
using System.Text;

namespace Syndicator.App.Commands;

/// <summary>A JSON string (RFC 8259, section 7) that may escape half of a surrogate pair, as other languages write it; the framework's reader refuses those.</summary>
internal static class JsonText
{
    /// <summary>False when the line is anything but one JSON string.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out string text)
    {
        text = "";
        line = line.Trim(" \t\r");
        if (line.Length < 2 || line[0] != '"' || line[^1] != '"')
        {
            return false;
        }

        line = line[1..^1];
        if (!line.ContainsAny('\\', '"') && !line.ContainsAnyInRange('\0', '\u001F'))
        {
            text = line.ToString();
            return true;
        }

        var result = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '"' or < ' ')
            {
                return false;
            }

            if (line[i] != '\\')
            {
                result.Append(line[i]);
            }
            else if (!TryUnescape(line[(i + 1)..], out var character, out var length))
            {
                return false;
            }
            else
            {
                result.Append(character);
                i += length;
            }
        }

        text = result.ToString();
        return true;
    }

    private static bool TryUnescape(ReadOnlySpan<char> escape, out char character, out int length)
    {
        length = 1;
        character = escape.IsEmpty
            ? '\0'
            : escape[0] switch
            {
                '"' => '"',
                '\\' => '\\',
                '/' => '/',
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => '\0',
            };
        if (character != '\0')
        {
            return true;
        }

        length = 5;
        if (
            escape.Length < 5
            || escape[0] != 'u'
            || !ushort.TryParse(escape[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
        )
        {
            return false;
        }

        character = (char)unit;
        return true;
    }
}
