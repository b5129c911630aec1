using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndicator.App.Commands;

/// <summary>How commands write: results to standard output, everything else to standard error.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // The output is no HTML; people read it in terminals.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>One object on a line of standard output.</summary>
    public static void JsonLine<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, _json));

    public static void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }
    }

    /// <summary>A diagnostic as programs read it.</summary>
    public static object Json(Diagnostic diagnostic) =>
        new
        {
            diagnostic.Code,
            diagnostic.Severity,
            diagnostic.Position.Line,
            diagnostic.Message,
            diagnostic.Remedy,
        };
}
