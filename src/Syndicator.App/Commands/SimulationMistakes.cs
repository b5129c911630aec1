using System.Globalization;
using Syndicator.Calls.Simulating;
using Syndicator.Configuration;
using Syndicator.Scheduling;

namespace Syndicator.App.Commands;

/// <summary>Why a simulation cannot be, as a sentence with what to do; null: it can.</summary>
internal static class SimulationMistakes
{
    public static string? Of(Publication publication, string folder, string? account) =>
        !Directory.Exists(folder) ? $"There is no folder {OneLine.Of(folder)}; simulate wants the folder of published issues."
        : account is not null && publication.Accounts.All(one => one.Name != account)
            ? $"There is no account `{OneLine.Of(account)}`. {Nearest.Remedy(account, [.. publication.Accounts.Select(one => one.Name)])}"
        : null;

    /// <param name="first">The first day, where it is known.</param>
    public static string? Of(SimulationSpan span, DateOnly? first) =>
        CronText.Problem(span.Cron, first?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)) is { } problem
            ? $"--calls {OneLine.Of(span.Cron)}: {problem} For instance \"{SimulateCommand.UsualSchedule}\"."
        : span.To < first
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{(span.From is null ? "The first issue's day" : "--from")} {first:yyyy-MM-dd} is after --to {span.To:yyyy-MM-dd}: nothing is left to live through."
            )
        : null;
}
