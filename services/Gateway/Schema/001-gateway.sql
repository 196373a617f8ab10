create table staff (
  id text primary key,
  email text not null,
  email_key text not null unique,
  name text not null,
  role text not null,
  password text,
  language text,
  theme text,
  disabled_at bigint,
  created_at bigint not null
);

create table invitations (
  secret text primary key,
  staff_id text references staff (id),
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);

create table sessions (
  id text primary key,
  staff_id text not null references staff (id),
  created_at bigint not null,
  seen_at bigint not null,
  address text not null
);
create index sessions_staff on sessions (staff_id);

create table tokens (
  id text primary key,
  secret text not null unique,
  name text not null,
  role text not null,
  created_by text,
  created_at bigint not null,
  used_at bigint,
  revoked_at bigint
);

create table teams (
  id text primary key,
  name text not null,
  created_at bigint not null
);

create table team_members (
  team_id text not null references teams (id),
  staff_id text not null references staff (id),
  primary key (team_id, staff_id)
);
create index team_members_staff on team_members (staff_id);

create table team_accounts (
  team_id text not null references teams (id),
  account_id text not null,
  primary key (team_id, account_id)
);
create index team_accounts_account on team_accounts (account_id);

create table sign_in_attempts (
  id text primary key,
  email_key text not null,
  address text not null,
  at bigint not null,
  succeeded integer not null
);
create index sign_in_attempts_email on sign_in_attempts (email_key, at);
create index sign_in_attempts_address on sign_in_attempts (address, at);

create table audit (
  seq bigint primary key,
  at bigint not null,
  actor text,
  actor_name text,
  address text,
  action text not null,
  subject text,
  detail text,
  hash text not null
);

-- sqlite
create trigger audit_keeps_rows before update on audit begin select raise(abort, 'the audit is append-only'); end;
create trigger audit_keeps_all before delete on audit begin select raise(abort, 'the audit is append-only'); end;
-- postgres
create function audit_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'the audit is append-only'; end $$;
create trigger audit_keeps_all before update or delete on audit for each row execute function audit_is_append_only();
-- both
