-- What a delivery names and does not say: the account's follower asks the platform for it.
create table wanted (
  account_id text not null references accounts (id),
  name text not null,
  wanted_at bigint not null,
  primary key (account_id, name)
);
