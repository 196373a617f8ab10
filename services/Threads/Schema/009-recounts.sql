-- Conversations that are to be counted anew since their account's hours are others. They are noted in the transaction that changes the hours; whoever dies while counting leaves the rest here.
create table recounts (
  conversation_id text primary key,
  account_id text not null
);
create index recounts_account on recounts (account_id);
