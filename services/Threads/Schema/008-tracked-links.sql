-- Links that staff made, with what brings whoever follows them. A reference is never given twice: mails that carry an old one come for years.
create table tracked_links (
  reference text primary key,
  target text not null,
  campaign text not null,
  source text,
  medium text,
  -- what the campaign's mails are known by besides the reference: a List-ID or a campaign header, in small letters
  mail_key text,
  created_at bigint not null,
  created_by text,
  removed_at bigint
);
create index tracked_links_mail on tracked_links (mail_key) where mail_key is not null and removed_at is null;
