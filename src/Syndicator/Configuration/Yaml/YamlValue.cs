using System.Runtime.InteropServices;

namespace Syndicator.Configuration.Yaml;

/// <summary>Where something stands in a YAML file; both from 1, the column in UTF-16 code units.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct YamlPlace(int Line, int Column);

/// <summary>A value of a YAML file that knows where it stands.</summary>
internal abstract record YamlValue(YamlPlace Place)
{
    /// <summary>For messages: <c>a list</c>.</summary>
    public abstract string What { get; }
}

/// <param name="IsPlain">Written without quotes, so that YAML may take it for a number, a truth value or nothing.</param>
internal sealed record YamlText(YamlPlace Place, string Text, bool IsPlain) : YamlValue(Place)
{
    public override string What => IsEmpty ? "nothing" : "a single value";

    /// <summary>What YAML's core schema calls null (YAML 1.2.2 section 10.3.2).</summary>
    public bool IsEmpty => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlList(YamlPlace Place, IReadOnlyList<YamlValue> Items) : YamlValue(Place)
{
    public override string What => "a list";
}

/// <param name="Entries">In order; each key once, the first of doubled ones.</param>
internal sealed record YamlMap(YamlPlace Place, IReadOnlyList<YamlEntry> Entries) : YamlValue(Place)
{
    public override string What => "a group of keys";
}

/// <param name="Place">Of the key.</param>
internal sealed record YamlEntry(YamlPlace Place, string Key, YamlValue Value);
