-- Views of the reports that staff keep: an address in the page each, under a name.
create table saved_views (
  id text primary key,
  staff_id text not null references staff (id),
  name text not null,
  at text not null,
  shared integer not null,
  created_at bigint not null,
  unique (staff_id, name)
);
