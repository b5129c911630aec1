using System.CommandLine;
using System.Globalization;

namespace Syndicator.App.Commands;

/// <summary>Refuses numbers that make no sense for an option.</summary>
internal static class NumberBounds
{
    public static Option<int> Within(this Option<int> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            var given = result.Tokens.SingleOrDefault()?.Value;
            if (
                int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && (number < least || number > most)
            )
            {
                result.AddError(
                    most == int.MaxValue
                        ? string.Create(CultureInfo.InvariantCulture, $"{option.Name} {number} is less than {least}.")
                        : string.Create(CultureInfo.InvariantCulture, $"{option.Name} {number} is none of {least} to {most}.")
                );
            }
        });
        return option;
    }
}
