using System.Text;
using Syndicator.Networks;

namespace Syndicator.App.Commands;

/// <summary>Whoever sits at the command line. Questions go to standard error; what is secret is read without showing it.</summary>
/// <param name="port">Where the browser comes back; null: where the network's log-in says.</param>
/// <param name="pastes">Whether the browser is on another machine.</param>
internal sealed class ConsoleOperator(int? port, bool pastes) : IOperator
{
    /// <summary>In characters; keys, tokens and addresses are far shorter.</summary>
    private const int LongestLine = 16 * 1024;

    public void Tell(string line) => Console.Error.WriteLine(line);

    public async Task<string> AskAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        await Console.Error.WriteAsync($"{question}: ");
        // Nobody can end a read from a terminal; it is left alone when the program ends.
        var line = await Task.Run(() => isSecret && !Console.IsInputRedirected ? ReadHidden() : ReadLine(), cancellationToken)
            .WaitAsync(cancellationToken);
        if (Console.IsInputRedirected || isSecret)
        {
            await Console.Error.WriteLineAsync();
        }

        return line.Trim();
    }

    public async Task<IBrowserReturn?> ExpectBrowserAsync(int usualPort, CancellationToken cancellationToken) =>
        pastes ? new PastedReturn(this, port ?? usualPort) : await LoopbackReturn.ListenAsync(port ?? usualPort, this, cancellationToken);

    private static string ReadLine()
    {
        var line = new StringBuilder();
        while (Console.In.Read() is >= 0 and not '\n' and var c && line.Length < LongestLine)
        {
            line.Append((char)c);
        }

        return line.ToString();
    }

    private static string ReadHidden()
    {
        var line = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key && line.Length < LongestLine)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                line.Length = Math.Max(0, line.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                line.Append(key.KeyChar);
            }
        }

        return line.ToString();
    }
}
