using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Connectors.Chat;

/// <summary>
/// Where visitors come in: <c>/chat/{account}</c> and below. Public, without cookies: who somebody is stands in a header that no other page's form can send. Everything
/// here is asked for by the frame that this door serves, so no other origin is ever allowed to read an answer.
/// </summary>
public static class ChatDoor
{
    /// <summary>Opens the door in a process with the connectors' role.</summary>
    public static void MapChat(this WebApplication app)
    {
        app.UseWebSockets();
        var chat = app.MapGroup("/chat").AllowAnonymous().ExcludeFromDescription().AddEndpointFilter<ChatGuard>();
        chat.MapGet("/{account}.js", ChatPages.LoaderAsync);
        chat.MapGet("/{account}", ChatPages.PageAsync);
        chat.MapGet("/{account}/app.js", ChatPages.ScriptAsync);
        chat.MapGet("/{account}/app.css", ChatPages.StyleAsync);
        chat.MapPost("/{account}/beginnings", ChatAnswers.BeginAsync);
        chat.MapGet("/{account}/messages", ChatAnswers.NewsAsync);
        chat.MapPost("/{account}/messages", ChatAnswers.SayAsync);
        chat.MapPost("/{account}/addresses", ChatAnswers.LeaveAddressAsync);
        chat.MapPost("/{account}/files", ChatUpload.TakeAsync);
        chat.MapGet("/{account}/files/{id}", ChatUpload.ReadAsync);
        chat.MapGet("/{account}/stream", ChatAnswers.StreamAsync);
    }
}
