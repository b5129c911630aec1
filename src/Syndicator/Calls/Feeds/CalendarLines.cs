using System.Text;

namespace Syndicator.Calls.Feeds;

/// <summary>Lines of iCalendar: texts escaped, lines folded at 75 octets and never within a character (https://www.rfc-editor.org/rfc/rfc5545#section-3.1).</summary>
internal sealed class CalendarLines
{
    private const int MostOctets = 75;

    private readonly StringBuilder _text = new();

    /// <param name="value">Of any words; a line feed in it is one of the text.</param>
    public void Text(string name, string value) =>
        Line(
            name,
            value
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace(";", "\\;", StringComparison.Ordinal)
                .Replace(",", "\\,", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal)
        );

    /// <param name="name">With its parameters: <c>DTSTART;VALUE=DATE</c>.</param>
    /// <param name="value">As it is to stand there.</param>
    public void Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                _text.Append("\r\n ");
                octets = 1;
            }

            _text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());
}
