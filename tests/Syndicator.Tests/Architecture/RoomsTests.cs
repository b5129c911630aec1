using Mono.Cecil;

namespace Syndicator.Tests.Architecture;

public class RoomsTests
{
    /// <summary>
    /// Who may name whom: the one table of it. A room is a namespace below <c>Syndicator</c>. An edge that is not here, a room that is not here and an entry
    /// that no code uses each fail. The reasons stand in docs/architecture.md; what must never be is visible by its absence: Composing has neither
    /// HttpClient nor a clock, nobody but networks, Sources.Web and the webhook has HttpClient, nobody but Scheduling has Quartz.
    /// </summary>
    private static readonly Dictionary<string, string[]> s_mayName = new()
    {
        [Rooms.Root] = [],
        ["Issues"] = [Rooms.Root, "Markdig"],
        ["Sources"] = [Rooms.Root, "Issues", "Configuration", "Sources.Feeds", "Sources.Web", "clock", "programs"],
        // Pure: bytes that came from anywhere become entries and Markdown.
        ["Sources.Feeds"] = [Rooms.Root, "AngleSharp"],
        // The only place of sources that speaks with the web.
        ["Sources.Web"] = ["HttpClient", "clock"],
        // Quartz in one file: whether a schedule is one is a question of configuration.
        ["Configuration"] = [Rooms.Root, "Issues", "Quartz", "YamlDotNet"],
        ["Networks"] = [Rooms.Root, "Configuration"],
        ["Networks.Text"] = ["Networks"],
        // Pure: HTML that anybody wrote, taken apart.
        ["Networks.Html"] = ["AngleSharp"],
        // The one way out: requests that leave once, answers that are bounded.
        ["Networks.Wire"] = ["HttpClient"],
        ["Networks.X"] = [Rooms.Root, "Networks", "Networks.Text", "Networks.Wire", "Configuration", "HttpClient", "clock"],
        ["Networks.Mastodon"] =
        [
            Rooms.Root,
            "Networks",
            "Networks.Html",
            "Networks.Text",
            "Networks.Wire",
            "Configuration",
            "AngleSharp",
            "HttpClient",
            "clock",
        ],
        ["Networks.Bluesky"] = ["Networks", "Networks.Text", "Networks.Wire", "Configuration", "HttpClient", "clock"],
        // A topic is one more source of mentions; anybody may read it, so there is no account.
        ["Forums"] = [Rooms.Root, "Networks", "Networks.Html", "Networks.Wire", "AngleSharp", "HttpClient", "clock"],
        ["Crates"] = ["Networks.Wire", "HttpClient", "clock"],
        ["Networks.DryRun"] = ["Networks", "Networks.Text", "Configuration", "clock"],
        // ASP.NET for its Data Protection, which keeps keys and encrypts.
        ["Secrets"] = ["Configuration", "Networks", "Storage", "Dapper", "ADO.NET", "ASP.NET", "clock"],
        // What is counted, which everybody may say; and the store's figures, for whoever reads them.
        ["Metrics"] = ["Configuration", "Storage", "Dapper", "ADO.NET", "clock"],
        // Tells a receiver of OTLP; the only one to load OpenTelemetry.
        ["Telemetry"] = [Rooms.Root, "Configuration", "Metrics", "HttpClient", "OpenTelemetry", "clock"],
        // Whatever grows old, in any room's tables: one place that says what ends.
        ["Forgetting"] = ["Storage", "Dapper", "ADO.NET", "clock"],
        ["Composing"] = [Rooms.Root, "Issues", "Configuration", "Networks", "Networks.Text"],
        ["Storage"] = [Rooms.Root, "Dapper", "ADO.NET", "clock"],
        ["Publishing"] =
        [
            Rooms.Root,
            "Sources",
            "Issues",
            "Composing",
            "Configuration",
            "Metrics",
            "Networks",
            // What a restoration keeps of them.
            "Secrets",
            "Storage",
            "Dapper",
            "ADO.NET",
            "clock",
        ],
        // What health is judged by: the last look at the source, the outbox, the pauses.
        ["Alarms"] =
        [
            Rooms.Root,
            "Sources",
            "Calls",
            "Configuration",
            "Metrics",
            "Publishing",
            "Storage",
            "Dapper",
            "ADO.NET",
            "HttpClient",
            "clock",
        ],
        ["Nominations"] =
        [
            Rooms.Root,
            // What issues had, and their sections in the newsletter's words.
            "Issues",
            "Nominations.Recognizing",
            // The digest of a round goes out as alarms do.
            "Alarms",
            "Composing",
            "Configuration",
            "Crates",
            "Metrics",
            "Networks",
            "Publishing",
            "Storage",
            "Dapper",
            "ADO.NET",
            "clock",
        ],
        // Pure: what a post says, without storage, clock or network.
        ["Nominations.Recognizing"] = [Rooms.Root, "Nominations", "Configuration", "Networks"],
        ["Calls"] = [Rooms.Root, "Issues", "Composing", "Configuration", "Networks", "Publishing", "Storage", "Dapper", "ADO.NET", "clock"],
        // Providers are asked on the one way out; their secrets are where configuration says.
        ["Editors"] = [Rooms.Root, "Configuration", "Networks.Wire", "Storage", "Dapper", "ADO.NET", "HttpClient", "clock"],
        // What readers did with our posts. Publishing: the posts themselves, the money and the pauses.
        ["Engagement"] = [Rooms.Root, "Configuration", "Networks", "Publishing", "Storage", "Dapper", "ADO.NET", "clock"],
        ["Scheduling"] = [Rooms.Root, "Configuration", "Metrics", "Publishing", "Quartz", "Storage", "clock"],
    };

    /// <summary>The program may name every room's use cases, but neither SQL, nor the scheduler, nor one network.</summary>
    private static readonly string[] s_theProgramNeverNames =
    [
        "Dapper",
        "ADO.NET",
        "Quartz",
        "Markdig",
        "YamlDotNet",
        "HttpClient",
        "Networks.",
    ];

    private static readonly string s_library = typeof(Diagnostic).Assembly.Location;
    private static readonly string s_program = typeof(App.Commands.ExitCode).Assembly.Location;

    [Fact]
    public void Rooms_name_only_whom_the_table_allows() =>
        Verdict(Edges.Of(s_library, Rooms.Of), Edges.RoomsOf(s_library, InsideOnly), s_mayName).ShouldBeEmpty();

    [Fact]
    public void The_program_names_no_database_no_scheduler_and_no_single_network() =>
        NamedByTheProgram()
            .Where(edge =>
                s_theProgramNeverNames.Any(name =>
                    edge.To == name || (name.EndsWith('.') && edge.To.StartsWith(name, StringComparison.Ordinal))
                )
            )
            .ShouldBeEmpty();

    [Fact]
    public void The_program_is_seen_to_name_its_own_library_and_others() =>
        NamedByTheProgram().Select(edge => edge.To).ShouldContain("System.CommandLine", "the test above would prove nothing");

    [Theory]
    [InlineData("ByBaseClass")]
    [InlineData("ByInterface")]
    [InlineData("BySignature")]
    [InlineData("ByLambda")]
    [InlineData("ByAsyncMethod")]
    [InlineData("ByIterator")]
    [InlineData("ByLocalFunction")]
    [InlineData("ByGenericArgument")]
    [InlineData("ByGenericConstraint")]
    [InlineData("ByGenericMethod")]
    [InlineData("ByAttribute")]
    [InlineData("ByAttributeArgument")]
    [InlineData("ByTypeOf")]
    [InlineData("ByCatch")]
    [InlineData("ByExtensionMethod")]
    public void A_planted_violation_is_found(string room) =>
        Planted().ShouldContain(edge => edge.From == room && edge.To == "Forbidden", $"nothing found in {room}");

    [Fact]
    public void A_room_that_only_mentions_another_in_words_is_innocent() => Planted().ShouldNotContain(edge => edge.From == "Innocent");

    [Fact]
    public void An_edge_that_is_not_in_the_table_is_a_finding() =>
        Verdict([new("A", "B", "A.X")], new HashSet<string> { "A", "B" }, new() { ["A"] = [], ["B"] = [] })
            .ShouldBe(["A names B, which the table does not allow (first in A.X)"]);

    [Fact]
    public void A_room_that_is_not_in_the_table_is_a_finding() =>
        Verdict([], new HashSet<string> { "A" }, []).ShouldBe(["room A is not in the table"]);

    [Fact]
    public void An_entry_that_no_code_uses_is_a_finding() =>
        Verdict([], new HashSet<string> { "A", "B" }, new() { ["A"] = ["B"], ["B"] = [] })
            .ShouldBe(["the table lets A name B, but it does not"]);

    [Fact]
    public void A_room_without_code_is_a_finding() =>
        Verdict([], new HashSet<string>(), new() { ["A"] = [] }).ShouldBe(["the table has room A, but there is no such room"]);

    [Fact]
    public void What_wires_rooms_together_may_name_all_and_nobody_may_name_it() =>
        Verdict(
                [new(Rooms.Wiring, "A", "AddSyndicator"), new("A", Rooms.Wiring, "A.X")],
                new HashSet<string> { "A", Rooms.Wiring },
                new() { ["A"] = [] }
            )
            .ShouldBe([$"A names {Rooms.Wiring}, which the table does not allow (first in A.X)"]);

    private static IReadOnlyList<string> Verdict(
        IReadOnlyList<Edge> edges,
        IReadOnlySet<string> rooms,
        Dictionary<string, string[]> table
    ) =>
        [
            .. from room in rooms
            where room != Rooms.Wiring && !table.ContainsKey(room)
            orderby room
            select $"room {room} is not in the table",
            .. from room in table.Keys
            where !rooms.Contains(room)
            orderby room
            select $"the table has room {room}, but there is no such room",
            .. from edge in edges
            where edge.From != Rooms.Wiring && !(table.TryGetValue(edge.From, out var allowed) && allowed.Contains(edge.To))
            orderby edge.From, edge.To
            select $"{edge.From} names {edge.To}, which the table does not allow (first in {edge.Where})",
            .. from row in table
            from target in row.Value
            where !edges.Any(edge => edge.From == row.Key && edge.To == target)
            orderby row.Key, target
            select $"the table lets {row.Key} name {target}, but it does not",
        ];

    /// <summary>All of the program is one room, its entry point outside every namespace included.</summary>
    private static IReadOnlyList<Edge> NamedByTheProgram() =>
        Edges.Of(s_program, type => type.Scope is ModuleDefinition ? "App" : Rooms.Of(type));

    private static string? InsideOnly(TypeReference type) => Rooms.Below("Syndicator", type);

    private static IReadOnlyList<Edge> Planted() =>
        Edges.Of(typeof(RoomsTests).Assembly.Location, type => Rooms.Below("Syndicator.Tests.Architecture.Planted", type));
}
