using System.Text;

namespace Syndicator.FakeNetworks;

/// <summary>What a client gets to see of a fault.</summary>
internal static class Failing
{
    private static readonly byte[] s_block = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));

    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);

    public static async Task AnswerAsync(HttpContext context, Fault fault)
    {
        var response = context.Response;
        switch (fault.Kind)
        {
            case FaultKind.Drop:
                Cut(context);
                return;
            case FaultKind.Hang:
                await Task.Delay(fault.Length ?? s_hang, TimeProvider.System, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Cut(context);
                return;
        }

        response.StatusCode = fault.Status;
        foreach (var (name, value) in fault.Headers ?? new Dictionary<string, string>())
        {
            response.Headers[name] = value;
        }

        var body = Encoding.UTF8.GetBytes(fault.Body ?? "");
        if (body.Length > 0 && response.ContentType is null)
        {
            response.ContentType = body[0] is (byte)'{' or (byte)'[' ? "application/json; charset=utf-8" : "text/html; charset=utf-8";
        }

        switch (fault.Kind)
        {
            case FaultKind.Truncate:
                response.ContentLength = Math.Max(2, body.Length * 2);
                // Too little was written: the server closes the connection when it is sent.
                await response.Body.WriteAsync(body);
                await response.Body.FlushAsync();
                return;
            case FaultKind.Huge:
            case FaultKind.Endless:
                await PourAsync(context, fault.Kind == FaultKind.Huge ? 1600 : long.MaxValue);
                return;
            default:
                await response.Body.WriteAsync(body);
                return;
        }
    }

    private static void Cut(HttpContext context)
    {
        context.Features.Get<RequestUnderWay>()!.End();
        context.Abort();
    }

    private static async Task PourAsync(HttpContext context, long blocks)
    {
        context.Response.ContentType ??= "application/json; charset=utf-8";
        for (var i = 0L; i < blocks && !context.RequestAborted.IsCancellationRequested; i++)
        {
            try
            {
                await context.Response.Body.WriteAsync(s_block, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
