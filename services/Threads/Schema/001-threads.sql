-- A person is known by identities; a merge only moves identities, so that it can be undone.
create table people (
  id text primary key,
  name text,
  named_at bigint not null default 0,
  created_at bigint not null,
  merged_into text
);

create table identities (
-- sqlite
  seq integer primary key,
-- postgres
  seq bigint generated always as identity primary key,
-- both
  id text not null unique,
  person_id text not null references people (id),
  channel text not null,
  external_id text not null,
  name text,
  named_at bigint not null default 0,
  handle text,
  handle_at bigint not null default 0,
  address text,
  address_at bigint not null default 0,
  created_at bigint not null,
  unique (channel, external_id)
);
create index identities_person on identities (person_id);

-- Everything from "state" on is derived from the messages and acts: see Derived.
create table conversations (
  id text primary key,
  account_id text not null,
  channel text not null,
  context text not null,
  merged_into text,
  continues text,
  assignee text,
  who text,
  why text,
  nature text,
  outcome text,
  created_at bigint not null,
  version bigint not null,
  person_id text not null,
  state text not null,
  position bigint not null,
  waiting_since bigint,
  closed_at bigint,
  snoozed_until bigint,
  episode_end bigint,
  subject text,
  preview text not null,
  visibility text not null,
  content_id text,
  content_url text,
  content_title text,
  first_message_at bigint,
  last_message_at bigint,
  messages bigint not null
);
create unique index conversations_one_open on conversations (account_id, person_id, context) where state <> 'closed' and merged_into is null;
create index conversations_context on conversations (account_id, context);
create index conversations_all on conversations (position, id) where merged_into is null;
create index conversations_state on conversations (state, position, id) where merged_into is null;
create index conversations_account on conversations (account_id, state, position, id) where merged_into is null;
create index conversations_assignee on conversations (assignee, state, position, id) where merged_into is null and assignee is not null;
create index conversations_person on conversations (person_id);
create index conversations_content on conversations (content_id, position, id) where merged_into is null and content_id is not null;
create index conversations_snoozed on conversations (snoozed_until) where state = 'snoozed';

create table messages (
-- sqlite
  seq integer primary key,
-- postgres
  seq bigint generated always as identity primary key,
-- both
  id text not null unique,
  account_id text not null,
  conversation_id text not null,
  kind text not null,
  direction text not null,
  visibility text not null,
  at bigint not null,
  arrived_at bigint not null,
  identity_id text,
  staff_id text,
  automatic text,
  calls text not null,
  state text,
  deleted_at bigint,
  unverified boolean not null,
  version bigint not null,
  subject text,
  preview text not null,
  external_key text,
  external_id text,
  parent_external_id text,
  thread_key text,
  message_id text,
  payload_id text,
  subject_key text,
  content_id text,
  content_url text,
  content_title text,
  author_external_id text,
  author_name text,
  author_handle text,
  author_address text,
  sent_at bigint,
  received_at bigint not null,
  edited_at bigint,
  rule text,
  evidence text,
  confidence text,
  conflict boolean not null,
  client_id text,
  attempt bigint,
  due_at bigint,
  dispatched_at bigint,
  bounced_at bigint,
  error text,
  recipient text,
  mail text,
  attachments text,
  text text not null,
  reply text not null,
  html text
);
create index messages_conversation on messages (conversation_id, at, id);
create unique index messages_key on messages (account_id, external_key) where external_key is not null;
create unique index messages_client on messages (staff_id, client_id) where client_id is not null;
create index messages_external on messages (account_id, external_id) where external_id is not null and message_id is null;
create index messages_parent on messages (account_id, parent_external_id) where parent_external_id is not null and message_id is null;
create index messages_subject on messages (account_id, subject_key) where subject_key is not null;
create index messages_due on messages (due_at) where due_at is not null;

-- Which mail has (own) or names (not own) a Message-ID; ids are hashed, since nothing limits their length. The hash comes first: it alone is asked for too,
-- and a second index would be a second random page to write with every mail.
create table mail_ids (
  account_id text not null,
  hash text not null,
  own boolean not null,
  message_id text not null,
  primary key (hash, account_id, own, message_id)
-- sqlite
) without rowid;
-- postgres
);
-- both

create table participants (
  conversation_id text not null,
  address text not null,
  name text,
  role text not null,
  verified boolean not null,
  primary key (conversation_id, address)
-- sqlite
) without rowid;
-- postgres
);
-- both

create table asks (
  id text primary key,
  conversation_id text not null,
  account_id text not null,
  asked_at bigint not null,
  answered_at bigint,
  dismissed_at bigint,
  withdrawn_at bigint,
  first boolean not null,
  answered_by text,
  answer_id text,
  owner text,
  working_ms bigint,
  in_hours boolean
);
create index asks_conversation on asks (conversation_id, asked_at);
create index asks_account on asks (account_id, asked_at);

-- What staff did, and what was done automatically and can be undone; never changed but for undone_at.
create table acts (
  id text primary key,
  conversation_id text not null,
  kind text not null,
  staff_id text,
  at bigint not null,
  data text,
  undone_at bigint
);
create index acts_conversation on acts (conversation_id, id);

create table tags (
  conversation_id text not null,
  tag text not null,
  primary key (conversation_id, tag)
);

create table related (
  conversation_id text not null,
  other_id text not null,
  relation text not null,
  evidence text,
  created_at bigint not null,
  primary key (conversation_id, other_id, relation)
);
create index related_other on related (other_id);

create table drafts (
  conversation_id text not null,
  staff_id text not null,
  text text not null,
  attachments text,
  updated_at bigint not null,
  primary key (conversation_id, staff_id)
);

create table schedules (
  account_id text not null,
  valid_from text not null,
  hours text not null,
  primary key (account_id, valid_from)
);

-- Events that came before the message that they are about.
create table early (
  account_id text not null,
  external_id text not null,
  kind text not null,
  at bigint not null,
  body text,
  primary key (account_id, external_id, kind)
);

-- sqlite
create virtual table search using fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
-- postgres
create table search (rowid bigint primary key, text tsvector not null);
create index search_text on search using gin (text);
-- both

-- What identities are found by, under their seq.
-- sqlite
create virtual table people_search using fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
-- postgres
create table people_search (rowid bigint primary key, text tsvector not null);
create index people_search_text on people_search using gin (text);
-- both
