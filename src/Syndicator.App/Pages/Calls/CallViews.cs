using System.Globalization;
using Syndicator.App.Commands;
using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Calls;

/// <summary>Turns calls into what their pages show.</summary>
internal static class CallViews
{
    private const int LongestPart = 500;

    public static CallItemView Item(CallListing listing)
    {
        var call = listing.Call;
        return new CallItemView
        {
            Key = call.Id.ToString(),
            Version = call.Version,
            Kind = CallLine.Name(call.Kind),
            Name = CallLine.TitleOf(call),
            Url = call.Text.Url,
            State = State(listing),
            Contradiction = call.Contradiction is { } why ? OneLine.Of(why, CallLine.LongestWhy) : null,
            IsLetPass = call.Contradiction is { } passed && CallContradiction.IsLetPass(passed, call.Decision),
            Closing = new ClosingView(OneLine.Of(CallParts.Closing(call.Text.Closing)), (call.Text.Closing as Closing.At)?.Instant),
            Facts = OneLine.Of(string.Join(", ", ((string?[])[call.Text.Place, call.Text.EventDate, .. call.Text.Tags]).OfType<string>())),
            Told = CallTelling.InShort(listing),
            Issues =
                call.FirstIssue.Key == call.LastIssue.Key
                    ? NameOf(call.FirstIssue)
                    : $"{NameOf(call.FirstIssue)} to {NameOf(call.LastIssue)}",
            IsCorrected = call.Correction is not null,
            Acts = Acts(call),
        };
    }

    public static CallView Of(CallDetails details, Publication publication)
    {
        var (listing, call) = (details.Listing, details.Listing.Call);
        return new CallView
        {
            Zone = publication.Zone,
            Item = Item(listing),
            EndsAt = listing.EndsAt,
            Corrections =
            [
                .. CallParts.Changes(call.Printed, call.Text).Select(change => (change.Part, Short(change.Was), Short(change.Is))),
            ],
            CanUndo =
                details.History is [.., { Before: not null } last] && Actors.IsPerson(last.Actor) && last.Act != ReviewCalls.TakenBack,
            Told = [.. listing.Posts.Select(post => Told(listing, post, publication))],
            Coming = [],
            Unsayable = [],
            Printed = [.. details.Sightings.Select(Printed)],
            Fields = CallForm.Of(call),
            History = [.. details.History.Reverse().Select(Past)],
        };
    }

    /// <summary>Each call once, with all accounts that tell of it then.</summary>
    public static IReadOnlyList<ForeseenView> Foreseen(IReadOnlyList<ForeseenCallPost> posts) =>
        [
            .. posts
                .GroupBy(post => (post.At, post.Call, post.Call is null ? post.Account.Name : ""))
                .Select(same => new ForeseenView(
                    same.Key.At,
                    string.Join(", ", same.Select(post => post.Account.Name)),
                    OneLine.Of(same.First().Words),
                    same.Key.Call?.ToString()
                )),
        ];

    public static string WordsOf(CallState state) =>
        state switch
        {
            CallState.Open => "To be told of",
            CallState.Held => "Waits for an editor",
            CallState.Announced => "Told of",
            CallState.Reminded => "Reminded of",
            CallState.ClosingSoon => "Closes soon",
            CallState.Closed => "Closed",
            _ => "Withdrawn",
        };

    /// <summary>How an act ended, as said on the next page.</summary>
    /// <param name="done">With what follows for the posts there are.</param>
    public static SaidView Said(CallOutcome outcome, DeskRequest desk, Func<Call, SaidView> done) =>
        outcome.Match(
            ended => done(ended.Call),
            changed => desk.Faster(changed.By, Words.Who(changed.By), changed.At, changed.Act),
            not => new SaidView($"Nothing was done. {not.Why} {not.Remedy}", IsTrouble: true),
            _ => new SaidView("There is no such call any more. Nothing was done.", IsTrouble: true)
        );

    private static PostStateView State(CallListing listing)
    {
        // That a post about it is made does not mean that anybody has read it.
        var state = listing.State == CallState.Announced && !CallTelling.IsTold(listing) ? CallState.Open : listing.State;
        var tone = state switch
        {
            CallState.Held => PostTone.Trouble,
            CallState.Open or CallState.ClosingSoon => PostTone.Planned,
            CallState.Announced or CallState.Reminded => PostTone.Sent,
            _ => PostTone.Waiting,
        };
        var decision = listing.Call.Decision;
        return new PostStateView(
            tone,
            WordsOf(state),
            decision?.At,
            decision is null ? null : $"{ActOf(decision)} by {Words.Who(decision.Editor)}{NoteOf(decision.Note)}"
        );
    }

    private static string ActOf(CallDecision decision) => decision.Match(_ => "Released", _ => "Held", _ => "Withdrawn");

    private static string NoteOf(string note) => note.Length > 0 ? ": " + OneLine.Of(note, CallLine.LongestWhy) : "";

    private static IReadOnlyList<CallButton> Acts(Call call) =>
        call.IsWithdrawn ? [CallButton.Release]
        : call.Decision is CallDecision.Held || call.IsHeld ? [CallButton.Release, CallButton.Withdraw]
        : [CallButton.Hold, CallButton.Withdraw];

    private static ToldView Told(CallListing listing, CallPost post, Publication publication)
    {
        var delivery = listing.DeliveryOf(post);
        var account = publication.Accounts.FirstOrDefault(each => each.Name == post.Account);
        var words = post.Act == CallAct.Announced ? "" : $" ({OneLine.Of(post.Detail)})";
        return new ToldView(
            $"{CallPosts.Name(post.Act)}{words} on {post.Account}",
            delivery is null
                ? new PostStateView(PostTone.Sent, "Sent from a store that was lost", post.At)
                : ViewOfPosts.StateOf(delivery.State, account),
            delivery?.Id.ToString()
        );
    }

    private static PrintedView Printed(CallSighting sighting) =>
        new(
            OneLine.Of(sighting.Issue.Title),
            sighting.Issue.Url,
            sighting.Issue.Day,
            sighting.Printed.Line,
            OneLine.Of(
                string.Join(", ", CallParts.Of(sighting.Printed).Select(part => part.Words).Where(words => words.Length > 0)),
                LongestPart
            ),
            sighting.Contradiction is { } why ? OneLine.Of(why, CallLine.LongestWhy) : null
        );

    private static CallEventView Past(CallEvent happened) =>
        new(
            happened.At,
            Words.Who(happened.Actor),
            happened.Note.Length > 0 ? $"{happened.Act}: {OneLine.Of(happened.Note, CallLine.LongestWhy)}" : happened.Act,
            happened.Before is { } before
                ?
                [
                    .. CallParts
                        .Changes(before.Text, happened.After.Text)
                        .Select(change => (change.Part, Short(change.Was), Short(change.Is))),
                ]
                : []
        );

    private static string Short(string words) => words.Length == 0 ? "nothing" : OneLine.Of(words, LongestPart);

    private static string NameOf(CallIssue issue) => issue.Number?.ToString(CultureInfo.InvariantCulture) ?? OneLine.Of(issue.Key);
}
