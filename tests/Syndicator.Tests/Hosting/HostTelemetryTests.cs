using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.App;
using Syndicator.App.Commands;
using Syndicator.Telemetry;
using Syndicator.Tests.Commands;

namespace Syndicator.Tests.Hosting;

public sealed class HostTelemetryTests
{
    [Fact]
    public void Without_a_receiver_nothing_is_begun()
    {
        HostTelemetry.Read(Of()).ShouldBeNull();
        HostTelemetry.Read(Of(("OpenTelemetry:Service", "gazette"))).ShouldBeNull();
        HostTelemetry.Read(Of(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://r:4318"), ("OTEL_SDK_DISABLED", "true"))).ShouldBeNull();
        HostTelemetry.Begin(null, NullLoggerFactory.Instance).ShouldBeNull();
    }

    [Fact]
    public void Everything_is_read_as_written()
    {
        Environment.SetEnvironmentVariable("HOST_TELEMETRY_TOKEN", "Bearer abc");
        var options = HostTelemetry
            .Read(
                Of(
                    ("OpenTelemetry:Endpoint", "https://telemetry.example/otlp"),
                    ("OpenTelemetry:Protocol", "grpc"),
                    ("OpenTelemetry:Headers:Authorization", "env:HOST_TELEMETRY_TOKEN"),
                    ("OpenTelemetry:Service", "gazette"),
                    ("OpenTelemetry:Instance", "one"),
                    ("OpenTelemetry:Interval", "30s"),
                    ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://weaker:4318"),
                    ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=weaker, x-scope=a%20b"),
                    ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                )
            )
            .ShouldNotBeNull();
        (options.Endpoint.AbsoluteUri, options.Protocol, options.Service, options.Instance, options.Interval).ShouldBe(
            ("https://telemetry.example/otlp", TelemetryProtocol.Grpc, "gazette", "one", TimeSpan.FromSeconds(30))
        );
        options
            .Headers.Select(header => (header.Key.ToLowerInvariant(), header.Value.Reveal()))
            .Order()
            .ShouldBe([("authorization", "Bearer abc"), ("x-scope", "a b")]);
    }

    [Fact]
    public void The_variables_of_OpenTelemetry_are_enough()
    {
        var options = HostTelemetry
            .Read(
                Of(
                    ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://r:4317"),
                    ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
                    ("OTEL_SERVICE_NAME", "weekly")
                )
            )
            .ShouldNotBeNull();
        (options.Endpoint.Port, options.Protocol, options.Service, options.Interval).ShouldBe(
            (4317, TelemetryProtocol.Grpc, "weekly", TimeSpan.FromMinutes(1))
        );
    }

    [Theory]
    [InlineData("OpenTelemetry", "http://r:4318", "is a section")]
    [InlineData("OpenTelemetry:Endpoint", "r:4318", "OpenTelemetry:Endpoint is no address")]
    [InlineData("OpenTelemetry:Endpoint", "http://me:HIDDEN@r:4318", "OpenTelemetry:Endpoint is no address")]
    [InlineData("OpenTelemetry:Endpoint", "http://r:4318/?key=HIDDEN", "OpenTelemetry:Endpoint is no address")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "HIDDEN", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OpenTelemetry:Protocol", "http/json", "Write http/protobuf or grpc.")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL")]
    [InlineData("OpenTelemetry:Interval", "1ms", "from 1s to 1h")]
    [InlineData("OpenTelemetry:Endpiont", "x", "Endpoint")]
    [InlineData("OpenTelemetry:Headers", "a=HIDDEN", "a key for each header")]
    [InlineData("OpenTelemetry:Headers:Authorization", "Bearer HIDDEN", "must say where its value is")]
    [InlineData("OpenTelemetry:Headers:Authorization", "env:NO_SUCH_VARIABLE_HERE", "NO_SUCH_VARIABLE_HERE is not set")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "HIDDEN", "OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "content-type=HIDDEN", "OTEL_EXPORTER_OTLP_HEADERS")]
    public void A_mistake_is_said_with_what_to_do_and_without_what_may_be_secret(string key, string value, string words)
    {
        var mistake = HostTelemetry.Check(Of((key, value))).ShouldHaveSingleItem();
        mistake.Message.ShouldContain(words);
        mistake.Message.ShouldNotContain("HIDDEN");
        Should.Throw<HostProblemException>(() => HostTelemetry.Read(Of((key, value)))).Message.ShouldBe(mistake.Message);
    }

    [Fact]
    public async Task The_program_ends_with_words_before_it_opens_anything()
    {
        using var program = new ProgramProcess();
        var (exitCode, output, error) = await program.RunInShellAsync("OpenTelemetry__Endpoint=nowhere \"$@\"", "run");
        exitCode.ShouldBe(ExitCode.Configuration);
        output.ShouldBeEmpty();
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("OpenTelemetry:Endpoint is no address");
        Directory.Exists(program.Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_receiver_the_running_program_loads_nothing_of_OpenTelemetry()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc, which says what a process has loaded");
        using var program = new ProgramProcess();
        const string Script = """
            "$@" & program=$!
            for i in $(seq 600); do grep -q "Quartz" /proc/$program/maps && break; sleep 0.1; done
            sleep 1
            grep -o "[^/]*[.]dll" /proc/$program/maps | sort -u
            kill -INT $program; kill -TERM $program; wait $program
            """;
        var (_, output, error) = await program.RunInShellAsync(Script, "run", "--urls", "http://127.0.0.1:0");
        output.ShouldContain("Quartz.dll", Case.Sensitive, error);
        output.ShouldNotContain("OpenTelemetry");
    }

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build();
}
