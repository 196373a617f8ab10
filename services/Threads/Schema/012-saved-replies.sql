-- Texts that staff keep to answer with.
create table saved_replies (
  id text primary key,
  name text not null,
  text text not null,
  shortcut text,
  language text,
  -- whom it is for, as lists of ids; empty for everybody
  accounts text not null,
  teams text not null,
  created_at bigint not null,
  created_by text,
  changed_at bigint not null
);

-- Of what was sent: the saved replies that it was written with, and where their words stand in it (start+length, in UTF-16 units).
alter table messages add column saved_ids text;
alter table messages add column saved_parts text;
create index messages_saved on messages (saved_ids, account_id, at) where saved_ids is not null;

-- What of a draft was put in from saved replies.
alter table drafts add column inserted text;
