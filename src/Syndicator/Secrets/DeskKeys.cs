using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Syndicator.Configuration;
using Syndicator.Storage;
using Secret = Syndicator.Configuration.Secret;

namespace Syndicator.Secrets;

/// <summary>
/// What the desk's forms and sessions are protected with where several instances share a store: a page that one of them made is taken by all. Kept among the
/// secrets, so a rotation encrypts it anew.
/// </summary>
/// <param name="former">Where one instance alone keeps its keys: they are taken along, so that nobody has to sign in again.</param>
internal sealed class DeskKeys(Database database, SecretStore secrets, KeyFolder former) : IXmlRepository
{
    private const string Lock = "desk-keys";

    /// <summary>As long as the framework's own.</summary>
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(90);

    /// <summary>Sees that there are keys, made by one of the instances, and that this one can read them.</summary>
    /// <returns>Why it cannot; its own key folder has other keys than the store was written with.</returns>
    public Task<Problem?> PrepareAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.LockAsync(transaction, Lock);
                var (keys, problem) = await secrets.ReadOwnAsync(cancellationToken);
                return problem ?? (keys.Count > 0 ? null : await MakeAsync(cancellationToken));
            },
            cancellationToken
        );

    public IReadOnlyCollection<XElement> GetAllElements()
    {
#pragma warning disable VSTHRD002 // The framework asks for keys without waiting.
        var (keys, problem) = secrets.ReadOwnAsync(CancellationToken.None).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        return problem is null
            ? [.. keys.Select(key => XElement.Parse(key.Reveal()))]
            : throw new InvalidOperationException(problem.Message);
    }

    public void StoreElement(XElement element, string friendlyName)
    {
#pragma warning disable VSTHRD002 // The framework stores keys without waiting.
        var problem = PutAsync(element, friendlyName, CancellationToken.None).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        if (problem is not null)
        {
            throw new InvalidOperationException(problem.Message);
        }
    }

    private async Task<Problem?> MakeAsync(CancellationToken cancellationToken)
    {
        foreach (var element in former.GetAllElements())
        {
            if (await PutAsync(element, $"key-{element.Attribute("id")?.Value}", cancellationToken) is { } problem)
            {
                return problem;
            }
        }

        return former.GetAllElements().Count > 0 ? null : await MakeFirstAsync(cancellationToken);
    }

    private async Task<Problem?> MakeFirstAsync(CancellationToken cancellationToken)
    {
        var made = new MadeKeys();
        var services = new ServiceCollection();
        services.AddDataProtection().DisableAutomaticKeyGeneration();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = made);
        await using var ring = services.BuildServiceProvider();
        var now = TimeProvider.System.GetUtcNow();
        ring.GetRequiredService<IKeyManager>().CreateNewKey(now, now + s_lifetime);
        var (element, name) = made.All.Single();
        return await PutAsync(element, name, cancellationToken);
    }

    private Task<Problem?> PutAsync(XElement element, string name, CancellationToken cancellationToken) =>
        secrets.PutAsync(SecretStore.Own + name, new Secret(element.ToString(SaveOptions.DisableFormatting)), "desk", cancellationToken);

    /// <summary>What was made, on its way to the store.</summary>
    private sealed class MadeKeys : IXmlRepository
    {
        public List<(XElement Element, string Name)> All { get; } = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [];

        public void StoreElement(XElement element, string friendlyName) => All.Add((element, friendlyName));
    }
}
