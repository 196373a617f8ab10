-- What staff changed on a platform since the account's follower last looked at it: what it remembers of that is older than what they did.
create table touched (
  account_id text not null references accounts (id),
  external_id text not null,
  state text not null,
  touched_at bigint not null,
  primary key (account_id, external_id)
);
