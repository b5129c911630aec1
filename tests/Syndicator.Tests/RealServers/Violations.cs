namespace Syndicator.Tests.RealServers;

internal static class Violations
{
    /// <summary>Those that are not known deviations of the document itself, one line each.</summary>
    public static IReadOnlyList<string> Unexpected(IReadOnlyList<Exchange> exchanges, Func<Exchange, Violation, bool> isKnown) =>
        [
            .. exchanges
                .SelectMany(exchange =>
                    exchange
                        .Violations.Where(violation => !isKnown(exchange, violation))
                        .Select(violation =>
                            $"{exchange.Method} {exchange.Path.Split('?')[0]} {exchange.Status} {violation.Place} [{violation.Code}]: {violation.Message}"
                        )
                )
                .Distinct(),
        ];
}
