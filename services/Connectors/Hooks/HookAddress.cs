namespace Inbox.Connectors.Hooks;

/// <summary>Where platforms find this installation.</summary>
/// <param name="PublicUrl">Its address as others see it.</param>
public sealed record HookAddress(Uri PublicUrl)
{
    /// <summary>Where an account is pushed to; null when others cannot reach it: platforms deliver over https to public addresses only.</summary>
    public string? Of(Storage.Account account) =>
        PublicUrl.Scheme == Uri.UriSchemeHttps && !PublicUrl.IsLoopback ? new Uri(PublicUrl, $"/hooks/{account.Channel}/{account.Id}").AbsoluteUri : null;
}
