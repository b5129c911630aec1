namespace Syndicator.Networks;

/// <summary>The person who logs an account in, as a network's log-in speaks with them.</summary>
internal interface IOperator
{
    void Tell(string line);

    /// <summary>Asks for a line.</summary>
    /// <param name="isSecret">It is not shown while it is typed.</param>
    /// <returns>Without white space around; empty when nothing was typed or there is nobody.</returns>
    Task<string> AskAsync(string question, bool isSecret, CancellationToken cancellationToken);

    /// <summary>Begins to wait for the browser that comes back from a network's page.</summary>
    /// <param name="port">Where the network wants to know the address beforehand; 0: any.</param>
    /// <returns>Or null, when nothing can listen there; the person has been told.</returns>
    Task<IBrowserReturn?> ExpectBrowserAsync(int port, CancellationToken cancellationToken);
}

/// <summary>A place that a browser is sent to with a code.</summary>
internal interface IBrowserReturn : IAsyncDisposable
{
    /// <summary>On the loopback address.</summary>
    Uri Address { get; }

    /// <summary>What the browser brings for this log-in; what comes with another state is turned away. Null when nobody came in time.</summary>
    Task<BrowserAnswer?> WaitAsync(string state, CancellationToken cancellationToken);
}
