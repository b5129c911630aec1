using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Syndicator.Publishing.Edits;

/// <summary>A row of the table <c>proposed_edits</c>: the one place that flattens a proposal and builds it again.</summary>
internal sealed class ProposedEditRow
{
    public string Publication { get; set; } = "";
    public string IssueKey { get; set; } = "";
    public string Account { get; set; } = "";
    public string Part { get; set; } = "";
    public long Number { get; set; }
    public string? Standing { get; set; }
    public string? Proposed { get; set; }
    public string? Basis { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public string State { get; set; } = "";
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    public static ProposedEditRow From(ProposedEdit edit) =>
        new()
        {
            Publication = edit.Place.Publication,
            IssueKey = edit.Place.IssueKey,
            Account = edit.Place.Account,
            Part = edit.Place.Part,
            Number = edit.Place.Number,
            Standing = Write(edit.Standing, DeliveryJson.Default.ComposedPost),
            Proposed = Write(edit.Proposed, DeliveryJson.Default.ComposedPost),
            Basis = Write(edit.Basis, DeliveryJson.Default.PostContent),
            CreatedAt = edit.CreatedAt,
            State = edit.State.Name,
            DecidedBy = edit.State.DecidedBy,
            DecidedAt = edit.State.DecidedAt,
        };

    public ProposedEdit ToEdit() =>
        new()
        {
            Place = new EditPlace(Publication, IssueKey, Account, Part, (int)Number),
            Standing = Read(Standing, DeliveryJson.Default.ComposedPost),
            Proposed = Read(Proposed, DeliveryJson.Default.ComposedPost),
            Basis = Read(Basis, DeliveryJson.Default.PostContent),
            CreatedAt = CreatedAt,
            State = ToState(),
        };

    private EditState ToState() =>
        State switch
        {
            "open" => new EditState.Open(),
            "accepted" => new EditState.Accepted(DecidedBy!, DecidedAt!.Value),
            "dismissed" => new EditState.Dismissed(DecidedBy!, DecidedAt!.Value),
            "withdrawn" => new EditState.Withdrawn(DecidedAt!.Value),
            _ => throw new InvalidOperationException($"unknown state {State}"),
        };

    private static string? Write<T>(T? value, JsonTypeInfo<T> type)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, type);

    private static T? Read<T>(string? json, JsonTypeInfo<T> type)
        where T : class => json is null ? null : JsonSerializer.Deserialize(json, type);
}
