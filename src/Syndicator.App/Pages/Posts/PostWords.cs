namespace Syndicator.App.Pages.Posts;

/// <summary>Words of the pages about posts.</summary>
internal static class PostWords
{
    /// <param name="name">See <see cref="Publishing.DeliveryState.Name"/>.</param>
    public static string State(string name) =>
        name switch
        {
            "held" => "Held",
            "due" => "Due",
            "sending" => "Being sent",
            "delivered" => "Sent",
            "failed" => "Refused",
            "uncertain" => "Perhaps sent",
            "cancelled" => "Stopped",
            "gone" => "Gone",
            _ => name,
        };

    public static string Act(PostAct act) =>
        act switch
        {
            PostAct.Release => "Release",
            PostAct.Hold => "Hold",
            PostAct.Stop => "Stop",
            PostAct.Resend => "Send anew",
            PostAct.Reschedule => "Another time",
            _ => "Edit",
        };

    /// <summary>Of the acts that are one click.</summary>
    public static string Route(PostAct act) =>
        act switch
        {
            PostAct.Release => "release",
            PostAct.Hold => "hold",
            _ => "stop",
        };

    public static string Key(PostAct act) =>
        act switch
        {
            PostAct.Release => "a",
            PostAct.Hold => "h",
            _ => "s",
        };
}
