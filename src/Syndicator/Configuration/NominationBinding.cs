using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration;

/// <summary>Makes the options of nominations of settings without mistake.</summary>
internal static class NominationBinding
{
    public static NominationOptions Build(Settings? settings)
    {
        if (settings is null)
        {
            return new NominationOptions();
        }

        var (crateTag, quoteTag) = (settings.Find<string>("crateTag"), settings.Find<string>("quoteTag"));
        return new NominationOptions
        {
            CrateTag = crateTag,
            QuoteTag = quoteTag,
            CrateUrl = settings.Find<string>("crateUrl"),
            QuoteUrl = settings.Find<string>("quoteUrl"),
            Words = Words(settings.Find<Settings>("words"), crateTag, quoteTag),
            Topics =
            [
                .. settings
                    .List<Settings>("topics")
                    .Select(topic => new ForumTopic(topic.Get<string>("name"), topic.Get<NomineeKind>("collects"), topic.Get<Uri>("url"))),
            ],
            Closings = new Closings(settings.Get<string>("closes"), settings.Get<TimeZoneInfo>("zone")),
            DigestBefore = settings.Get<TimeSpan>("digestBefore"),
            CarryOver = settings.Get<int>("carryOver"),
            KeepMentions = settings.Get<TimeSpan>("keepMentions"),
            Thank = settings.Get<bool>("thank"),
            AsksCratesIo = settings.Get<bool>("crates.io"),
            Editors = Handles(settings, "editors"),
            Blocked = Handles(settings, "blocked"),
        };
    }

    private static NominationWords Words(Settings? words, string? crateTag, string? quoteTag)
    {
        var usual = NominationWords.Default;
        return new NominationWords(
            WithTag(List(words, "crate", usual.Crate), crateTag),
            WithTag(List(words, "quote", usual.Quote), quoteTag),
            List(words, "call", usual.Call),
            List(words, "agreement", usual.Agreement)
        );
    }

    private static IReadOnlyList<string> List(Settings? words, string key, IReadOnlyList<string> usual) =>
        words?.PlaceOf(key) is null ? usual : words.List<string>(key);

    /// <summary>The tag that invitations show always counts.</summary>
    private static IReadOnlyList<string> WithTag(IReadOnlyList<string> words, string? tag) =>
        tag is null || words.Contains("#" + tag, StringComparer.OrdinalIgnoreCase) ? words : ["#" + tag, .. words];

    private static IReadOnlyList<string> Handles(Settings settings, string key) =>
        [.. settings.List<string>(key).Select(handle => handle.TrimStart('@'))];
}
