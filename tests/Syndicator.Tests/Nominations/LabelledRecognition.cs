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
            Nominations = publication.Nominations with { Editors = ["editor@chaos.example"] },
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
