using System.Text.Json;
using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Networks.DryRun;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.DryRun;

public sealed class DryRunContractTests : DryRunContract
{
    private protected override string Tries => "x";
}

/// <summary>Of a network that can change posts.</summary>
public sealed class EditingDryRunContractTests : DryRunContract
{
    private protected override string Tries => "mastodon";
}

public abstract class DryRunContract : PostingContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-").FullName;
    private readonly TestClock _clock = new();
    private INetwork? _network;

    /// <summary>The network that is tried out.</summary>
    private protected abstract string Tries { get; }

    private protected override INetwork Network => _network ??= Restarted();

    private protected override TimeProvider Clock => _clock;

    private protected override IReadOnlyList<FakePost> Ledger
    {
        get
        {
            var file = DryRunLedger.Of(_folder, "gazette", "alpha").File;
            var lines = (File.Exists(file) ? File.ReadAllLines(file) : []).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            return [.. lines.Where(line => Member(line, "key") is not null).Select(line => Post(line, lines))];
        }
    }

    private protected override INetwork Restarted() =>
        DryRunNetwork.Of(
            "gazette",
            Samples.Account("alpha") with
            {
                Network = Tries,
            },
            new PlainRules(500),
            DryRunLedger.Of(_folder, "gazette", "alpha"),
            _clock
        );

    private protected override ValueTask CleanUpAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>As the last change of it left it.</summary>
    private static FakePost Post(JsonElement line, List<JsonElement> lines)
    {
        var id = Member(line, "id")!;
        var last = lines.LastOrDefault(edit => Member(edit, "edits") == id);
        var text = Member(last.ValueKind == JsonValueKind.Undefined ? line : last, "text")!;
        return new FakePost(id, "alpha", text, Member(line, "replyTo"), Member(line, "key"), line.GetProperty("at").GetDateTimeOffset());
    }

    private static string? Member(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
