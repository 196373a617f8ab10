-- How far in a timeline its person's page has come. What stands behind has not been seen by anybody.
create table timeline_readers (
  account_id text not null,
  contact text not null,
  place bigint not null,
  primary key (account_id, contact)
);
create index timeline_readers_contact on timeline_readers (contact);
