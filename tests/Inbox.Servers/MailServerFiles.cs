namespace Inbox.Servers;

/// <summary>The configuration files of <see cref="MailServer"/>.</summary>
internal static class MailServerFiles
{
    public const string Keeper = """
        cd "$1" || exit 1
        dovecot -F -c dovecot/dovecot.conf >log/dovecot-start.log 2>&1 </dev/null & dovecot=$!
        postfix -c "$1/postfix" start >log/postfix-start.log 2>&1 </dev/null
        postfix=$(tr -d ' ' <spool/pid/master.pid)
        read -r _
        kill "$dovecot" "$postfix"
        wait "$dovecot"
        for i in $(seq 100); do [ -d "/proc/$postfix" ] || break; sleep 0.1; done
        """;

    public static string Dovecot(MailServer server) => $$"""
        base_dir = {{server.Folder}}/run
        state_dir = {{server.Folder}}/run
        instance_name = {{Path.GetFileName(server.Folder)}}
        log_path = {{server.Folder}}/log/dovecot.log
        protocols = imap lmtp
        listen = {{server.Host}}
        ssl = required
        ssl_cert = <{{server.CertificatePath}}
        ssl_key = <{{server.Folder}}/tls/key.pem
        disable_plaintext_auth = yes
        login_trusted_networks =
        auth_mechanisms = plain login
        auth_verbose = yes
        auth_failure_delay = 0
        first_valid_uid = 1
        mail_location = maildir:{{server.Folder}}/mail/%u:LAYOUT=fs
        recipient_delimiter = +
        lda_mailbox_autocreate = yes
        postmaster_address = postmaster@acme.test
        passdb {
          driver = passwd-file
          args = scheme=PLAIN username_format=%u {{server.Folder}}/dovecot/users
        }
        userdb {
          driver = static
          args = uid=mail gid=mail home={{server.Folder}}/mail/%u
        }
        namespace inbox {
          inbox = yes
          separator = /
          mailbox Sent {
            auto = subscribe
            special_use = \Sent
          }
          mailbox Drafts {
            auto = subscribe
            special_use = \Drafts
          }
          mailbox Junk {
            auto = subscribe
            special_use = \Junk
          }
        }
        service imap-login {
          inet_listener imap {
            port = {{server.ImapPort}}
          }
          inet_listener imaps {
            port = {{server.ImapsPort}}
            ssl = yes
          }
        }
        service lmtp {
          inet_listener lmtp {
            address = {{server.Host}}
            port = {{server.LmtpPort}}
          }
        }
        service auth {
          unix_listener auth-postfix {
            mode = 0660
            user = postfix
            group = postfix
          }
        }
        protocol imap {
          mail_max_userip_connections = 200
        }

        """;

    // full@ has no Dovecot user behind it: Postfix accepts, LMTP answers 5xx, a real delivery report goes back to the sender.
    public static string PostfixMain(MailServer server) => $$"""
        compatibility_level = 3.6
        config_directory = {{server.Folder}}/postfix
        queue_directory = {{server.Folder}}/spool
        data_directory = {{server.Folder}}/data
        maillog_file = {{server.Folder}}/log/postfix.log
        maillog_file_prefixes = {{server.Folder}}/log
        mail_owner = postfix
        setgid_group = postdrop
        inet_interfaces = {{server.Host}}
        inet_protocols = ipv4
        myhostname = mx.acme.test
        mydestination =
        local_recipient_maps =
        mynetworks =
        alias_maps =
        alias_database =
        recipient_delimiter = +
        virtual_mailbox_domains = acme.test customer.test
        virtual_mailbox_maps = texthash:{{server.Folder}}/postfix/boxes
        virtual_transport = lmtp:inet:{{server.Host}}:{{server.LmtpPort}}
        transport_maps = inline:{ { defer@customer.test = retry:4.2.1 mailbox temporarily locked } }
        default_transport = error:5.4.4 outgoing mail is switched off here
        relay_transport = error:5.4.4 outgoing mail is switched off here
        smtp_dns_support_level = disabled
        smtp_host_lookup = native
        smtpd_peername_lookup = no
        smtpd_tls_cert_file = {{server.CertificatePath}}
        smtpd_tls_key_file = {{server.Folder}}/tls/key.pem
        smtpd_tls_security_level = may
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = {{server.Folder}}/run/auth-postfix
        smtpd_recipient_restrictions = permit_sasl_authenticated, reject_unauth_destination
        smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
        smtpd_client_connection_count_limit = 0
        lmtp_destination_concurrency_limit = 8
        message_size_limit = 83886080
        mailbox_size_limit = 0
        virtual_mailbox_limit = 0

        """;

    public static string PostfixMaster(MailServer server) => $"""
        {server.Host}:{server.MxPort} inet n - n - - smtpd
        {server.Host}:{server.SubmissionPort} inet n - n - - smtpd
          -o syslog_name=postfix/submission
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_tls_auth_only=yes
          -o smtpd_client_restrictions=permit_sasl_authenticated,reject
        {server.Host}:{server.SmtpsPort} inet n - n - - smtpd
          -o syslog_name=postfix/smtps
          -o smtpd_tls_wrappermode=yes
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_client_restrictions=permit_sasl_authenticated,reject
        pickup     unix       n - n 60    1 pickup
        cleanup    unix       n - n -     0 cleanup
        qmgr       unix       n - n 300   1 qmgr
        tlsmgr     unix       - - n 1000? 1 tlsmgr
        rewrite    unix       - - n -     - trivial-rewrite
        bounce     unix       - - n -     0 bounce
        defer      unix       - - n -     0 bounce
        trace      unix       - - n -     0 bounce
        verify     unix       - - n -     1 verify
        flush      unix       n - n 1000? 0 flush
        proxymap   unix       - - n -     - proxymap
        proxywrite unix       - - n -     1 proxymap
        smtp       unix       - - n -     - smtp
        relay      unix       - - n -     - smtp
        showq      unix       n - n -     - showq
        error      unix       - - n -     - error
        retry      unix       - - n -     - error
        discard    unix       - - n -     - discard
        local      unix       - n n -     - local
        virtual    unix       - n n -     - virtual
        lmtp       unix       - - n -     - lmtp
        anvil      unix       - - n -     1 anvil
        scache     unix       - - n -     1 scache
        postlog    unix-dgram n - n -     1 postlogd

        """;
}
