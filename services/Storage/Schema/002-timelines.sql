-- What a person sees of a conversation where no platform keeps it for them. "place" counts from 1 for each contact, without holes.
create table timelines (
  account_id text not null,
  contact text not null,
  place bigint not null,
  id text not null,
  kind text not null,
  direction text not null,
  text text not null,
  name text,
  address text,
  mail_id text,
  files text,
  at bigint not null,
  primary key (account_id, contact, place)
);
create unique index timelines_id on timelines (id, account_id, contact);
create index timelines_contact on timelines (contact);
