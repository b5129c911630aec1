using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Syndicator.Storage;

namespace Syndicator.Secrets;

/// <summary>Keys as files that only the program's user may read. The folder is made with the first key, never by looking.</summary>
internal sealed class KeyFolder(string folder) : IXmlRepository
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly XmlReaderSettings s_plain = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public IReadOnlyCollection<XElement> GetAllElements() =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(Read)] : [];

    /// <summary>On the disk, whole, before this returns: what is encrypted with a key is worth nothing without it.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }

        var name = friendlyName + ".xml";
        using var file = TemporaryFile.Create(folder, name);
        File.WriteAllText(file.Path, element.ToString());
        file.Become(Path.Combine(folder, name), overwrite: false);
    }

    private static XElement Read(string file)
    {
        using var reader = XmlReader.Create(file, s_plain);
        return XElement.Load(reader);
    }
}
