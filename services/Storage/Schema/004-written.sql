-- Bytes that say when they were written are found under that time, so that what comes in today is written beside what came in a moment ago; all others by their key alone.
-- sqlite
alter table payloads rename to payloads_before;
create table payloads (
  id text primary key,
  account_id text not null references accounts (id),
  key text not null,
  media_type text not null,
  received_at bigint not null,
  written_at bigint,
  content bytea not null
);
insert into payloads (id, account_id, key, media_type, received_at, content)
select id, account_id, key, media_type, received_at, content
from payloads_before
order by rowid;
drop table payloads_before;
-- postgres
alter table payloads drop constraint payloads_account_id_key_key;
alter table payloads add column written_at bigint;
-- both
create unique index payloads_key on payloads (account_id, key) where written_at is null;
create unique index payloads_written on payloads (account_id, written_at, key) where written_at is not null;
