using System.CommandLine;
using System.Text;
using Syndicator.App.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("Syndicates the issues of newsletters to social networks. Without a command it runs the service and the desk.")
{
    RunCommand.Create(),
    ReadCommand.Create(),
    CheckCommand.Create(),
    PreviewCommand.Create(),
    AnnounceCommand.Create(),
    DeliverCommand.Create(),
    PostsCommand.Create(),
    ScheduleCommand.Create(),
    RepairCommand.Create(),
    MeasureCommand.Create(),
    CheckConfigCommand.Create(),
    ConfigSchemaCommand.Create(),
};

// `syndicator --config DIR` is `syndicator run --config DIR`.
var parsed = root.Parse(
    args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version")) ? ["run", .. args] : args
);
var exitCode = await parsed.InvokeAsync();

// System.CommandLine says 1 for a command line it cannot read; here 1 means findings.
return parsed.Errors.Count > 0 ? ExitCode.Usage : exitCode;
