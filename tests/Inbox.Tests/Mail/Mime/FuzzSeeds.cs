namespace Inbox.Tests.Mail.Mime;

/// <summary>Mails of the kinds that arrive, written for these tests.</summary>
internal static class FuzzSeeds
{
    public static readonly string[] All =
    [
        """
        Return-Path: <ada@example.org>
        Received: from mail.example.org (mail.example.org [192.0.2.7])
        	by mx.shop.example with ESMTPS id 4X1; Tue, 3 Feb 2026 08:11:20 +0000
        From: "Ada L." <ada@example.org>
        To: Help <help@shop.example>, undisclosed-recipients:;, "Eve, Q" <eve@example.org>
        Cc: carl@example.org (Carl (at work))
        Subject: =?utf-8?B?w4l0w6k=?= =?iso-8859-1?Q?_caf=E9?=
        Date: Tue, 3 Feb 2026 10:11:12 +0200 (EET)
        Message-ID: <a1@example.org>
        In-Reply-To: <q0@shop.example>
        References: <q-1@shop.example>
         <q0@shop.example>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8; format=flowed
        Content-Transfer-Encoding: quoted-printable

        Where is my parcel? I ordered it =E2=80=9Clast=E2=80=9D week and =
        still nothing.=20

        On Monday, Help <help@shop.example> wrote:
        > It is on its 
        > way.
        -- 
        Ada
        """,
        """
        From: =?koi8-r?B?8NLJ18XU?= <ivan@example.ru>
        To: help@shop.example
        Subject: Fwd: photos
        Message-ID: <b2@example.ru>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b1"

        This is a multi-part message.
        --b1
        Content-Type: multipart/related; boundary="b1-rel"; type="multipart/alternative"

        --b1-rel
        Content-Type: multipart/alternative; boundary=b1-alt

        --b1-alt
        Content-Type: text/plain; charset=koi8-r
        Content-Transfer-Encoding: base64

        8NLJ18XULCDNydIhCg==
        --b1-alt
        Content-Type: text/html; charset="windows-1251"
        Content-Transfer-Encoding: quoted-printable

        <html><body><p style=3D"color:red">=CF=F0=E8=E2=E5=F2</p><img src=3D"cid:p1@x"></body></html>
        --b1-alt--
        --b1-rel
        Content-Type: image/png; name="=?utf-8?Q?=D1=84=D0=BE=D1=82=D0=BE.png?="
        Content-ID: <p1@x>
        Content-Disposition: inline;
         filename*0*=utf-8''%D1%84%D0%BE;
         filename*1*=%D1%82%D0%BE.png
        Content-Transfer-Encoding: base64

        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
        --b1-rel--
        --b1
        Content-Type: message/rfc822
        Content-Disposition: attachment

        From: old@example.org
        Subject: =?gb2312?B?xOO6ww==?=
        Content-Type: text/plain; charset=gb2312

        hello
        --b1
        Content-Type: application/ms-tnef; name=winmail.dat
        Content-Transfer-Encoding: base64

        eJ8+IgEAAgKQBgAOAAAAAQABAAAAAAAAAAAAAAAAAgKQgAEACAAAAGEudHh0AAAAAA==
        --b1--
        epilogue
        """,
        """
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example>
        To: help@shop.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1/mx.example"

        --b1/mx.example
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host mx.example.

        <zoe@gone.example>: host mx.gone.example[192.0.2.9] said: 550 5.1.1
            no such user (in reply to RCPT TO command)

        --b1/mx.example
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example
        Arrival-Date: Tue, 3 Feb 2026 10:11:12 +0200

        Final-Recipient: rfc822; zoe@gone.example
        Original-Recipient: rfc822;zoe@gone.example
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 no such user

        --b1/mx.example
        Content-Type: message/rfc822

        From: help@shop.example
        Message-ID: <ours@shop.example>
        Subject: Your order

        It is on its way.
        --b1/mx.example--
        """,
        """
        From: MAILER-DAEMON@old.example
        To: help@shop.example
        Subject: failure notice

        Hi. This is the qmail-send program at old.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <zoe@gone.example>:
        Sorry, no mailbox here by that name. (#5.1.1)

        --- Below this line is a copy of the message.

        Return-Path: <help@shop.example>
        Message-ID: <ours@shop.example>
        begin 644 cat.txt
        #0V%T
        `
        end
        """,
        """
        From: =?iso-2022-jp?B?GyRCJDMkcxsoQg==?= <ken@example.jp>
        Subject: =?ISO-2022-JP?B?GyRCJDMkcxsoQg==?=
        Content-Type: text/html; charset=shift_jis
        List-Id: News <news.example.jp>
        X-Original-From: Ken <ken@example.jp>
        Reply-To: ken@example.jp

        <meta charset="shift_jis"><table><tr><td>a<td>b</table>&amp;&#x1F600;<!-- -->
        """,
        """
        From: Bob <bob@home.example>
        Subject: Re: Your order
        Message-ID: <c3@home.example>
        Content-Type: multipart/alternative; boundary=b1

        --b1
        Content-Type: text/plain; charset=utf-8

        It still does not work.

        Sent from my iPhone

        > On 5 Mar 2024, at 10:12, Ann <ann@shop.example> wrote:
        > 
        > Have you tried it?
        --b1
        Content-Type: text/html; charset=utf-8

        <html><body>It still does not work.<br><div id="AppleMailSignature">Sent from my iPhone</div><div><blockquote type="cite">On 5 Mar 2024, at 10:12, Ann &lt;ann@shop.example&gt; wrote:<br></blockquote></div><blockquote type="cite"><ul><li>Have you tried it?</ul></blockquote></body></html>
        --b1--
        """,
    ];
}
