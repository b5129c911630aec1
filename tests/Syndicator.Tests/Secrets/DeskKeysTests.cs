using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Syndicator.Secrets;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Secrets;

public sealed class DeskKeysTests() : SecretSuite(new PostgreSqlServer())
{
    [Fact]
    public async Task What_one_instance_protects_another_reads()
    {
        var (one, other) = (Desk(), Desk());
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Desk().PrepareAsync(Cancellation))))).ShouldAllBe(problem =>
            problem == null
        );
        one.GetAllElements().ShouldHaveSingleItem();
        Protector(other).Unprotect(Protector(one).Protect("a form")).ShouldBe("a form");
        (await Store.ListAsync(Cancellation)).ShouldBeEmpty("it is nobody's credential");
    }

    [Fact]
    public async Task An_instance_with_other_keys_is_told_so()
    {
        await Desk().PrepareAsync(Cancellation);
        var problem = await Desk(Path.Combine(Folder, "elsewhere")).PrepareAsync(Cancellation);
        problem!.Message.ShouldContain("there are no keys in");
        problem.Remedy!.ShouldContain("Secrets:Keys");
    }

    [Fact]
    public async Task Keys_of_one_instance_alone_are_taken_along()
    {
        var former = new KeyFolder(Path.Combine(Folder, "desk"));
        var text = Protector(former).Protect("a session");
        await Desk(former: former).PrepareAsync(Cancellation);
        Protector(Desk()).Unprotect(text).ShouldBe("a session");
    }

    [Fact]
    public async Task A_rotation_leaves_them_readable()
    {
        await Desk().PrepareAsync(Cancellation);
        var text = Protector(Desk()).Protect("a session");
        (await Store.RotateAsync(Cancellation)).Problem.ShouldBeNull();
        Protector(Desk()).Unprotect(text).ShouldBe("a session");
    }

    private DeskKeys Desk(string? keys = null, KeyFolder? former = null) =>
        new(Database, StoreOf(Database, keys), former ?? new KeyFolder(Path.Combine(Folder, "none")));

    private static IDataProtector Protector(IXmlRepository keys)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("test");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }
}
