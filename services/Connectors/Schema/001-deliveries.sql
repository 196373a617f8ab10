create table deliveries (
  reply_id text not null,
  attempt integer not null,
  account_id text not null,
  state text not null,
  owner text not null,
  handed_over boolean not null,
  claimed_at bigint not null,
  ended_at bigint,
  command text not null,
  primary key (reply_id, attempt)
);
create index deliveries_open on deliveries (owner) where ended_at is null;
