using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta;

/// <summary>What brought somebody here (referral): an advertisement, a product that they looked at, or a link whose word is a campaign's.</summary>
internal static class MetaReferral
{
    public static ContentRef? Content(Node referral)
    {
        var advert = referral["ads_context_data"];
        if ((referral["ad_id"].Id ?? advert["post_id"].Id) is { } id)
            return new(id, null, advert["ad_title"].Text);
        if ((referral["product"]["id"].Id ?? advert["product_id"].Id) is { } product)
            return Product(product);
        return Campaign.Word(referral["ref"].Text) is { } word ? new Campaign(word).Content(referral["referer_uri"].Link) : null;
    }

    /// <summary>A product, which has no page of its own here.</summary>
    /// <param name="id">What its catalogue calls it.</param>
    /// <param name="title">What it is called, where that is told.</param>
    public static ContentRef Product(string id, string? title = null) => new(id, null, title ?? $"Product {id}");
}
