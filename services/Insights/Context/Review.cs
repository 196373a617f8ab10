namespace Inbox.Insights;

/// <summary>What became of something that was suggested.</summary>
internal enum Review : byte
{
    /// <summary>Nothing was suggested, or staff said nothing.</summary>
    None,
    Kept,
    Corrected,
}

/// <summary>Compares what was suggested with what staff say.</summary>
internal static class Reviews
{
    public static Review Of(string? suggested, string? given) =>
        suggested is null or Natures.Unknown || given is null ? Review.None : suggested == given ? Review.Kept : Review.Corrected;
}
