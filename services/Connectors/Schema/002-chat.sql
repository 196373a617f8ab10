-- Which visitors have the chat open, by connection; a process that dies leaves rows that grow old.
create table chat_visits (
  connection text primary key,
  account_id text not null,
  contact text not null,
  seen_at bigint not null
);
create index chat_visits_contact on chat_visits (account_id, contact);
