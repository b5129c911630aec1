namespace Syndicator.IntegrationTests.Replay;

/// <summary>The steps of one issue, as they are made.</summary>
internal sealed class StepList(NewsletterWeek week)
{
    private readonly List<ReplayStep> _all = [];

    public IReadOnlyList<ReplayStep> All => _all;

    public void Write(DateTimeOffset at, string message, string text) =>
        Commit(at, message, repository => repository.Write(week.Content, text));

    public void Commit(DateTimeOffset at, string message, Action<NewsletterRepository> change) =>
        Do(
            at,
            world =>
            {
                change(world.Repository);
                return world.Repository.CommitAsync($"{message}: {week.Title}");
            }
        );

    public void Do(DateTimeOffset at, Action<ReplayWorld> change) =>
        Do(
            at,
            world =>
            {
                change(world);
                return Task.CompletedTask;
            }
        );

    public void Do(DateTimeOffset at, Func<ReplayWorld, Task>? change) => _all.Add(new ReplayStep(at, change));

    public DateTimeOffset At(int day, int hour, int minute) => NewYork.At(week.Date.AddDays(day), hour, minute);
}
