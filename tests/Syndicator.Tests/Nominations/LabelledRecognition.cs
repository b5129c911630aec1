using System.Text.Json;
using System.Text.Json.Nodes;
using Syndicator.App.Commands;
using Syndicator.Configuration;

namespace Syndicator.Tests.Nominations;

/// <summary>What the program makes of a labelled mention: its network's own form through the real readers, the real recogniser, the printed line.</summary>
internal static class LabelledRecognition
{
    private static readonly Publication s_publication = WithEditor(
        ConfigurationReader.Load(Path.Combine(Shared.Repository, "config")).Publications.Single()
    );

    public static Expectation Of(Label label)
    {
        var (post, problem) = RecognizeOne.For(s_publication, label.Network).Recognize(Line(label));
        return post is null
            ? throw new InvalidOperationException($"{label.Id}: {problem}")
            : JsonSerializer.Deserialize<Expectation>(RecognitionText.Json(post), JsonSerializerOptions.Web)!;
    }

    private static Publication WithEditor(Publication publication) =>
        publication with
        {
            Nominations = publication.Nominations with
            {
                Editors = ["editor@chaos.example", "twir-editors"],
                Topics =
                [
                    new ForumTopic("crates", NomineeKind.Crate, new Uri("https://forum.example/t/crate-of-the-week/900")),
                    new ForumTopic("quotes", NomineeKind.Quote, new Uri("https://forum.example/t/quote-of-the-week/901")),
                    new ForumTopic("calls", NomineeKind.Call, new Uri("https://forum.example/t/calls-for-participation/902")),
                ],
            },
        };

    public static string Line(Label label)
    {
        var wire = LabelledWire.Of(label);
        return new JsonObject
        {
            ["wire"] = wire.Wire,
            ["parent"] = wire.Parent,
            ["quoted"] = wire.Quoted,
            ["inReplyToInvitation"] = label.InReplyToInvitation,
        }.ToJsonString();
    }
}
