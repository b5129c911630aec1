using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Secrets;
using Syndicator.Storage;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Secrets;

/// <summary>A store of secrets on a fresh database, with a folder of keys of its own.</summary>
public abstract class SecretSuite(TestServer server) : DatabaseSuite(server)
{
    private readonly List<SecretKeys> _open = [];

    internal string Folder { get; } = Directory.CreateTempSubdirectory("syndicator-secrets-").FullName;
    internal string Keys => Path.Combine(Folder, "keys");
    internal SecretStore Store { get; private set; } = null!;
    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The store as another process sees it: with keys that it reads for itself.</summary>
    internal SecretStore StoreOf(Database database, string? keys = null)
    {
        var ring = new SecretKeys(keys ?? Keys);
        _open.Add(ring);
        return new SecretStore(database, ring, Clock);
    }

    internal static IAccountSecret Of(SecretStore store, string worker = "worker-1") =>
        new StoredSecret(store, "main", "mastodon", worker, TimeProvider.System);

    internal async Task PutAsync(string text, string name = "main", SecretStore? store = null) =>
        (await (store ?? Store).PutAsync(name, new Secret(text), "cli:eve", Cancellation)).ShouldBeNull();

    internal async Task<string?> ReadAsync(string name = "main", SecretStore? store = null) =>
        (await (store ?? Store).ReadAsync(name, Cancellation)).Secret?.Reveal();

    protected override Task PrepareAsync()
    {
        Store = StoreOf(Database);
        return Task.CompletedTask;
    }

    protected override ValueTask CleanUpAsync()
    {
        _open.ForEach(keys => keys.Dispose());
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
