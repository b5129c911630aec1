using FsCheck;
using FsCheck.Fluent;

namespace Syndicator.Tests.Configuration;

/// <summary>Whatever happens to a file, reading it ends with a publication or a reason, never with an exception.</summary>
public class MutatedYamlTests
{
    private static readonly string[] Scraps =
    [
        "[",
        "]",
        "{",
        "}",
        ":",
        ": ",
        "- ",
        "? ",
        "#",
        "&a",
        "*a",
        "!",
        "!!",
        "|",
        ">",
        "|9",
        ">-\n",
        "'",
        "\"",
        "\\",
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
        "\t",
        "\n",
        "\r",
        " ",
        "  ",
        "\0",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\uD800",
        "\U0001F980",
        "<<: ",
        "~",
        "null",
        "1e999",
        "%YAML 9.9\n",
        "%TAG ! x\n",
        "accounts:",
        "name:",
        "mode: live",
        "secret:x",
        "\\u",
        "\\x",
        "&",
        "*",
        ",",
        ",,",
        "[[",
        "}}",
        "-\n-\n",
    ];

    private static readonly string[] Files = ["publication.yaml", "accounts.yaml", "handles.yaml"];

    [Fact]
    public void Mutated_files_end_in_a_publication_or_a_reason()
    {
        using var configuration = new TestConfiguration();
        var shipped = Path.Combine(Shared.Repository, "config", "this-week-in-rust");
        var originals = Files.ToDictionary(name => name, name => File.ReadAllText(Path.Combine(shipped, name)));
        var edits = Gen.Choose(0, int.MaxValue).ArrayOf(3).NonEmptyListOf().Select(list => list.Take(6).ToArray());
        var cases = Gen.Elements(Files).SelectMany(name => edits.Select(list => (name, text: list.Aggregate(originals[name], Edit))));
        Prop.ForAll(
                cases.ToArbitrary(),
                each =>
                {
                    configuration.Write("weekly/" + each.name, each.text);
                    var loaded = configuration.Load();
                    configuration.Write("weekly/publication.yaml", TestConfiguration.SoundPublication);
                    configuration.Write("weekly/accounts.yaml", TestConfiguration.SoundAccounts);
                    File.Delete(configuration.PathOf("weekly/handles.yaml"));
                    return (loaded.Publications.Count == 1) != loaded.HasErrors && loaded.Diagnostics.All(IsInFile(each.text));
                }
            )
            .Check(Seeded.Cases(300));
    }

    /// <summary>Inserts a scrap, removes some characters or doubles them, wherever the numbers say.</summary>
    private static string Edit(string text, int[] edit)
    {
        var at = edit[0] % (text.Length + 1);
        var length = Math.Min(edit[1] % 40, text.Length - at);
        return (edit[2] % 3) switch
        {
            0 => text.Insert(at, Scraps[edit[1] % Scraps.Length]),
            1 => text.Remove(at, length),
            _ => text.Insert(at, text.Substring(at, length)),
        };
    }

    private static Func<Diagnostic, bool> IsInFile(string text)
    {
        var lines = text.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028') + 2;
        return diagnostic => diagnostic.Position.Line >= 0 && diagnostic.Position.Line <= lines && diagnostic.Position.Column >= 0;
    }
}
