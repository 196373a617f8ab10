using System.Collections.Concurrent;
using Inbox.Servers;
using Microsoft.Playwright;

namespace Inbox.SystemTests.Pages;

/// <summary>Counts what a session's pages and all their frames run for strangers, and what they ask for.</summary>
internal sealed class Watch
{
    private readonly ConcurrentQueue<string> _ran = new();
    private static readonly string[] Reported = ["Executing inline event handler violates", "Setting the document's base URI to"];
    private readonly Session _session;

    private Watch(Session session) => _session = session;

    /// <summary>Begins before the first page is opened.</summary>
    public static async Task<Watch> OnAsync(Session session)
    {
        var watch = new Watch(session);
        await session.Context.ExposeFunctionAsync("ran", (object? what) => watch._ran.Enqueue($"ran {what}"));
        session.Context.Dialog += (_, dialog) =>
        {
            watch._ran.Enqueue($"dialog {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        session.Context.Page += (_, page) => watch._ran.Enqueue($"window {page.Url}");
        return watch;
    }

    /// <summary>
    /// Moves over, focuses and clicks everything in the mails that are shown, then waits for two frames and a round trip to the host, so that whatever was set off has
    /// been asked for. Returns what stands in the mails and should not.
    /// </summary>
    public static Task<string[]> TouchAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        async () => {
          const roots = [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.body).concat([...document.querySelectorAll('article')], document.body.dataset.bare ? [document.body] : []).filter(Boolean);
          const wrong = [];
          for (const root of roots) {
            const inFrame = root.tagName === 'BODY';
            for (const element of [...root.querySelectorAll('*')].slice(0, 3000)) {
              if (inFrame) {
                if (element.matches('script, style, link, base, meta, form, input, select, textarea, iframe, frame, object, embed, svg, math, video, audio, template, noscript, dialog')) wrong.push(`<${element.localName}>`);
                for (const { name, value } of element.attributes) {
                  if (/^on|^(id|name|srcset|poster|background|action|formaction|ping|popover|autofocus)$/.test(name)) wrong.push(`${name}=${value}`);
                  if (name === 'src' && !/^(data:image|\/api\/)/.test(value)) wrong.push(`${name}=${value}`);
                  if (name === 'style' && /url|image-set|var\(|fixed|absolute/i.test(value)) wrong.push(`${name}=${value}`);
                }
                if (['fixed', 'absolute', 'sticky'].includes(root.ownerDocument.defaultView?.getComputedStyle(element).position)) wrong.push(`position of <${element.localName}>`);
              }
              if (element.localName === 'a' && element.hasAttribute('href')) {
                if (!/^(https?:|mailto:|tel:)/.test(element.href)) wrong.push(`href=${element.getAttribute('href')}`);
                if (!/^(https?:|mailto:|tel:)/.test(element.href)) element.click();
                if (element.target && element.target !== '_blank') wrong.push(`target=${element.target}`);
              }
              if (element.localName === 'iframe') continue;
              for (const type of ['mouseover', 'mouseenter', 'pointerdown', 'focus', 'error', 'load', 'toggle', 'begin', 'animationend'])
                element.dispatchEvent(new Event(type));
            }
          }
          for (const turn of [1, 2]) await new Promise(requestAnimationFrame);
          if (location.protocol === 'http:') await fetch('/health/live');
          return wrong;
        }
        """);

    /// <param name="butForParsing">
    /// The page's cleaner lets Chromium parse what it cleans, in a document without a window. Nothing runs there, but Chromium reports every handler and base that it reads.
    /// </param>
    public void SawNothing(bool butForParsing = false)
    {
        Assert.Empty(_ran);
        Assert.DoesNotContain(_session.Requests, address => address.Contains("unasked", StringComparison.Ordinal));
        Assert.Empty(_session.Outside);
        Assert.DoesNotContain(_session.Errors, error => !butForParsing || !Array.Exists(Reported, error.StartsWith));
    }
}
