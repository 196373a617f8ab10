-- How many of its asks are open: who waits now counts in every period that ends after they asked, so such packs are read though nothing happened in them for long. Null: not counted yet.
alter table insights_packs add column waiting bigint;
