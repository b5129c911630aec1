using Syndicator.Composing;
using Syndicator.Configuration;

namespace Syndicator.Tests.Composing;

public class TemplateParserTests
{
    [Theory]
    [InlineData("{issue.titel}", 1, 2, "unknown-placeholder", "issue.title")]
    [InlineData("first\nsecond {crate.name}", 2, 9, "unknown-placeholder", "crate.names")]
    [InlineData("[each project] • {text}", 1, 7, "unknown-list", "projects")]
    [InlineData("[each projects] • {titel}", 1, 20, "unknown-placeholder", null)]
    [InlineData("[drop x] text", 1, 1, "template-mark", null)]
    [InlineData("[drop 0] text", 1, 1, "template-mark", null)]
    [InlineData("[else] nothing before", 1, 1, "template-mark", null)]
    [InlineData("[drop 1 text", 1, 1, "template-mark", null)]
    [InlineData("{issue.title", 1, 1, "template-placeholder", null)]
    [InlineData("text <, {issue.title}", 1, 6, "template-group", null)]
    [InlineData("{quote.text…} {crate.sentence…}", 1, 15, "template-elastic", null)]
    [InlineData("{issue.title|a|b}", 1, 1, "template-plural", null)]
    [InlineData("{events.count|event}", 1, 1, "template-plural", null)]
    public void A_mistake_is_reported_where_it_stands(string text, int line, int column, string code, string? nearest)
    {
        var diagnostics = new List<Diagnostic>();

        TemplateParser.Parse("lead", new TemplateFile("lead.txt", text), diagnostics);

        var diagnostic = diagnostics.ShouldHaveSingleItem();
        diagnostic.Position.ShouldBe(new SourcePosition("lead.txt", line, column));
        diagnostic.Code.ShouldBe(code);
        if (nearest is not null)
        {
            diagnostic.Remedy.ShouldNotBeNull().ShouldContain(nearest);
        }
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var diagnostics = new List<Diagnostic>();

        TemplateParser.Parse("lead", new TemplateFile("lead.txt", "{a}\n[foo] b\n{c}"), diagnostics);

        diagnostics.Select(diagnostic => diagnostic.Position.Line).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_backslash_makes_signs_ordinary_and_two_slashes_a_comment()
    {
        var template = Parse("// a note\n\\{no\\} \\<group\\> \\[mark");

        template.Lines.ShouldHaveSingleItem().Segments.ShouldBe([new TemplateSegment.Literal("{no} <group> [mark")]);
    }

    [Fact]
    public void Templates_of_unknown_names_and_a_missing_lead_are_mistakes()
    {
        var publication = Shipped.Publication with
        {
            Templates = new Dictionary<string, TemplateFile> { ["craet.x"] = new("craet.x.txt", "text") },
        };

        var diagnostics = TemplateSet.Read(publication).Diagnostics;

        diagnostics.Select(diagnostic => diagnostic.Code).ShouldBe(["unknown-template", "template-missing"]);
        diagnostics[0].Remedy.ShouldNotBeNull().ShouldContain("crate.x.txt");
    }

    [Fact]
    public void The_shipped_templates_have_no_mistakes() => TemplateSet.Read(Shipped.Publication).Diagnostics.ShouldBeEmpty();

    [Fact]
    public void Any_text_is_read_without_an_exception()
    {
        var random = new Random(4711);
        const string signs = "{}<>[]|\\…/ \nadropelsemorechissue.titlequote.text…projects0123";
        for (var i = 0; i < Seeded.Times(4000); i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => signs[random.Next(signs.Length)]));
            var diagnostics = new List<Diagnostic>();

            TemplateParser.Parse("lead", new TemplateFile("lead.txt", text), diagnostics);

            diagnostics.ShouldAllBe(diagnostic => diagnostic.Position.Line >= 1 && diagnostic.Position.Column >= 1);
        }
    }

    private static Template Parse(string text)
    {
        var diagnostics = new List<Diagnostic>();
        var template = TemplateParser.Parse("lead", new TemplateFile("lead.txt", text), diagnostics);
        diagnostics.ShouldBeEmpty();
        return template;
    }
}
