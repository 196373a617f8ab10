-- Chats, comments and signed webhooks have the gap of social networks now: which of their asks are first ones is counted anew, once.
insert into recounts (conversation_id, account_id)
select id, account_id
from conversations
where true
on conflict (conversation_id) do nothing;
