using System.Globalization;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.X;

/// <summary>Images.</summary>
public sealed partial class FakeX
{
    private const long LargestImage = 5 * 1024 * 1024;

    private async Task UploadAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        if (form?.Files is not [{ Name: "media" } file] || form.Count != 1 || form["media_category"] != "tweet_image")
        {
            await XDesk.InvalidAsync(context, "media and media_category are needed, and nothing else");
            return;
        }

        if (file.Length > LargestImage)
        {
            await XDesk.ProblemAsync(context, 413, "Payload Too Large", "The image is too large.");
            return;
        }

        string id;
        lock (_lock)
        {
            id = (_nextId += 7).ToString(CultureInfo.InvariantCulture);
            _media[id] = ProcessingLooks;
        }

        await XDesk.AnswerAsync(context, 200, new JsonObject { ["data"] = Media(id) });
    }

    private Task MediaStateAsync(HttpContext context)
    {
        lock (_lock)
        {
            var id = context.Request.Query["media_id"].ToString();
            if (context.Request.Query["command"] != "STATUS" || !_media.TryGetValue(id, out var looks))
            {
                return XDesk.InvalidAsync(context, "command must be STATUS, and the media must exist");
            }

            _media[id] = Math.Max(0, looks - 1);
            return XDesk.AnswerAsync(context, 200, new JsonObject { ["data"] = Media(id) });
        }
    }

    private async Task DescribeAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        var (id, text) = ((string?)body?["id"] ?? "", (string?)body?["metadata"]?["alt_text"]?["text"]);
        bool isKnown;
        lock (_lock)
        {
            isKnown = _media.ContainsKey(id) && text is { Length: > 0 and <= 1000 };
            if (isKnown)
            {
                _altTexts[id] = text!;
            }
        }

        await (
            isKnown
                ? XDesk.AnswerAsync(context, 200, new JsonObject { ["data"] = new JsonObject { ["id"] = id } })
                : XDesk.InvalidAsync(context, "no such media, or no alt text")
        );
    }

    private JsonObject Media(string id)
    {
        var media = new JsonObject
        {
            ["id"] = id,
            ["media_key"] = "3_" + id,
            ["expires_after_secs"] = 86400,
        };
        if (ProcessingLooks > 0)
        {
            media["processing_info"] = new JsonObject
            {
                ["state"] = _media[id] > 0 ? "in_progress" : "succeeded",
                ["check_after_secs"] = 1,
            };
        }

        return media;
    }
}
