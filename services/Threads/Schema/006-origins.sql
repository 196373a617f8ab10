-- Which private talks came from what was said in the open: looked for with each list of cards.
create index messages_continue on messages (conversation_id) where answers_comment is not null;
