using System.CommandLine;
using System.Globalization;
using Syndicator.Scheduling;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator schedule [--count N] [--json]</c>: the next firings.</summary>
internal static class ScheduleCommand
{
    private const int Most = 1000;

    public static Command Create()
    {
        var count = new Option<int>("--count")
        {
            Description = $"How many of each job, from 1 to {Most}.",
            DefaultValueFactory = _ => 10,
            HelpName = "N",
        }.Within(1, Most);
        var json = new Option<bool>("--json") { Description = "One JSON object for each firing." };
        var command = new Command("schedule", "Shows the next firings, in the publication's zone and in UTC.")
        {
            count,
            json,
            ConfigurationOptions.Config,
            ConfigurationOptions.Publication,
        };
        command.SetAction(parse => Run(parse, parse.GetValue(count), parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, int count, bool isJson)
    {
        var (publication, exitCode) = ConfigurationOptions.Load(parse);
        if (publication is null)
        {
            return exitCode;
        }

        try
        {
            var clock = ProgramClock.Peek(publication, HostSettings.Read(SyndicatorHost.ReadSettings()).DataFolder);
            foreach (var firing in UpcomingFirings.Of(publication, clock.GetUtcNow(), count))
            {
                if (isJson)
                {
                    Output.JsonLine(firing);
                    continue;
                }

                var local = firing.Local.ToString("ddd yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
                Console.Out.WriteLine(
                    $"{local}  {firing.At.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}  {firing.Job}"
                );
            }

            return ExitCode.Done;
        }
        catch (HostProblemException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return ExitCode.Configuration;
        }
    }
}
