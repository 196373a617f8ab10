-- What another member of the public answered: reports count it, and a pack holds a moment more for each ask, so all are made anew.
delete from insights_packs;
delete from insights_talks;
insert into insights_changes (conversation_id, times) select id, 1 from conversations where true on conflict (conversation_id) do nothing;
-- Such an answer stands in another conversation than what it answers.
-- sqlite
create trigger insights_public_made after insert on messages when new.parent_external_id is not null and new.direction = 'in' and new.visibility = 'public' begin
  insert into insights_changes (conversation_id, times)
  select distinct p.conversation_id, 1 from messages p where p.account_id = new.account_id and p.external_id = new.parent_external_id and p.message_id is null
  on conflict (conversation_id) do update set times = times + 1;
end;
create trigger insights_public_changed after update of conversation_id, at, automatic, calls, deleted_at, moderation, parent_external_id on messages
when old.parent_external_id is not null and old.direction = 'in' and old.visibility = 'public' begin
  insert into insights_changes (conversation_id, times)
  select distinct p.conversation_id, 1 from messages p where p.account_id = old.account_id and p.external_id = old.parent_external_id and p.message_id is null
  on conflict (conversation_id) do update set times = times + 1;
end;
create trigger insights_public_gone after delete on messages when old.parent_external_id is not null and old.direction = 'in' and old.visibility = 'public' begin
  insert into insights_changes (conversation_id, times)
  select distinct p.conversation_id, 1 from messages p where p.account_id = old.account_id and p.external_id = old.parent_external_id and p.message_id is null
  on conflict (conversation_id) do update set times = times + 1;
end;
-- Whoever wrote it may turn out to be the one who asked, one of us, or spam.
create trigger insights_public_person after update of person_id, nature, who on conversations
when new.person_id <> old.person_id or coalesce(new.nature, '') <> coalesce(old.nature, '') or coalesce(new.who, '') <> coalesce(old.who, '') begin
  insert into insights_changes (conversation_id, times)
  select distinct p.conversation_id, 1
  from messages m
  cross join messages p
  where m.conversation_id = new.id and m.direction = 'in' and m.visibility = 'public' and p.account_id = m.account_id and p.external_id = m.parent_external_id and p.message_id is null
  on conflict (conversation_id) do update set times = times + 1;
end;
-- postgres
create function insights_public_message_changed() returns trigger language plpgsql as $$
declare
  changed messages := case when tg_op = 'INSERT' then new else old end;
begin
  perform insights_change(p.conversation_id)
  from (select distinct conversation_id from messages where account_id = changed.account_id and external_id = changed.parent_external_id and message_id is null) p;
  return null;
end
$$;
create function insights_public_person_changed() returns trigger language plpgsql as $$
begin
  perform insights_change(p.conversation_id)
  from (
    select distinct p.conversation_id
    from messages m
    join messages p on p.account_id = m.account_id and p.external_id = m.parent_external_id and p.message_id is null
    where m.conversation_id = new.id and m.direction = 'in' and m.visibility = 'public'
  ) p;
  return null;
end
$$;
create trigger insights_public_made after insert on messages for each row
  when (new.parent_external_id is not null and new.direction = 'in' and new.visibility = 'public') execute function insights_public_message_changed();
create trigger insights_public_changed after update of conversation_id, at, automatic, calls, deleted_at, moderation, parent_external_id on messages for each row
  when (old.parent_external_id is not null and old.direction = 'in' and old.visibility = 'public') execute function insights_public_message_changed();
create trigger insights_public_gone after delete on messages for each row
  when (old.parent_external_id is not null and old.direction = 'in' and old.visibility = 'public') execute function insights_public_message_changed();
-- Whoever wrote it may turn out to be the one who asked, one of us, or spam.
create trigger insights_public_person after update of person_id, nature, who on conversations for each row
  when (new.person_id <> old.person_id or coalesce(new.nature, '') <> coalesce(old.nature, '') or coalesce(new.who, '') <> coalesce(old.who, '')) execute function insights_public_person_changed();
-- both
