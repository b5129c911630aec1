namespace Syndicator.IntegrationTests.Replay;

/// <summary>Kills the program at random moments of random steps; it is started again, and the step goes on.</summary>
/// <param name="count">How many, over so many <paramref name="steps"/>; those at which the program is off are none to strike at.</param>
internal sealed class RandomKills(int count, int steps, int seed)
{
    /// <summary>About what a step takes, and what a start takes, so that every part of either is struck.</summary>
    private const int StepMilliseconds = 250;
    private const int StartMilliseconds = 1500;

    private readonly Random _random = new(seed);
    private int _left = count;
    private int _stepsLeft = steps;

    /// <summary>Returns whether it struck; the program is on again then, and nobody knows how far it came.</summary>
    public async Task<bool> StrikeAsync(RehearsedProgram program)
    {
        var strikes = 0;
        while (program.IsOn && _left > 0 && _random.Next(Math.Max(1, _stepsLeft)) < _left)
        {
            await Task.Delay(_random.Next(strikes == 0 ? StepMilliseconds : StartMilliseconds));
            await program.KillAsync();
            await program.StartAsync();
            _left--;
            strikes++;
        }

        _stepsLeft--;
        return strikes > 0;
    }
}
