using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Inbox.Gateway;

/// <summary>Marks an endpoint with the right that it asks for. A test walks over all endpoints and roles and finds those without.</summary>
/// <param name="Right">What the caller must have.</param>
internal sealed record RequiredRight(Right Right);

internal static class Policies
{
    public static void Add(AuthorizationOptions options)
    {
        foreach (var right in Enum.GetValues<Right>())
            options.AddPolicy(right.ToString(), policy => policy.RequireAssertion(c => (c.User as CallerPrincipal)?.Caller is { } caller && Access.May(caller.Role, right)));
    }

    /// <summary>Lets in whoever has the right: others get 401 or 403.</summary>
    public static T Requires<T>(this T endpoints, Right right) where T : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(right.ToString()).WithMetadata(new RequiredRight(right));
}
