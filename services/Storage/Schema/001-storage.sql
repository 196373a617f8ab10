create table accounts (
  id text primary key,
  channel text not null,
  name text not null,
  settings text not null,
  secrets text,
  health text not null,
  health_reason text,
  last_event_at bigint,
  created_at bigint not null,
  removed_at bigint
);

create table payloads (
  id text primary key,
  account_id text not null references accounts (id),
  key text not null,
  media_type text not null,
  received_at bigint not null,
  content bytea not null,
  unique (account_id, key)
);

create table intake (
  id text primary key,
  payload_id text,
  account_id text not null references accounts (id),
  name text not null,
  body text not null,
  created_at bigint not null,
  attempts integer not null
);

create table quarantine (
  id text primary key,
  account_id text not null references accounts (id),
  payload_id text,
  name text,
  body text,
  reason text not null,
  created_at bigint not null,
  replayed_at bigint
);
create index quarantine_open on quarantine (created_at) where replayed_at is null;

create table attachments (
  id text primary key,
  account_id text references accounts (id),
  name text not null,
  media_type text not null,
  size bigint not null,
  content bytea not null,
  created_by text,
  created_at bigint not null,
  source text,
  tries integer not null default 0,
  try_at bigint,
  error text
);
create index attachments_waiting on attachments (try_at) where try_at is not null;

create table cursors (
  account_id text not null references accounts (id),
  name text not null,
  value text not null,
  primary key (account_id, name)
);

create table leases (
  name text primary key,
  owner text not null,
  fence bigint not null,
  until bigint not null
);

create table keys (
  name text primary key,
  value text not null
);
