using System.Text;

namespace Syndicator.Issues;

/// <summary>
/// Puts the voices of a quote together: one block quote each, with closing and opening marks between them. The outermost marks are left to whoever shows it,
/// and are taken away where the words have them already.
/// </summary>
internal sealed class QuoteVoices
{
    private const string Between = "\n\n";

    private readonly StringBuilder _result = new();
    private string _remark = "";

    public int Count { get; private set; }

    /// <summary>What one block quote says.</summary>
    public void Add(string words)
    {
        words = WithoutMarks(words);
        if (words.Length == 0)
        {
            return;
        }

        if (_result.Length > 0)
        {
            _result.Append('”').Append(Between);
            _result.Append(_remark.Length > 0 ? _remark + Between : "").Append('“');
        }

        _result.Append(words);
        _remark = "";
        Count++;
    }

    /// <summary>A paragraph outside a block quote: the editors' when it ends with a colon (<c>And the reply:</c>), else it goes on with the quote.</summary>
    public void AddUnmarked(string words)
    {
        if (_result.Length == 0)
        {
            Add(words);
        }
        else if (words.EndsWith(':') && _remark.Length == 0)
        {
            _remark = words;
        }
        else if (words.Length > 0)
        {
            GoOn(words);
        }
    }

    /// <summary>All of them; nothing can be added any more.</summary>
    public string Finish()
    {
        GoOn("");
        return _result.ToString();
    }

    /// <summary>A remark that no block quote follows was none.</summary>
    private void GoOn(string words)
    {
        foreach (var each in (ReadOnlySpan<string>)[_remark, words])
        {
            _result.Append(each.Length > 0 ? Between : "").Append(each);
        }

        _remark = "";
    }

    /// <summary>Without the one pair of double marks that encloses the whole; others inside could be its partners, so then all stay.</summary>
    private static string WithoutMarks(string words)
    {
        var isEnclosed = words.Length > 2 && words[0] is '"' or '“' or '„' && words[^1] is '"' or '”' or '“';
        return isEnclosed && words.AsSpan(1, words.Length - 2).IndexOfAny("\"“”„") < 0 ? words[1..^1].Trim() : words;
    }
}
