using Syndicator.App.Pages;

namespace Syndicator.App.Shapes;

/// <summary>Whether anything fails, and all that is wrong.</summary>
/// <param name="Status"><c>ready</c> or <c>failing</c>.</param>
internal sealed record HealthShape(string Status, IReadOnlyList<ReasonShape> Reasons)
{
    public static HealthShape Of(IReadOnlyList<ProblemView> problems) =>
        new(problems.All(problem => !problem.IsFailing) ? "ready" : "failing", [.. problems.Select(ReasonShape.Of)]);
}

internal sealed record ReasonShape(
    string Code,
    string Publication,
    string Subject,
    string Text,
    string Remedy,
    DateTimeOffset? Since,
    bool Failing
)
{
    public static ReasonShape Of(ProblemView problem) =>
        new(
            problem.Code,
            problem.Publication,
            problem.Subject,
            problem.Text,
            problem.Remedy,
            problem.Since?.ToUniversalTime(),
            problem.IsFailing
        );
}
