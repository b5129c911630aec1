namespace Syndicator.Issues;

internal static class ClosingReader
{
    public static Closing Read(string? closes) =>
        WrittenDate.Find(closes) is { Day: var day }
            ? new Closing.At(new DateTimeOffset(day.AddDays(1).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero), day, null)
        : closes is not null && closes.AsSpan().Mentions("rolling") ? new Closing.Rolling(closes)
        : string.IsNullOrWhiteSpace(closes) ? new Closing.Unreadable("", "it has no closing day")
        : new Closing.Unreadable(closes, $"no closing day can be read in \"{closes}\"");
}
