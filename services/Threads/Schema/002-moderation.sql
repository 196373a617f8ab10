-- How a platform shows a message, and when that was seen.
alter table messages add column moderation text;
alter table messages add column moderated_at bigint;
