using Syndicator.Configuration;

namespace Syndicator;

/// <summary>Configuration that could not be taken up.</summary>
/// <param name="Publication">Its folder's name; <c>*</c>: the folder of all.</param>
/// <param name="IsRunning">Whether it goes on as it was before; otherwise it does not run.</param>
/// <param name="First">The first mistake of <paramref name="Count"/>.</param>
internal sealed record ConfigurationTrouble(string Publication, bool IsRunning, Diagnostic First, int Count, DateTimeOffset Since)
{
    /// <param name="problem">With the folder of all; null: it could be read.</param>
    /// <param name="since">When that began.</param>
    public static IReadOnlyList<ConfigurationTrouble> ListOf(
        IEnumerable<FollowedPublication> all,
        Diagnostic? problem,
        DateTimeOffset since
    )
    {
        var ofAll = problem is null ? [] : new[] { new ConfigurationTrouble("*", IsRunning: true, problem, 1, since) };
        return
        [
            .. ofAll,
            .. all.Where(one => one.IsBroken)
                .Select(one => new ConfigurationTrouble(
                    one.Judged.Id,
                    one.Running is not null,
                    one.Errors.First(),
                    one.Errors.Count(),
                    one.Since
                )),
        ];
    }
}

/// <summary>A publication whose folder is looked at while the program runs.</summary>
/// <param name="Judged">What its folder says now.</param>
/// <param name="Running">What it runs as; null: not at all.</param>
internal sealed record FollowedPublication(JudgedPublication Judged, Publication? Running, DateTimeOffset Since)
{
    public bool IsBroken => Judged.Publication is null;
    public IEnumerable<Diagnostic> Errors => Judged.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error);
}
