-- What people talk about: our own posts and articles, also those that nobody talked about, and what else messages said that they are about. Which look counts: see Contents.
create table contents (
  account_id text not null,
  external_id text not null,
  channel text not null,
  url text,
  title text,
  -- a stored file
  picture text,
  published_at bigint,
  -- whether this account published it
  own boolean not null,
  -- the newest look at it; 0: it is known from messages, or as gone, alone
  seen_at bigint not null,
  -- the message that told title and address, where nobody has looked
  told_at bigint,
  -- gone since; null while it stands
  removed_at bigint,
  primary key (account_id, external_id)
);
create index contents_own on contents (account_id, published_at) where own;
