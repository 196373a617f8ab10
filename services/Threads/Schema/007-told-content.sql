-- Posts that were known from their conversations alone, before contents had a table of their own.
insert into contents (account_id, external_id, channel, url, title, own, seen_at, told_at)
select account_id, content_id, min(channel), max(content_url), max(content_title), false, 0, max(coalesce(last_message_at, created_at))
from conversations
where content_id is not null and (content_title is not null or content_url is not null)
group by account_id, content_id
on conflict (account_id, external_id) do nothing;
