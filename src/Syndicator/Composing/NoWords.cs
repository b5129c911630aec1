namespace Syndicator.Composing;

/// <summary>Why a post about calls cannot be made.</summary>
/// <param name="Why">As a clause: <c>its address is no link</c>.</param>
/// <param name="Remedy">What to do, as a sentence; <see cref="Key"/> stands for the call.</param>
internal sealed record NoWords(string Why, string Remedy)
{
    public const string Key = "KEY";

    public static NoWords NoLink { get; } =
        new("its address is no link that a post can show", $"Correct it: calls correct {Key} --url URL.");

    public static NoWords NoPage { get; } =
        new("its issue has no page to lead to", "Set `site` in publication.yaml, or turn the account to `calls: each`.");

    public static NoWords NoTemplate(string template) =>
        new($"there is no template `{template}`", $"Write templates/{template}.txt, or turn the account to `calls: off`.");

    public static NoWords LongLink(int limit) =>
        new(
            FormattableString.Invariant($"its address is too long for a post of {limit}"),
            $"Correct it to a shorter one: calls correct {Key} --url URL."
        );

    public static NoWords LongWord(string template, int limit) =>
        new(
            FormattableString.Invariant($"the template `{template}` lacks a value, or a word does not fit a post of {limit}"),
            $"Shorten its title: calls correct {Key} --title TEXT; or look at templates/{template}.txt."
        );
}
