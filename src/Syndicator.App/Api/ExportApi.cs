using System.Text;
using Syndicator.App.Commands;
using Syndicator.App.Shapes;
using Syndicator.Configuration;
using Syndicator.Issues.Writing;
using Syndicator.Nominations.Export;

namespace Syndicator.App.Api;

/// <summary>What editors chose, for the newsletter's own automation.</summary>
internal static class ExportApi
{
    private const string Tag = "Export";

    private static readonly ApiParameter[] s_parameters =
    [
        new("section", "Only this section.", "crate", "quote", "calls", "links"),
        new("round", $"Only what was nominated until this round closed, or until 2026-11-24T20:00. {NominationLookup.RoundHelp}"),
    ];

    public static void Map(ApiRoutes api)
    {
        api.Read<ExportShape>(
            "/export",
            new ApiOperation("readExport", "The chosen crate and quote and the accepted calls and links as Markdown, by section.")
            {
                Tag = Tag,
                Parameters = s_parameters,
            },
            async request =>
                await FindAsync(request) switch
                {
                    ({ } exported, _) => ApiRequest.Json(ExportShape.Of(exported)),
                    (_, var problem) => problem!,
                }
        );
        api.Read<string>(
            "/export.md",
            new ApiOperation("readExportText", "The same as one Markdown text; empty where nothing is chosen.")
            {
                Tag = Tag,
                Parameters = s_parameters,
            },
            async request =>
                await FindAsync(request) switch
                {
                    ({ } exported, _) => Results.Text(TextOf(exported), "text/markdown", Encoding.UTF8),
                    (_, var problem) => problem!,
                },
            "text/markdown"
        );
        api.Act<NothingBody, LookShape>(
            "/export/look",
            new ApiOperation(
                "lookBeforeExport",
                "Asks the networks again for the posts of what is chosen: what was deleted since is not exported any more."
            )
            {
                Tag = Tag,
            },
            (request, _) => LookAsync(request)
        );
    }

    private static async Task<(Exported? Exported, ApiProblem? Problem)> FindAsync(ApiRequest request)
    {
        DateTimeOffset? until = null;
        if (request.Query("round") is { } round)
        {
            (until, var problem) = LocalInstant.Read(round, request.Publication.Zone).Instant is { } instant
                ? (instant, null)
                : await NominationsApi.RoundAsync(request, round);
            if (problem is not null)
            {
                return (null, problem);
            }
        }

        return (await request.Syndication.Export.RunAsync(request.Publication.Id, until, SectionsOf(request), request.Stop), null);
    }

    private static IReadOnlyList<DraftSection> SectionsOf(ApiRequest request) =>
        request.Query("section") switch
        {
            "crate" => FillCommand.Of(NomineeKind.Crate),
            "quote" => FillCommand.Of(NomineeKind.Quote),
            "calls" => FillCommand.Of(NomineeKind.Call),
            "links" => FillCommand.Of(NomineeKind.Link),
            _ => Enum.GetValues<DraftSection>(),
        };

    private static string TextOf(Exported exported) => string.Join('\n', exported.Sections.Select(section => section.Text + "\n"));

    private static async Task<IResult> LookAsync(ApiRequest request)
    {
        var reports = await request.Syndication.LookAgainBeforeExportAsync(request.Publication, request.Stop);
        return ApiRequest.Json(
            new LookShape([
                .. reports
                    .Where(report => report.Trouble is not null)
                    .Select(report => $"{report.Source} could not be asked: {report.Trouble!.Text}"),
            ])
        );
    }
}

/// <summary>What is sent where nothing is to be said.</summary>
internal sealed record NothingBody;

/// <summary>How a look at the networks went.</summary>
/// <param name="Troubles">Sources that could not be asked, as sentences; what they have stays as it was.</param>
internal sealed record LookShape(IReadOnlyList<string> Troubles);
