-- Random keys are what a busy store writes most pages for. Ids of mails are found by half a hash, which brings at most a mail too many: rules compare whole ones.
alter table mail_ids rename to mail_ids_before;
create table mail_ids (
  hash text not null,
  own boolean not null,
  seq bigint not null,
  primary key (hash, own, seq)
-- sqlite
) without rowid;
-- postgres
);
-- both
insert into mail_ids (hash, own, seq)
select distinct substr(i.hash, 1, 16), i.own, m.seq
from mail_ids_before i
join messages m on m.id = i.message_id
order by 1, 2, 3;
drop table mail_ids_before;

-- A mail with a Message-ID is told from others by that id and its key, so the key needs no index of its own.
drop index messages_key;
create unique index messages_key on messages (account_id, external_key) where external_key is not null and message_id is null;

drop index messages_subject;
update messages set subject_key = substr(subject_key, 1, 16) where subject_key is not null;
create index messages_subject on messages (subject_key) where subject_key is not null;
