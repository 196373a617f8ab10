-- What a conversation is besides its nature (with commas between), what it is about in a few words, and what its outcome was worth, in hundredths.
alter table conversations add column also text;
alter table conversations add column topic text;
alter table conversations add column amount bigint;
