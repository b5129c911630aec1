using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Syndicator.Secrets;

namespace Syndicator.App;

/// <summary>
/// What forms and cookies are signed with: a key ring beside that of the secrets, which all instances share, so that what one gave out the others take. Unlike
/// those of the secrets, its keys come and go by themselves; whoever loses them only has to load a page again.
/// </summary>
internal static class HostKeys
{
    /// <param name="keyFolder">Absolute; that of the secrets.</param>
    public static void Add(IServiceCollection services, string keyFolder)
    {
        services.AddDataProtection().SetApplicationName("Syndicator.Desk");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new KeyFolder(Path.Combine(keyFolder, "desk")));
    }
}
