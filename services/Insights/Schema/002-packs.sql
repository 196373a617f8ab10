-- What reports count, close together: some hundred conversations of an account a row, made from Threads' rows and never from other figures. See Packs/Pack.cs.
create table insights_packs (
-- sqlite
  number integer primary key autoincrement,
-- postgres
  number bigint generated always as identity primary key,
-- both
  account_id text not null,
  channel text not null,
  -- another one whenever something in it is different
  version bigint not null,
  conversations bigint not null,
  -- its first and last moment
  first_at bigint not null,
  last_at bigint not null,
  -- sqlite
  body blob not null
  -- postgres
  body bytea not null
  -- both
);
create index insights_packs_account on insights_packs (account_id, channel, conversations);
-- postgres
-- What is in it does not get smaller, and taking it apart takes time.
alter table insights_packs alter column body set storage external;
-- both

-- In which pack a conversation is.
create table insights_talks (
  conversation_id text primary key,
  pack bigint not null
-- sqlite
) without rowid;
-- postgres
);
-- both
create index insights_talks_pack on insights_talks (pack);

-- Conversations that are different from what their pack says, and how often that happened: reports read them from Threads' rows until their pack is made anew.
create table insights_changes (
  conversation_id text primary key,
  times bigint not null
-- sqlite
) without rowid;
-- postgres
);
-- both
insert into insights_changes (conversation_id, times) select id, 1 from conversations;

-- sqlite
create trigger insights_conversation_made after insert on conversations begin
  insert into insights_changes (conversation_id, times) values (new.id, 1) on conflict (conversation_id) do update set times = times + 1;
end;
create trigger insights_conversation_changed after update on conversations begin
  insert into insights_changes (conversation_id, times) values (new.id, 1) on conflict (conversation_id) do update set times = times + 1;
end;
create trigger insights_conversation_gone after delete on conversations begin
  insert into insights_changes (conversation_id, times) values (old.id, 1) on conflict (conversation_id) do update set times = times + 1;
end;
-- What answers a comment stands in another conversation than the comment.
create trigger insights_answer_made after insert on messages when new.answers_comment is not null begin
  insert into insights_changes (conversation_id, times) select m.conversation_id, 1 from messages m where m.id = new.answers_comment
  on conflict (conversation_id) do update set times = times + 1;
end;
create trigger insights_answer_changed after update on messages when new.answers_comment is not null begin
  insert into insights_changes (conversation_id, times) select m.conversation_id, 1 from messages m where m.id = new.answers_comment
  on conflict (conversation_id) do update set times = times + 1;
end;
create trigger insights_answer_gone after delete on messages when old.answers_comment is not null begin
  insert into insights_changes (conversation_id, times) select m.conversation_id, 1 from messages m where m.id = old.answers_comment
  on conflict (conversation_id) do update set times = times + 1;
end;
create trigger insights_suggestion_made after insert on suggestions begin
  insert into insights_changes (conversation_id, times) values (new.conversation_id, 1) on conflict (conversation_id) do update set times = times + 1;
end;
create trigger insights_suggestion_changed after update of who, why, nature on suggestions begin
  insert into insights_changes (conversation_id, times) values (new.conversation_id, 1) on conflict (conversation_id) do update set times = times + 1;
end;
create trigger insights_suggestion_gone after delete on suggestions begin
  insert into insights_changes (conversation_id, times) values (old.conversation_id, 1) on conflict (conversation_id) do update set times = times + 1;
end;
-- postgres
create function insights_change(id text) returns void language sql as $$
  insert into insights_changes (conversation_id, times) values (id, 1) on conflict (conversation_id) do update set times = insights_changes.times + 1
$$;
create function insights_conversation_changed() returns trigger language plpgsql as $$
begin
  perform insights_change(case when tg_op = 'DELETE' then old.id else new.id end);
  return null;
end
$$;
create function insights_suggestion_changed() returns trigger language plpgsql as $$
begin
  perform insights_change(case when tg_op = 'DELETE' then old.conversation_id else new.conversation_id end);
  return null;
end
$$;
-- What answers a comment stands in another conversation than the comment.
create function insights_answer_changed() returns trigger language plpgsql as $$
begin
  perform insights_change(m.conversation_id) from messages m where m.id = case when tg_op = 'DELETE' then old.answers_comment else new.answers_comment end;
  return null;
end
$$;
create trigger insights_conversation_changed after insert or update or delete on conversations for each row execute function insights_conversation_changed();
create trigger insights_suggestion_made after insert or delete on suggestions for each row execute function insights_suggestion_changed();
create trigger insights_suggestion_changed after update of who, why, nature on suggestions for each row execute function insights_suggestion_changed();
create trigger insights_answer_made after insert or update on messages for each row when (new.answers_comment is not null) execute function insights_answer_changed();
create trigger insights_answer_gone after delete on messages for each row when (old.answers_comment is not null) execute function insights_answer_changed();
-- both
