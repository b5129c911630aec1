using System.Text;

namespace Syndicator.Issues;

/// <summary>
/// UTF-8 text that was once read as Mac Roman or Windows-1252 and saved again (<c>N√ºrnberg</c>, <c>â€™</c>), recognised as a whole:
/// every run of characters beyond ASCII must be the bytes of proper UTF-8 in one and the same encoding. A correct text fails that at
/// its first <c>é</c> or dash, also when it quotes such damage. What passes by accident (<c>√π</c>, <c>Paris–Évry</c>) lacks evidence:
/// runs inside words, or longer than two characters, outside code and quotation marks.
/// </summary>
internal sealed class Mojibake
{
    /// <summary>Text damaged more than a few times over is not worth more rounds.</summary>
    private const int MostRounds = 4;

    /// <summary>One run inside a word or a long one says enough; a short one that stands alone needs company.</summary>
    private const int EnoughEvidence = 2;

    private const int LinesShown = 3;

    private Mojibake(MojibakeEncoding encoding, IReadOnlyList<int> lines, bool isWhole, int undamaged)
    {
        Encoding = encoding;
        Lines = lines;
        IsWhole = isWhole;
        UndamagedRuns = undamaged;
    }

    /// <summary>What the text was mistaken for.</summary>
    public MojibakeEncoding Encoding { get; }

    /// <summary>Lines with damage, from 1, in order.</summary>
    public IReadOnlyList<int> Lines { get; }

    /// <summary>Whether the whole text is damaged so that it can be given back exactly; otherwise parts of it look damaged.</summary>
    public bool IsWhole { get; }

    /// <summary>Runs beyond ASCII that are right as they are.</summary>
    private int UndamagedRuns { get; }

    /// <summary>The damage, or null where there is none.</summary>
    public static Mojibake? Find(string text)
    {
        Mojibake? found = null;
        var most = 0;
        foreach (var encoding in MojibakeEncoding.All)
        {
            var evidence = MojibakeEvidence.Collect(text, encoding);
            if (evidence.Points > most)
            {
                var isWhole =
                    evidence is { Undamaged: 0, Points: >= EnoughEvidence } && encoding.Damages(Decode(text, encoding), text);
                most = evidence.Points;
                found = new Mojibake(encoding, evidence.Lines, isWhole, evidence.Undamaged);
            }
        }

        return found;
    }

    /// <summary>
    /// The text before it was damaged; the very same string where it is not damaged as a whole. Text damaged twice is repaired twice,
    /// so that repairing again changes nothing.
    /// </summary>
    public static string Repair(string text)
    {
        for (var round = 0; round < MostRounds && Find(text) is { IsWhole: true } damage; round++)
        {
            text = Decode(text, damage.Encoding);
        }

        return text;
    }

    /// <summary>
    /// An error where the text is damaged as a whole or for the most part. A few suspicious places are a warning: they may be meant,
    /// and nobody should wait a week for them.
    /// </summary>
    public Diagnostic ToDiagnostic(string file)
    {
        var position = new SourcePosition(file, Lines[0]);
        var places = Places();
        if (IsWhole)
        {
            return new Diagnostic(
                "mojibake",
                Severity.Error,
                position,
                $"The text is UTF-8 that was read as {Encoding.Name} and saved again; wrong characters stand in {places}.",
                "Run `syndicator repair` on the file; it gives back the text as it was."
            );
        }

        return new Diagnostic(
            "mojibake-in-places",
            Lines.Count > UndamagedRuns ? Severity.Error : Severity.Warning,
            position,
            $"Some characters look like UTF-8 that was read as {Encoding.Name}: {places}.",
            "Correct them by hand if they are not meant; `syndicator repair` changes only files that are damaged as a whole."
        );
    }

    private string Places()
    {
        var first = string.Join(", ", Lines.Take(LinesShown));
        return Lines.Count switch
        {
            1 => $"line {first}",
            <= LinesShown => $"lines {first}",
            _ => $"lines {first} and {Lines.Count - LinesShown} more",
        };
    }

    /// <summary>Only for text in which every run can be decoded.</summary>
    private static string Decode(string text, MojibakeEncoding encoding)
    {
        var repaired = new StringBuilder(text.Length);
        var bytes = new byte[text.Length];
        var done = 0;
        foreach (var run in new NonAsciiRuns(text))
        {
            var part = bytes.AsSpan(0, run.Length);
            encoding.TryEncode(text.AsSpan(run.Start, run.Length), part);
            repaired.Append(text, done, run.Start - done).Append(System.Text.Encoding.UTF8.GetString(part));
            done = run.Start + run.Length;
        }

        return repaired.Append(text, done, text.Length - done).ToString();
    }
}
