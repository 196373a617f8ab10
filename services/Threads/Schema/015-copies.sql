-- Raw bytes and files that hold a message's words besides those it was made from: of edits, echoes, and repeats under another key. "about" is the key or the platform's id of the message.
create table copies (
  account_id text not null,
  about text not null,
  payload_id text not null,
  files text,
  primary key (account_id, about, payload_id)
);

-- Hashes of what erased messages were known by: what is told about them later is not kept.
create table forgotten (
  account_id text not null,
  hash text not null,
  primary key (account_id, hash)
);
