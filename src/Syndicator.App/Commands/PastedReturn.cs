using System.Globalization;
using Syndicator.Networks;

namespace Syndicator.App.Commands;

/// <summary>A browser on another machine comes back to an address where nobody is; the person brings the address.</summary>
internal sealed class PastedReturn(IOperator person, int port) : IBrowserReturn
{
    public Uri Address { get; } = LoopbackReturn.AddressOf(port);

    public async Task<BrowserAnswer?> WaitAsync(string state, CancellationToken cancellationToken)
    {
        person.Tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The browser then fails to open an address that begins with {Address.AbsoluteUri}: copy the whole of it."
            )
        );
        var pasted = await person.AskAsync("Address", isSecret: true, cancellationToken);
        return Uri.TryCreate(pasted, UriKind.Absolute, out var address) ? BrowserAnswer.Read(address.Query, state) : null;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
