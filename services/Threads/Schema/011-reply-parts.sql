-- What a platform took of a reply as several messages: each has an id of its own there, and all of them are that reply.
create table reply_parts (
  account_id text not null,
  external_id text not null,
  reply_id text not null,
  number integer not null,
  parts integer not null,
  failed_at bigint,
  primary key (account_id, external_id)
-- sqlite
) without rowid;
-- postgres
);
-- both
create index reply_parts_reply on reply_parts (reply_id);
