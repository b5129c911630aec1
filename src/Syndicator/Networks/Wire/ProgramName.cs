using System.Net.Http.Headers;

namespace Syndicator.Networks.Wire;

/// <summary>How the program names itself to servers that want to know whom to write to.</summary>
internal static class ProgramName
{
    private const int LongestContact = 200;

    private static readonly ProductInfoHeaderValue s_program = new(
        "Syndicator",
        typeof(ProgramName).Assembly.GetName().Version?.ToString(3) ?? "0"
    );

    /// <param name="contact">An address of the web or of mail; null: none is known.</param>
    public static void Sign(HttpRequestMessage request, string? contact)
    {
        request.Headers.UserAgent.Add(s_program);
        // What could end the header or its comment is no part of an address.
        var plain = string.Concat((contact ?? "").Where(c => c is > ' ' and < (char)127 and not ('(' or ')' or '\\')).Take(LongestContact));
        if (plain.Length > 0)
        {
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue($"(+{plain})"));
        }
    }
}
