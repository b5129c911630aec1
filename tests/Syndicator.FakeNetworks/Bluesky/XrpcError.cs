namespace Syndicator.FakeNetworks.Bluesky;

/// <summary>A refusal as the network's servers write it: a status, a name, a sentence.</summary>
internal sealed class XrpcError(int status, string name, string message) : Exception(message)
{
    public int Status => status;

    public string Name => name;

    public static XrpcError Invalid(string message) => new(400, "InvalidRequest", message);
}
