using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration;

/// <summary>Makes accounts of settings without mistake.</summary>
internal static class AccountBinding
{
    public static Account Build(Settings settings)
    {
        var network = settings.Get<string>("network");
        var limits = settings.Find<Settings>("limits");
        var prices = settings.Find<Settings>("prices");
        return new Account
        {
            Name = settings.Get<string>("name"),
            Network = network,
            Server = settings.Find<Uri>("server"),
            Credentials = settings.Find<SecretReference>("credentials")?.ToString(),
            Mode = settings.Get<AccountMode>("mode"),
            Thread = settings.Get<bool>("thread"),
            Calls = settings.FindValue<CallPosting>("calls") ?? (network == "x" ? CallPosting.Digest : CallPosting.Each),
            Approval = settings.Get<Approval>("approval"),
            ThreadVisibility = settings.Get<PostVisibility>("threadVisibility"),
            MaxCharacters = limits?.FindValue<int>("characters"),
            CharactersPerUrl = limits?.FindValue<int>("perUrl"),
            Prices = prices is null
                ? PostPrices.Free
                : new PostPrices(
                    prices.Get<decimal>("post"),
                    prices.Get<decimal>("postWithLink"),
                    prices.Get<DateOnly>("asOf"),
                    prices.Get<decimal>("image")
                ),
            Ceiling = settings.FindValue<decimal>("ceiling"),
            ThreadWarning = settings.Find<string>("threadWarning"),
            Handle = settings.Find<string>("handle"),
        };
    }
}
