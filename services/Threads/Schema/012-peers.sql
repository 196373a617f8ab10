-- The name by which a channel's conversations with somebody are found whom it calls by two; null when by this one.
alter table identities add column peer text;
create index identities_peer on identities (channel, peer) where peer is not null;
