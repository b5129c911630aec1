using Syndicator.App.Commands;
using Syndicator.App.Shapes;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Api;

/// <summary>How an act on a nomination ended.</summary>
internal static class NominationAnswer
{
    public static ApiProblem NotFound { get; } =
        ApiProblem.NotFound("There is no such nomination. The list with `state=all&round=all` has every id.");

    public static IResult Of(ApiRequest request, ReviewOutcome outcome) =>
        outcome.Match<IResult>(
            done => request.Versioned(NominationShape.Of(done.Nomination) with { Remark = done.Remark }, done.Nomination.Version),
            changed =>
                ApiProblem.Changed(
                    $"It has changed since you looked: {changed.What}, by {changed.By} at {DeliveryLine.At(changed.At, request.Publication.Zone)}."
                ) with
                {
                    By = changed.By,
                    At = changed.At,
                },
            not => ApiProblem.NotPossible($"{not.Why} {not.Remedy}") with { Same = not.Same?.ToString() },
            _ => NotFound
        );
}
