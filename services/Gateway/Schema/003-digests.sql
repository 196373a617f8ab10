-- Who reads the weekly digest, in which zone their Monday begins, and by which account it goes.
create table digest_readers (
  staff_id text primary key references staff (id),
  zone text not null,
  since bigint not null
);
create table digest_post (
  one integer primary key,
  account_id text not null
);

-- One row a reader and week: whoever writes it first sends it.
create table digests (
  staff_id text not null references staff (id),
  week text not null,
  state text not null,
  error text,
  tries integer not null,
  at bigint not null,
  primary key (staff_id, week)
);
