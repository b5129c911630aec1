using Mono.Cecil;

namespace Syndicator.Tests.Architecture;

/// <summary>Which room or library a type belongs to. Rooms are namespaces; below <c>Networks</c> every network is a room of its own, below <c>Sources</c> the reading of feeds and the web, below <c>Nominations</c> the recognition.</summary>
internal static class Rooms
{
    public const string Root = "(root)";
    public const string Wiring = "(wiring)";

    /// <summary>The words every room shares; any other type in the root namespace wires rooms together.</summary>
    private static readonly string[] s_words =
    [
        "CanonicalAddress",
        "Diagnostic",
        "OneLine",
        "Severity",
        "SourcePosition",
        "StartOfDay",
        "WholeFile",
    ];

    public static string? Of(TypeReference type) => Below("Syndicator", type) ?? LibraryOf(type);

    /// <summary>The room of a type in a namespace below <paramref name="root"/>, or null when it is elsewhere.</summary>
    public static string? Below(string root, TypeReference type) =>
        type.Namespace == root ? (s_words.Contains(type.Name.Split('`')[0]) ? Root : Wiring)
        : type.Namespace.StartsWith(root + ".", StringComparison.Ordinal) ? Room(type.Namespace[(root.Length + 1)..].Split('.'))
        : null;

    private static string Room(string[] names) =>
        names switch
        {
            ["Networks", var network, ..] => $"Networks.{network}",
            ["Nominations", "Recognizing", ..] => "Nominations.Recognizing",
            ["Sources", "Feeds" or "Web", ..] => $"Sources.{names[1]}",
            _ => names[0],
        };

    /// <summary>Libraries that the table speaks about, by what they are for; a library it does not know goes by its own name.</summary>
    private static string? LibraryOf(TypeReference type) =>
        (type.Namespace, type.Name) switch
        {
            ("System", "TimeProvider") => "clock",
            ("System.Diagnostics", "Process" or "ProcessStartInfo") => "programs",
            // What starting a program throws.
            ("System.ComponentModel", "Win32Exception") => "programs",
            (var space, _) when space == "System.Net.Http" || space.StartsWith("System.Net.Http.", StringComparison.Ordinal) =>
                "HttpClient",
            ("System.Data" or "System.Data.Common", _) => "ADO.NET",
            _ => LibraryOf(type.Scope),
        };

    private static string? LibraryOf(IMetadataScope scope) =>
        scope switch
        {
            // Types the compiler and its generators put into the assembly itself, outside every room.
            ModuleDefinition => null,
            { Name: "Microsoft.Data.Sqlite" or "Npgsql" } => "ADO.NET",
            { Name: "System.CommandLine" } => "System.CommandLine",
            { Name: var name } when name.StartsWith("OpenTelemetry", StringComparison.Ordinal) => "OpenTelemetry",
            { Name: "Microsoft.CSharp" or "netstandard" } => null,
            { Name: var name } when name.StartsWith("System", StringComparison.Ordinal) => null,
            { Name: var name } when name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) => null,
            { Name: var name } when name.StartsWith("SQLitePCLRaw", StringComparison.Ordinal) => "ADO.NET",
            { Name: var name } when name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) => "ASP.NET",
            { Name: var name } => name,
        };
}
