-- How staff say that the person feels, and in which language they write (ISO 639-1), where that was suggested otherwise or not at all.
alter table conversations add column sentiment text;
alter table conversations add column language text;
