using System.Text;
using Microsoft.Net.Http.Headers;
using Syndicator.App.Pages;
using Syndicator.App.Shapes;
using Syndicator.Storage;

namespace Syndicator.App;

/// <summary><c>/health/ready</c>: 200 when nothing fails, 503 otherwise; lines for people, JSON for who asks for it.</summary>
internal static class HostHealth
{
    public static async Task<IResult> ReadyAsync(HttpContext context)
    {
        var problems = await ProblemsAsync(HostAnswer.Of<HostDesk>(context), context.RequestAborted);
        var isReady = problems.All(problem => !problem.IsFailing);
        var status = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.Vary = HeaderNames.Accept;
        return WantsJson(context.Request)
            ? Results.Json(HealthShape.Of(problems), statusCode: status)
            : Results.Text(Lines(problems, isReady), statusCode: status);
    }

    /// <summary>Without its database nobody can tell how the rest is: that is what is wrong.</summary>
    public static async Task<IReadOnlyList<ProblemView>> ProblemsAsync(HostDesk desk, CancellationToken cancellationToken)
    {
        try
        {
            return await desk.Problems(cancellationToken);
        }
        catch (StorageException problem)
        {
            var diagnostic = problem.Diagnostic;
            var text = $"{diagnostic.Position}: {diagnostic.Message}";
            return [new ProblemView(true, "database", "*", diagnostic.Code, text, diagnostic.Remedy ?? "", null)];
        }
    }

    /// <summary>A line for each reason; what fails first. <c>notice:</c> before those that do not.</summary>
    private static string Lines(IReadOnlyList<ProblemView> problems, bool isReady)
    {
        var lines = new StringBuilder(isReady ? "ready\n" : "");
        foreach (var problem in problems)
        {
            lines.Append(problem.IsFailing ? "" : "notice: ").Append(problem.Publication).Append(": ").Append(problem.Code).Append(": ");
            lines.Append(problem.Text).Append(' ').Append(problem.Remedy).Append('\n');
        }

        return lines.ToString();
    }

    private static bool WantsJson(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
}
