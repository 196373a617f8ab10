-- How soon an account's people are to be answered, from a moment on.
create table targets (
  account_id text not null,
  since bigint not null,
  targets text not null,
  primary key (account_id, since)
);

-- What follows from that, all derived: when an answer is due, and when three quarters of the time until then are over.
alter table asks add column due_at bigint;
alter table conversations add column priority text;
alter table conversations add column near_at bigint;
alter table conversations add column target_at bigint;
create index conversations_target on conversations (target_at, id) where target_at is not null and state = 'waiting' and merged_into is null;
create index conversations_account_target on conversations (account_id, target_at, id) where target_at is not null and state = 'waiting' and merged_into is null;
