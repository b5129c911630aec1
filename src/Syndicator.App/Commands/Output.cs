using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndicator.App.Shapes;

namespace Syndicator.App.Commands;

/// <summary>How commands write: results to standard output, everything else to standard error.</summary>
internal static class Output
{
    /// <summary>How JSON looks, of commands and of the interface for programs.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // The output is no HTML; people read it in terminals.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>One object on a line of standard output.</summary>
    public static void JsonLine<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Options));

    public static void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }
    }

    /// <summary>A diagnostic as programs read it.</summary>
    public static DiagnosticShape Json(Diagnostic diagnostic) => DiagnosticShape.Of(diagnostic);
}
