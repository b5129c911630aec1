using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Mastodon;

/// <summary>What clients post, change, remove and upload.</summary>
public sealed partial class FakeMastodon
{
    private IResult Create(HttpContext context)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (HonoursKeys && key.Length > 0 && _keys.TryGetValue(key, out var used) && _clock.GetUtcNow() - used.At < TimeSpan.FromHours(1))
        {
            return _software == MastodonSoftware.Mastodon46
                    ? Results.Json(new JsonObject { ["status"] = 500, ["error"] = "Internal Server Error" }, statusCode: 500)
                : Find(used.Id) is { } first ? Results.Json(first.ToJson(this))
                : NotFound();
        }

        var body = Fields(context);
        var text = body["status"]?.ToString().Trim() ?? "";
        var media = Attachments(body);
        if (Invalid(text, body, media) is { } refusal)
        {
            return refusal;
        }

        if (!_limits.Take(context, "posts", PostsInThreeHours, TimeSpan.FromHours(3)))
        {
            return Failed(429, "Too many requests");
        }

        var status = new FakeStatus
        {
            Id = NewId(),
            Account = Us,
            Text = text,
            At = _clock.GetUtcNow(),
            ParentId = body["in_reply_to_id"]?.ToString(),
            Visibility = body["visibility"]?.ToString() ?? "public",
            Language = body["language"]?.ToString(),
            Warning = body["spoiler_text"]?.ToString().Trim() ?? "",
            Key = key.Length > 0 ? key : null,
            Media = media,
        };
        if (DropsSilently is null || !text.Contains(DropsSilently, StringComparison.Ordinal))
        {
            media.ForEach(attachment => attachment.IsAttached = true);
            _statuses.Add(status);
            _keys[key] = (status.Id, status.At);
        }

        return Results.Json(status.ToJson(this));
    }

    /// <summary>What came as a form reads as what came as JSON: Mastodon takes both.</summary>
    private static JsonObject Fields(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return JsonNode.Parse((string)context.Items["body"]!)!.AsObject();
        }

        var fields = new JsonObject();
        foreach (var (name, values) in context.Request.Form)
        {
            fields[name.TrimEnd('[', ']')] = name.EndsWith("[]", StringComparison.Ordinal)
                ? new JsonArray([.. values.Select(value => JsonValue.Create(value))])
                : values.ToString();
        }

        return fields;
    }

    private bool HonoursKeys => _software is MastodonSoftware.Mastodon or MastodonSoftware.Mastodon46;

    private IResult? Invalid(string text, JsonObject body, List<FakeMedia> media)
    {
        if (_software == MastodonSoftware.Snac)
        {
            return null;
        }

        var instance = Instance("domain")["configuration"]!["statuses"]!;
        var limit = (int)instance["max_characters"]!;
        return text.Length == 0 && media.Count == 0 ? Error(422, "Validation failed: Text can't be blank")
            : FakeHtml.Count(text + body["spoiler_text"], (int)instance["characters_reserved_per_url"]!) > limit
                ? Error(422, FormattableString.Invariant($"Validation failed: Text character limit of {limit} exceeded"))
            : media.Exists(attachment => attachment.ProcessingFor > 0)
                ? Error(422, "Cannot attach files that have not finished processing. Try again in a moment!")
            : body["in_reply_to_id"] is { } parent && Find(parent.ToString()) is null
                ? Error(404, "The post you are trying to reply to does not appear to exist.")
            : null;
    }

    private List<FakeMedia> Attachments(JsonObject body) =>
        [.. (body["media_ids"]?.AsArray() ?? []).Select(id => _media.Find(media => media.Id == id!.ToString())).OfType<FakeMedia>()];

    private IResult Edit(HttpContext context, FakeStatus status)
    {
        if (status.Account != Us)
        {
            return NotFound();
        }

        var body = Fields(context);
        var text = body["status"]?.ToString().Trim() ?? "";
        var media = Attachments(body);
        if (Invalid(text, body, media) is { } refusal)
        {
            return refusal;
        }

        var warning = body["spoiler_text"]?.ToString() ?? "";
        if (text != status.Text || warning != status.Warning || !media.SequenceEqual(status.Media))
        {
            (status.Text, status.Warning, status.Media, status.EditedAt) = (text, warning, media, _clock.GetUtcNow());
            status.Language = body["language"]?.ToString() ?? status.Language;
        }

        return Results.Json(status.ToJson(this));
    }

    private IResult Remove(FakeStatus status)
    {
        if (_software == MastodonSoftware.Snac || status.Account != Us)
        {
            return NotFound();
        }

        Delete(status.Id);
        return Results.Json(status.ToJson(this));
    }

    private IResult Upload(HttpContext context)
    {
        var file = context.Request.HasFormContentType ? context.Request.Form.Files.GetFile("file") : null;
        if (file is null || !file.ContentType.StartsWith("image/", StringComparison.Ordinal))
        {
            return Error(422, "Validation failed: File content type is invalid");
        }

        var media = new FakeMedia
        {
            Id = NewId(),
            Description = context.Request.Form["description"],
            Length = file.Length,
            ProcessingFor = UploadsProcessFor,
            Fails = UploadsFail,
        };
        _media.Add(media);
        return Results.Json(media.ToJson(), statusCode: media.ProcessingFor > 0 ? 202 : 200);
    }

    private IResult Media1(HttpContext context)
    {
        var media = _media.FirstOrDefault(media => media.Id == (string)context.Request.RouteValues["id"]! && !media.IsAttached);
        if (media is null)
        {
            return NotFound();
        }

        media.ProcessingFor = Math.Max(0, media.ProcessingFor - 1);
        return media.ProcessingFor > 0 ? Results.Json(media.ToJson(), statusCode: 206)
            : media.Fails ? Error(422, "Error processing thumbnail for uploaded media")
            : Results.Json(media.ToJson());
    }
}
