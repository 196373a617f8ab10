using System.Text.RegularExpressions;

namespace Inbox.Mail.Reports;

/// <summary>The words that mail systems use, in the languages they use them. They repeat nothing beyond a small bound, so that all take linear time.</summary>
internal static partial class NoticeWords
{
    private const RegexOptions Bounded = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b([245]\.[0-9]{1,3}\.[0-9]{1,3})\b", Bounded)]
    public static partial Regex EnhancedCode { get; }

    [GeneratedRegex(@"(?:^|[\s:;(#<>=])([45][0-9]{2})[ \-][^0-9\s]", Bounded)]
    public static partial Regex SmtpCode { get; }

    /// <summary>A line below which the returned mail stands.</summary>
    [GeneratedRegex(@"^[>\s]*(-{2,}[ \t]*(below this line|this is a copy|original|the following is|message header|returned message|unsent message|enclosed is|undelivered message|the body of the message|copy of|headers? of)|(the )?(original|returned|undelivered|rejected) (message|mail|e-mail)( headers?)?( follows| is (attached|below|included)|:? *$)|message header|(a )?copy of (the|your) (original )?message|(received|return-path|dkim-signature|mime-version|x-mailer|message-id|delivered-to): |your (original )?message (reads|follows|was)[ \w]*:|-{3,} ?(ursprüngliche|message d'origine|mensaje original|oryginalna))", Bounded)]
    public static partial Regex ReturnedMail { get; }

    /// <summary>How well-known systems open their reports.</summary>
    [GeneratedRegex(@"this is the (qmail-send|postfix) program|this is the mail system at|this message was (created|generated) automatically by (the )?(mail|e-?mail)|mail delivery software|delivery to the following recipients? (has |have |was |were )?(failed|been delayed|delayed)|your message (did not reach|to the following|wasn't delivered to|couldn't be delivered)|the original message was received at .|this is an? automatically generated delivery status|this report relates to a message you sent|this is a delivery (status|failure) notification|address not found\s|mail server at .{1,80} (was unable|could not)|ihre nachricht an .{0,200} konnte nicht|unzustellbar", Bounded)]
    public static partial Regex SystemText { get; }

    [GeneratedRegex(@"(could|can|was|were|did|has|have|is|are|been) ?(not|n't) ?(be|been|yet been|reach|able to be|)? ?(deliver|sent|reach|recei|accept|processed|found|recogni|listed|known|a valid|available)|couldn't be (delivered|found|sent)|not be delivered|not (listed|recognized|recognised)|undeliver|wasn't (able to deliver|delivered)|unable to (deliver|send|relay|find)|delivery (to .{0,300} )?(has )?(fail|status|attempt|problem|error)|failed (to deliver|permanently|delivery)|deliver(y|ed)? (has )?(failed|been delayed|delayed)|permanent (fatal )?(error|failure)|(no|unknown|invalid|bad|non-?existent|inactive|disabled|deactivated) (such )?(user|recipient|mailbox|address|account|local part|person)|(user|recipient|mailbox|address|account)( name| id| address)?( is| was| has been|)? ?(unknown|not found|invalid|unavailable|disabled|inactive|suspended|deactivated|rejected|full|over ?quota|does ?n[o']t exist|doesn't exist|not exist|not known|not valid|no longer)|not a (valid|known) (user|mailbox|address|recipient)|(not|no longer) (a )?valid (user|address|mailbox|e-?mail)|does not exist|doesn't exist|(quota|mailbox|storage|size|limit).{0,40}(exceed|full)|exceed.{0,40}(quota|limit|size|storage)|host (unknown|not found)|domain (name )?(not found|does not exist)|relay(ing)? (access )?(is )?(denied|not permitted|prohibited)|rejected|returned to (you|sender)|message (was |has been )?(blocked|refused|returned|bounced|delayed)|\b5[0-9]{2}[ \-][^0-9]|\b[45]\.[0-9]\.[0-9]{1,2}\b|retry (timeout|time) exceeded|not yet (been )?deliver|konnte nicht (zugestellt|übermittelt|gesendet)|nicht zugestellt|unbekannt|unzustellbar|postfach (ist )?voll|n'a pas pu être (remis|distribué|délivré|envoyé|livré)|non (remis|distribu|délivr)|boîte (aux lettres|de réception)?.{0,20}pleine|n'existe pas|adresse inconnue|no (se pudo|pudo|se ha podido|ha podido) (ser )?(entreg|enviar)|no existe|buzón.{0,20}lleno|non (è stato possibile|recapitat|consegnat|esiste)|casella.{0,20}piena|não (foi|pôde|pode).{0,20}(entreg|enviad)|não existe|kon niet (worden )?(afgeleverd|bezorgd)|niet (afgeleverd|bezorgd)|nie (mogła|może|został|istnieje|udało)|niedostarcz|niedostępn|не (удалось|может быть|была|доставлен|существует|найден)|недоставлен|kunde inte levereras|ikke levere|配信でき|届きませんでした|宛先不明|无法(投递|送达|传递)|無法(投遞|送達|傳遞|傳送)|退信|投递失败|不存在", Bounded)]
    public static partial Regex FailureText { get; }

    [GeneratedRegex(@"undeliver|non-?deliver|nondeliver|not delivered|delivery (status|failure|fail|has failed|problem|error|report|unsuccessful|notification|delay|incomplete|subsystem|attempt)|delivery.{0,20}(failed|delayed|failure)|mail (delivery|system) (failed|failure|error|problem|delayed|warning)|returned (mail|message|e-?mail|to sender)|(mail|message|e-?mail) (was |has been |could not be |cannot be |not |is )?(returned|undeliverable|not be delivered|delivered|rejected|blocked|delayed|bounced)|failure notice|failed (mail|delivery|message)|(mail|message|send|sending|email) (status|failure|error)|could not (send|be delivered|deliver)|couldn't be delivered|unable to deliver|user unknown|unknown (user|recipient|address)|mailbox (full|unavailable|unknown|not found)|over ?quota|quota exceeded|address (not found|unknown)|no such user|bounce(d)?\b|warning: (message|could|mail)|\bndr\b|\bdsn\b|unzustellbar|nicht zugestellt|zustellung|rücksendung|non (remis|distribu|délivr)|échec|echec|retour.{0,20}exp|notification d.état|no (entregad|se ha podido|se pudo)|devuelto|error.{0,20}(entrega|envío)|mancat[oa] (recapito|consegna)|recapito|non recapita|não entregue|falha|devolvid|onbestelbaar|niet (afgeleverd|bezorgd)|niedostarcz|zwrot|nie dostarcz|недоставлен|не доставлен|отклонен|возврат|olevererad|kunne ikke leveres|配信不能|配信エラー|未達|不達|退信|无法投递|投递失败|無法傳遞|傳遞失敗|반송", Bounded)]
    public static partial Regex FailureSubject { get; }

    [GeneratedRegex(@"(has been|is|been|message) delayed|delayed (by|for|mail)|delivery (is |has been )?delay|not yet (been )?deliver|will (continue|keep|be retried|retry|be tried|try)|still (being )?(tr|retr|attempt)|continue(s)? (to )?(try|be|trying)|temporar(y|ily) (problem|failure|error|delay)|you do not need to resend|no action is required|warning message only|past \d+ hours|wird weiterhin versucht|weitere zustellversuche|verzögert|noch nicht zugestellt|retardée?|différée?|nouvelles? tentatives?|pas encore (pu|été)|retrasad|se seguirá intentando|aún no se ha|ritardat|in ritardo|ulteriori tentativi|vertraagd|atrasad|continuar(á|emos) (a )?tenta|opóźnion|задерж|попытки доставки будут|försenad|forsinket|forsinkelse|遅延|再送|延迟|延遲|重试|重試", Bounded)]
    public static partial Regex DelayText { get; }

    /// <summary>A promise to go on, which outweighs every word of failure.</summary>
    [GeneratedRegex(@"will (be retried|be tried again|keep trying|retry for|continue (to try|trying|for))|(this is a |message is a )?warning (message )?only|delivery attempts will continue|do not need to resend|still being retried|wird weiterhin versucht", Bounded)]
    public static partial Regex StillTrying { get; }

    /// <summary>The subject of an answer or of a forwarded mail, as the programs of many countries begin it.</summary>
    [GeneratedRegex(@"^\s{0,9}(re|fwd?|aw|wg|tr|rv|enc|vs|vb|vl|sv|odp|pd|antw|doorst|res|rif|ref|i|r|fs|ynt|ilt|továbbítás|回复|答复|转发|回覆|轉寄|返信|転送)\s{0,3}(\[[0-9]{1,3}\])?\s{0,3}[:：]", Bounded)]
    public static partial Regex AnswerSubject { get; }

    [GeneratedRegex(@"giv(e|en|ing) up|permanent(ly)? |gave up|could not be delivered for|retry time(out)? exceeded|following (address|recipient)(es|s|\(es\))? (had permanent|failed)", Bounded)]
    public static partial Regex GaveUp { get; }
}
