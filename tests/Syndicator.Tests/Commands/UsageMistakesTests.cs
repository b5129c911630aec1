using Syndicator.App.Commands;

namespace Syndicator.Tests.Commands;

public class UsageMistakesTests
{
    [Theory]
    [InlineData("check --josn issue.md", "`check` has no option `--josn`. Did you mean `--json`?")]
    [InlineData("check issue.md -x", "`check` has no option `-x`. Known here:")]
    [InlineData("read issue.md --jsno", "Did you mean `--json`?")]
    [InlineData("preview --acount", "Did you mean `--account`?")]
    [InlineData("announce --anywy", "Did you mean `--anyway`?")]
    [InlineData("repair --wirte", "`repair` has no option `--wirte`.")]
    [InlineData("preview issue.md --account=x --josn=1", "Did you mean `--json`?")]
    [InlineData("frobnicate", "There is no command `frobnicate`. Known here:")]
    [InlineData("delivr", "There is no command `delivr`. Did you mean `deliver`?")]
    [InlineData("posts lst", "There is no command `lst`. Did you mean `list`?")]
    [InlineData("preview one.md two.md", "`two.md` is one argument too many for `preview`.")]
    [InlineData("schedule --count 0", "--count 0 is none of 1 to 1000.")]
    [InlineData("schedule --count 1001", "--count 1001 is none of 1 to 1000.")]
    public void A_mistake_is_said_once_and_names_the_word(string line, string said) =>
        Mistakes(line).ShouldHaveSingleItem().ShouldContain(said);

    [Theory]
    [InlineData("schedule --count many")]
    [InlineData("preview")]
    [InlineData("posts")]
    [InlineData("posts list --state sleeping")]
    [InlineData("posts reschedule KEY")]
    public void What_is_missing_or_of_another_kind_is_said_too(string line) => Mistakes(line).ShouldNotBeEmpty();

    [Theory]
    [InlineData("check -- --josn")]
    [InlineData("check --json -- -x.md -y.md")]
    [InlineData("announce issue.md --anyway -because")]
    [InlineData("check --help")]
    [InlineData("posts edit KEY --text -")]
    [InlineData("schedule --count 1000")]
    public void What_is_meant_is_no_mistake(string line) => Mistakes(line).ShouldBeEmpty();

    [Fact]
    public async Task Mistakes_and_help_are_written_where_messages_go()
    {
        await using var error = new StringWriter();
        var parsed = CommandLine.Create().Parse("posts lst");

        (await UsageMistakes.ReportAsync(parsed, UsageMistakes.In(parsed), error)).ShouldBe(ExitCode.Usage);

        error.ToString().ShouldStartWith("There is no command `lst`.");
        error.ToString().ShouldContain("release");
    }

    private static IReadOnlyList<string> Mistakes(string line) => UsageMistakes.In(CommandLine.Create().Parse(line.Split(' ')));
}
