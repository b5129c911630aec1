namespace Syndicator.Issues.Writing;

/// <summary>Where a call stands in its list: those that close first come first, what never closes last; of one day, and tasks of projects, by their words without case.</summary>
internal readonly record struct CallOrder(DateOnly Day, string Words)
{
    public static CallOrder Of(CallEntry call) => new(DateOnly.MinValue, PlainWords.Line(call.Title));

    public static CallOrder Of(ProjectCall call) => new(DateOnly.MinValue, PlainWords.Line(call.Text));

    public static CallOrder Of(EventCallEntry call) =>
        new(WrittenDate.Find(call.Closes)?.Day ?? DateOnly.MaxValue, PlainWords.Line(call.Name));

    public static CallOrder Of(EventCall call) => new(call.ClosesOn ?? DateOnly.MaxValue, PlainWords.Line(call.DisplayName));

    public static Comparer<CallOrder> InOrder { get; } =
        Comparer<CallOrder>.Create(
            (one, other) =>
                one.Day.CompareTo(other.Day) is not 0 and var byDay
                    ? byDay
                    : StringComparer.OrdinalIgnoreCase.Compare(one.Words, other.Words)
        );
}
