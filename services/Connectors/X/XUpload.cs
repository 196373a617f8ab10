using System.Globalization;
using System.Net.Http.Headers;
using Inbox.Connectors.Net;
using Inbox.Storage;

namespace Inbox.Connectors.X;

/// <summary>Uploads pictures at once, videos and moving pictures in pieces, and waits until the platform has made something of them. Nobody sees an upload before it is attached.</summary>
internal sealed class XUpload(XApi api, TimeProvider clock)
{
    private const int LargestPicture = 5_000_000, LargestMoving = 15_000_000, LargestVideo = 512_000_000, Piece = 4_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Why a file cannot be sent; null when it can.</summary>
    public static string? Problem(StoredFile file) => file.MediaType switch
    {
        "image/jpeg" or "image/png" or "image/webp" => file.Content.Length <= LargestPicture ? null : $"X takes pictures of at most 5 MB; {file.Name} is larger.",
        "image/gif" => file.Content.Length <= LargestMoving ? null : $"X takes moving pictures of at most 15 MB; {file.Name} is larger.",
        "video/mp4" => file.Content.Length <= LargestVideo ? null : $"X takes videos of at most 512 MB; {file.Name} is larger.",
        _ => $"X takes JPEG, PNG, WebP and GIF pictures and MP4 videos; {file.Name} is something else. Send a link instead.",
    };

    public static bool IsPicture(StoredFile file) => file.MediaType is "image/jpeg" or "image/png" or "image/webp";

    /// <summary>The platform's id of the file, or how it failed.</summary>
    public async Task<(string? Id, SendOutcome? Failed)> RunAsync(ConnectedAccount account, StoredFile file, bool isPrivate, CancellationToken cancel)
    {
        var category = $"{(isPrivate ? "dm" : "tweet")}_{(IsPicture(file) ? "image" : file.MediaType == "image/gif" ? "gif" : "video")}";
        try
        {
            var answer = IsPicture(file) ? await WholeAsync(account, file, category, cancel) : await InPiecesAsync(account, file, category, cancel);
            return answer is { IsWell: true } && answer.Data["id"].Id is { } id ? (id, null) : (null, XOutcome.Of(answer, () => new SendOutcome.Refused($"X could not use {file.Name}: {answer.Data["processing_info"]["error"]["message"].Text ?? "it said nothing of why"}.")));
        }
        catch (OutboundException e)
        {
            return (null, new SendOutcome.Retry(HttpOutcome.Pause, e.Message)); // nothing was attached yet
        }
    }

    private async Task<XAnswer> WholeAsync(ConnectedAccount account, StoredFile file, string category, CancellationToken cancel)
    {
        using var form = new MultipartFormDataContent { { new StringContent(category), "media_category" }, { new StringContent(file.MediaType), "media_type" }, { Bodies.File(file), "media", "media" } };
        return await api.UploadAsync(account, "media/upload", form, cancel);
    }

    private async Task<XAnswer> InPiecesAsync(ConnectedAccount account, StoredFile file, string category, CancellationToken cancel)
    {
        var begun = await api.PostAsync(account, "media/upload/initialize", new { media_type = file.MediaType, total_bytes = file.Content.Length, media_category = category }, cancel);
        if (!begun.IsWell || begun.Data["id"].Id is not { } id)
            return begun;
        for (var i = 0; i * Piece < file.Content.Length; i++)
        {
            var piece = new ByteArrayContent(file.Content, i * Piece, Math.Min(Piece, file.Content.Length - i * Piece)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
            using var form = new MultipartFormDataContent { { new StringContent(i.ToString(CultureInfo.InvariantCulture)), "segment_index" }, { piece, "media", "media" } };
            if (await api.UploadAsync(account, $"media/upload/{id}/append", form, cancel) is { IsWell: false } failed)
                return failed;
        }
        return await MadeAsync(account, id, await api.PostAsync(account, $"media/upload/{id}/finalize", null, cancel), cancel);
    }

    private async Task<XAnswer> MadeAsync(ConnectedAccount account, string id, XAnswer answer, CancellationToken cancel)
    {
        for (var began = clock.GetTimestamp(); answer.IsWell && answer.Data["processing_info"]["state"].Text is "pending" or "in_progress" && clock.GetElapsedTime(began) < Longest;)
        {
            await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(answer.Data["processing_info"]["check_after_secs"].Number ?? 1, 1, 30)), clock, cancel);
            answer = await api.GetAsync(account, $"media/upload?command=STATUS&media_id={id}", cancel);
        }
        return answer;
    }
}
