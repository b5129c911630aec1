using System.CommandLine;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Commands;

/// <summary>The parts of a nominee at the command line.</summary>
internal sealed class CorrectionOptions
{
    private readonly Option<string?> _name = Of("--name", "A crate's name.", "NAME");
    private readonly Option<string?> _url = Of("--url", "The address of a crate, link or call.", "URL");
    private readonly Option<string?> _description = Of("--description", "What a crate is: a datetime library.", "TEXT");
    private readonly Option<string?> _text = Of("--text", "A quote's words.", "TEXT");
    private readonly Option<string?> _speaker = Of("--speaker", "Who said a quote.", "NAME");
    private readonly Option<string?> _source = Of("--source", "Where a quote was said.", "URL");
    private readonly Option<string?> _title = Of(
        "--title",
        "The title of a link or call; of a call for speakers, its event's name.",
        "TEXT"
    );
    private readonly Option<string?> _closes = Of(
        "--closes",
        "Until when a call for speakers can be answered: 2026-05-04, 2026-05-04 23:59 CEST.",
        "WHEN"
    );
    private readonly Option<string?> _place = Of("--place", "Where its event is: Utrecht, NL.", "PLACE");
    private readonly Option<string?> _on = Of("--on", "The days of its event: 2026-05-19, 2026-05-19 - 2026-05-20.", "DAYS");

    private IEnumerable<Option<string?>> All => [_name, _url, _description, _text, _speaker, _source, _title, _closes, _place, _on];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }
    }

    public bool IsGiven(ParseResult parse) => All.Any(option => parse.GetValue(option) is not null);

    /// <summary>What is not given stays; what is empty goes.</summary>
    public NomineeCorrection Read(ParseResult parse) =>
        new()
        {
            Name = parse.GetValue(_name),
            Url = parse.GetValue(_url),
            Description = parse.GetValue(_description),
            Text = parse.GetValue(_text),
            Speaker = parse.GetValue(_speaker),
            Source = parse.GetValue(_source),
            Title = parse.GetValue(_title),
            Closes = parse.GetValue(_closes),
            Place = parse.GetValue(_place),
            On = parse.GetValue(_on),
        };

    private static Option<string?> Of(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };
}
