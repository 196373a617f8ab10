-- What is suggested for a conversation, for its version; what staff said instead (given) stands beside what was suggested to them.
create table suggestions (
  conversation_id text primary key,
  account_id text not null,
  version bigint not null,
  nature text not null,
  also text not null,
  nature_source text not null,
  nature_evidence text not null,
  sentiment text not null,
  sentiment_evidence text not null,
  language text,
  language_evidence text,
  who text,
  why text,
  nature_given text,
  who_given text,
  why_given text,
  reviewed_at bigint
);
create index suggestions_reviewed on suggestions (account_id, reviewed_at) where reviewed_at is not null;

-- What staff said of conversations, to learn from: hashes of what was written, no words.
create table examples (
  conversation_id text primary key,
  nature text not null,
  features text not null,
  learned_at bigint not null
);
create index examples_learned on examples (learned_at);
