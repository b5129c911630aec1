using FsCheck;
using FsCheck.Fluent;
using Syndicator.App.Plots;

namespace Syndicator.Tests.Plots;

/// <summary>Whatever the numbers and names are: nothing sticks out of the drawing.</summary>
public class DrawingTests
{
    private static readonly string[] s_names =
    [
        "",
        "lead",
        "a name that is much longer than there is room for, and goes on",
        "日本語の名前がここにあります長い長い名前",
        "a\u202Eb\u0000c",
        "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧",
    ];

    private static readonly Arbitrary<(double[] Values, string Name)> s_cases = Gen.Choose(0, 2_000_000)
        .Select(value => value / 7.0)
        .ArrayOf()
        .SelectMany(values => Gen.Elements(s_names).Select(name => (values.Take(40).ToArray(), name)))
        .ToArbitrary();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bars_stay_inside(bool isStacked) =>
        Prop.ForAll(
                s_cases,
                each =>
                {
                    var most = each.Values.DefaultIfEmpty(0).Max() * (isStacked ? 2 : 1);
                    var series = new[] { "s0", "s1" }.Select(colour => new PlotSeries(each.Name, colour, each.Values, value => $"{value}"));
                    var drawing = BarPlot.Draw(
                        each.Name,
                        each.Name,
                        new Axis(Ticks.Counts(most), each.Name),
                        each.Name,
                        [.. each.Values.Select(_ => each.Name)],
                        [.. series],
                        isStacked,
                        [.. each.Values.Select((value, place) => place % 2 == 0 ? value : (double?)null)]
                    );
                    AllInside(drawing);
                    drawing.Marks.OfType<Mark.Box>().Count().ShouldBe(2 * each.Values.Count(value => value > 0));
                }
            )
            .Check(Seeded.Config);

    [Fact]
    public void Rows_stay_inside() =>
        Prop.ForAll(
                s_cases,
                each => AllInside(RowPlot.Draw(each.Name, "", [.. each.Values.Select(value => (each.Name, value, $"{value:0.#}"))]))
            )
            .Check(Seeded.Config);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lines_stay_inside(bool isLogarithmic) =>
        Prop.ForAll(
                s_cases,
                each =>
                {
                    var (least, most) = (each.Values.DefaultIfEmpty(0).Min(), each.Values.DefaultIfEmpty(0).Max());
                    var upright = new Axis(isLogarithmic ? Ticks.Times(least, most) : Ticks.Counts(most), each.Name, isLogarithmic);
                    var points = each.Values.Select((value, place) => ((double)place, value, each.Name));
                    AllInside(
                        LinePlot.Draw(
                            each.Name,
                            "",
                            upright,
                            new Axis(Ticks.Ages(each.Values.Length), each.Name),
                            [new PlotLine(each.Name, "s0", [.. points])]
                        )
                    );
                }
            )
            .Check(Seeded.Config);

    [Fact]
    public void Labels_of_an_axis_do_not_cover_one_another()
    {
        var labels = Enumerable.Range(0, 60).Select(place => (X: 40 + (place * 4.8), Text: $"{place} Nov")).ToList();
        var drawn = new PlotArea(40, 20, 334, 184).Level(labels, "days").OfType<Mark.Label>().Skip(1).OrderBy(label => label.X).ToList();
        drawn[^1].Text.ShouldBe("59 Nov");
        drawn.Zip(drawn.Skip(1)).ShouldAllBe(pair => EndOf(pair.First) < StartOf(pair.Second));
    }

    [Fact]
    public void A_logarithmic_axis_has_as_much_room_for_each_tenfold()
    {
        var scale = new Scale(1, 100, 0, 200, IsLogarithmic: true);
        scale.At(10).ShouldBe(100, 0.001);
        (scale.At(0), scale.At(double.NaN), scale.At(1e9)).ShouldBe((0, 0, 200));
    }

    private static void AllInside(Drawing drawing)
    {
        foreach (var (x, y) in drawing.Marks.SelectMany(CornersOf))
        {
            x.ShouldBeInRange(-0.01, drawing.Width + 0.01);
            y.ShouldBeInRange(-0.01, drawing.Height + 0.01);
        }

        drawing.Marks.OfType<Mark.Box>().ShouldAllBe(box => box.Width >= 0 && box.Height >= 0);
    }

    private static IReadOnlyList<(double X, double Y)> CornersOf(Mark mark) =>
        mark switch
        {
            Mark.Box box => [(box.X, box.Y), (box.X + box.Width, box.Y + box.Height)],
            Mark.Stroke stroke => [(stroke.X1, stroke.Y1), (stroke.X2, stroke.Y2)],
            Mark.Curve curve => curve.Points,
            Mark.Dot dot => [(dot.X - dot.Radius, dot.Y - dot.Radius), (dot.X + dot.Radius, dot.Y + dot.Radius)],
            Mark.Label label => [(StartOf(label), label.Y - PlotText.Size), (EndOf(label), label.Y)],
            _ => throw new InvalidOperationException($"unknown case {mark.GetType()}"),
        };

    private static double StartOf(Mark.Label label) =>
        label.X
        - label.Anchor switch
        {
            "start" => 0,
            "end" => PlotText.WidthOf(label.Text),
            _ => PlotText.WidthOf(label.Text) / 2,
        };

    private static double EndOf(Mark.Label label) => StartOf(label) + PlotText.WidthOf(label.Text);
}
