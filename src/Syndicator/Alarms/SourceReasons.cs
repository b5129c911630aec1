namespace Syndicator.Alarms;

/// <summary>Trouble with the source of issues and with single files of it.</summary>
internal static class SourceReasons
{
    /// <summary>A server that restarts is no alarm.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    private const int MostFiles = 10;

    public static IEnumerable<HealthReason> Of(HealthView view)
    {
        if (view.Report is not { } report)
        {
            yield break;
        }

        if (report.Trouble is { } trouble)
        {
            var again = trouble.AskedAgainAt is { } at && at > view.Now ? $" It is asked again at {view.At(at)}." : "";
            yield return view.Failing(
                HealthCodes.SourceTrouble,
                "source",
                $"The source of issues could not be read since {view.At(trouble.Since)}: {Where(trouble.Problem)}{again}",
                Remedy(trouble.Problem),
                trouble.Since
            ) with
            {
                IsFailing = view.Now - trouble.Since > s_patience,
            };
        }

        var files = report.FileTroubles.Where(file => file.Severity == Severity.Error).ToList();
        foreach (var file in files.Take(MostFiles))
        {
            yield return view.Notice(
                HealthCodes.FileUnreadable,
                file.Position.File,
                $"At {view.At(report.At)}: {Where(file)}",
                Remedy(file),
                report.At
            );
        }

        if (files.Count > MostFiles)
        {
            yield return view.Notice(
                HealthCodes.FileUnreadable,
                "others",
                $"At {view.At(report.At)}: {Wording.Count(files.Count - MostFiles, "further file", "further files")} could not be read.",
                "Mend the others first; the log and `syndicator check` name them all.",
                report.At
            );
        }
    }

    private static string Where(Diagnostic problem) => $"{problem.Position}: {Wording.Line(problem.Message)}";

    private static string Remedy(Diagnostic problem) => problem.Remedy is null ? "See the log." : Wording.Line(problem.Remedy);
}
