-- As what a draft was written: public, private or note; null for one from before this was told.
alter table drafts add column way text;
