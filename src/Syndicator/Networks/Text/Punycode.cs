namespace Syndicator.Networks.Text;

/// <summary>How long a host name's label is as sent to name servers (RFC 3492). Only the length is needed, so nothing is written.</summary>
internal static class Punycode
{
    /// <summary>RFC 1035, section 2.3.4.</summary>
    public const int MaxLabelLength = 63;

    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;

    /// <summary>Whether the label has 1 to 63 characters once it is encoded.</summary>
    public static bool FitsLabel(ReadOnlySpan<char> label)
    {
        // Each code point takes at least one character, so longer labels need no encoding to be refused.
        if (label.IsEmpty || label.Length > 2 * MaxLabelLength)
        {
            return false;
        }

        var length = 0;
        while (true)
        {
            // RFC 3490, section 3.1: these are dots, too.
            var dot = label.IndexOfAny('\u3002', '\uFF0E', '\uFF61');
            length += EncodedLength(dot < 0 ? label : label[..dot]);
            if (dot < 0)
            {
                return length <= MaxLabelLength;
            }

            length++;
            label = label[(dot + 1)..];
        }
    }

    private static int EncodedLength(ReadOnlySpan<char> label)
    {
        if (!label.ContainsAnyExceptInRange(' ', '~'))
        {
            return label.Length;
        }

        Span<int> points = stackalloc int[label.Length];
        var count = 0;
        for (var i = 0; i < label.Length; )
        {
            points[count++] = Surrogates.CodePointAt(label, i, out var units);
            i += units;
        }

        return 4 + EncodedLength(points[..count]);
    }

    private static int EncodedLength(ReadOnlySpan<int> points)
    {
        var basic = 0;
        foreach (var point in points)
        {
            basic += point < 0x80 ? 1 : 0;
        }

        var length = basic + (basic > 0 ? 1 : 0);
        var handled = basic;
        int n = 0x80,
            delta = 0,
            bias = 72;
        while (handled < points.Length)
        {
            var next = int.MaxValue;
            foreach (var point in points)
            {
                next = point >= n && point < next ? point : next;
            }

            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var point in points)
            {
                delta += point < n ? 1 : 0;
                if (point == n)
                {
                    length += DigitCount(delta, bias);
                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }

            delta++;
            n++;
        }

        return length;
    }

    private static int DigitCount(int delta, int bias)
    {
        var digits = 1;
        for (var k = Base; ; k += Base)
        {
            var t = Math.Clamp(k - bias, TMin, TMax);
            if (delta < t)
            {
                return digits;
            }

            delta = (delta - t) / (Base - t);
            digits++;
        }
    }

    private static int Adapt(int delta, int points, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        while (delta > (Base - TMin) * TMax / 2)
        {
            delta /= Base - TMin;
            k += Base;
        }

        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }
}
