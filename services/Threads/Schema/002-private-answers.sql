-- The message in the open that a direct message of ours answers: its ask is answered by it, and the two conversations are shown as one talk.
alter table messages add column answers_comment text;
create index messages_answers on messages (answers_comment) where answers_comment is not null;
