using System.Security.Cryptography;
using System.Text;
using Quartz;

namespace Syndicator.Scheduling;

/// <summary>The tables of Quartz's clustered store, as the Quartz of this program wants them. There is no truth in them.</summary>
internal static class QuartzTables
{
    public const string Prefix = "qrtz_";

    private const string Script = "Quartz.Impl.AdoJobStore.Schema.create_postgres.sql";

    /// <summary>A line of its own between two statements.</summary>
    private const string Between = "\n--;;\n";

    public static IReadOnlyList<string> Statements { get; } =
    [
        .. Read()
            .ReplaceLineEndings("\n")
            .Split(Between, StringSplitOptions.TrimEntries)
            .Skip(1)
            .Select(statement =>
                statement.Replace("{0}", Prefix, StringComparison.Ordinal).Replace("{1}", Prefix, StringComparison.Ordinal)
            ),
    ];

    /// <summary>Another where another Quartz wants other tables.</summary>
    public static string Mark { get; } =
        "Syndicator, Quartz " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Statements))))[..16];

    private static string Read()
    {
        var quartz = typeof(IScheduler).Assembly;
        using var stream =
            quartz.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException($"{quartz.GetName().Name} {quartz.GetName().Version} does not have {Script}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
