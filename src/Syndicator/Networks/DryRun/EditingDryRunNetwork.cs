using Syndicator.Configuration;

namespace Syndicator.Networks.DryRun;

/// <summary>The dry run of a network that can change posts: each change becomes one more line of the ledger.</summary>
internal sealed class EditingDryRunNetwork(string publication, Account account, TextRules rules, DryRunLedger ledger, TimeProvider clock)
    : DryRunNetwork(publication, account, rules, ledger, clock),
        IEditsPosts
{
    private readonly TextRules _rules = rules;
    private readonly DryRunLedger _ledger = ledger;
    private readonly TimeProvider _clock = clock;

    public async Task<EditOutcome> EditAsync(RemotePost post, PostContent content, CancellationToken cancellationToken)
    {
        if (!_rules.Fits(content.Text))
        {
            return new EditOutcome.Refused($"The text is too long: {_rules.Measure(content.Text)} of {_rules.Limit}.");
        }

        try
        {
            return await _ledger.ReadAsync(cancellationToken).AnyAsync(entry => entry.Id == post.Id, cancellationToken)
                ? await AppendAsync(post, content, cancellationToken)
                : new EditOutcome.Gone();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new EditOutcome.Unavailable($"{_ledger.File} cannot be read ({exception.Message})");
        }
    }

    private async Task<EditOutcome> AppendAsync(RemotePost post, PostContent content, CancellationToken cancellationToken)
    {
        var edit = new DryRunEdit
        {
            At = _clock.GetUtcNow(),
            Edits = post.Id,
            Text = content.Text,
            Language = content.Language,
            Entities = content.Entities,
            Card = content.Card,
        };
        return await _ledger.AppendAsync(edit, cancellationToken) switch
        {
            AppendResult.Written => new EditOutcome.Edited(),
            AppendResult.NotWritten { Reason: var reason } => new EditOutcome.Unavailable(reason),
            AppendResult.PerhapsWritten { Reason: var reason } => new EditOutcome.Unavailable(reason),
            var unknown => throw new InvalidOperationException($"unknown case {unknown}"),
        };
    }
}
