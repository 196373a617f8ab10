-- Whether the platform would not take a reply that failed; null for what failed on its way, or before this was told.
alter table messages add column refused boolean;
