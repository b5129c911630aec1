namespace Syndicator.Editors;

/// <summary>What somebody may do at the desk and through the programs' interface.</summary>
public enum EditorRole
{
    /// <summary>Sees everything, changes nothing.</summary>
    Viewer,

    /// <summary>Sees and decides.</summary>
    Editor,
}
