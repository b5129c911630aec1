using Microsoft.Extensions.Logging.Console;

namespace Syndicator.App;

/// <summary>The log goes to standard error: one JSON object a line for programs, plain lines for people at a terminal.</summary>
internal static class HostLogging
{
    public static void Configure(ILoggingBuilder logging, bool isTerminal)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Keys of forms lie in a folder that only the program's user reads, as docs/operations.md says; that is not worth a warning.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Quartz", LogLevel.Warning);
        // It says of a database that is away, every few seconds, where in itself it met it; what is due cannot be read then either, which is said in a sentence.
        logging.AddFilter("Quartz.Impl.AdoJobStore", LogLevel.Critical);
        // Its errors are start-up problems, which the command says in a sentence; what ends a running service is critical.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        if (isTerminal)
        {
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "HH:mm:ss ";
            });
        }
        else
        {
            logging.AddJsonConsole(options =>
            {
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
    }
}
