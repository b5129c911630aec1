namespace Syndicator.App;

/// <summary>
/// Handlers as the server calls them. Given to it as any delegate, each would be compiled from expressions when the first request comes: three hundred times, for
/// all addresses, before that request is answered.
/// </summary>
internal static class HostAnswer
{
    public static RequestDelegate By(Func<HttpContext, Task<IResult>> handler) =>
        async context => await (await handler(context)).ExecuteAsync(context);

    public static RequestDelegate By(Func<HttpContext, IResult> handler) => context => handler(context).ExecuteAsync(context);

    public static T Of<T>(HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    /// <summary>A part of the address that its route names.</summary>
    public static string Routed(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
