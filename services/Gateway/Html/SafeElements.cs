using System.Collections.Frozen;

namespace Inbox.Gateway.Html;

/// <summary>The elements that may be shown. Everything else loses its tags, and what is listed as unseen its content too.</summary>
internal static class SafeElements
{
    private static readonly FrozenSet<string> Shown = Set(
        "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer "
        + "h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td "
        + "tfoot th thead time tr tt u ul var wbr");

    private static readonly FrozenSet<string> Unseen = Set("svg math object applet template audio video canvas select datalist frameset xml");

    private static readonly FrozenSet<string> Raw = Set("script style title iframe noembed noframes");

    private static readonly FrozenSet<string> Void = Set("br hr img wbr col");

    // A new one ends the one before, so that a row of them is not deep however many are left open.
    private static readonly FrozenSet<string> SelfEnding = Set("p li td th tr tbody thead tfoot dt dd colgroup caption rt rp");

    private static readonly FrozenSet<string> Formatting = Set("a b big code em font i s small strike strong tt u");

    public static bool Contains(string name) => Shown.Contains(name);

    public static bool IsUnseen(string name) => Unseen.Contains(name);

    /// <summary>Its content is not markup.</summary>
    public static bool IsRaw(string name) => Raw.Contains(name);

    public static bool IsVoid(string name) => Void.Contains(name);

    public static bool EndsItself(string name) => SelfEnding.Contains(name);

    /// <summary>Browsers open it again in every block that follows while it is not closed.</summary>
    public static bool IsFormatting(string name) => Formatting.Contains(name);

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
