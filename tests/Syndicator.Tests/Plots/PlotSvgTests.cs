using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.App.Plots;

namespace Syndicator.Tests.Plots;

public class PlotSvgTests
{
    private const string Hostile = "</text></svg><script>alert(1)</script>\" onload=\"alert(1)\u202E&amp;";

    [Fact]
    public async Task Whatever_names_say_they_are_text_in_the_picture()
    {
        var drawing = new Drawing(
            340,
            220,
            Hostile,
            Hostile,
            [
                new Mark.Box(1, 2, 3, 4.5678, "s0", Hostile),
                new Mark.Stroke(1, 2, 3, 4, "grid"),
                new Mark.Curve([(1, 2), (3.14159, 4)], "s1"),
                new Mark.Dot(5, 6, 3, "s2", Hostile),
                new Mark.Label(7, 8, Hostile, "end"),
            ]
        );

        var page = new HtmlParser().ParseDocument($"<body>{await RenderAsync(drawing)}</body>");

        var svg = page.QuerySelectorAll("svg").ShouldHaveSingleItem();
        page.Body!.ChildElementCount.ShouldBe(1);
        page.QuerySelectorAll("script, [onload], [style]").ShouldBeEmpty();
        svg.GetAttribute("viewBox").ShouldBe("0 0 340 220");
        svg.QuerySelectorAll("title, desc, text").Select(element => element.TextContent).ShouldBe(Enumerable.Repeat(Hostile, 5));
        svg.QuerySelector("text")!.GetAttribute("text-anchor").ShouldBe("end");
        svg.QuerySelector("rect")!.GetAttribute("height").ShouldBe("4.57");
        svg.QuerySelector("polyline")!.GetAttribute("points").ShouldBe("1,2 3.14,4");
    }

    private static async Task<string> RenderAsync(Drawing drawing)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?> { [nameof(PlotSvg.Id)] = "plot", [nameof(PlotSvg.Drawing)] = drawing };
            return (await renderer.RenderComponentAsync<PlotSvg>(ParameterView.FromDictionary(parameters))).ToHtmlString();
        });
    }
}
