-- What staff said of sentiment and language, beside what had been suggested.
alter table suggestions add column sentiment_given text;
alter table suggestions add column language_given text;

-- Reports count these too: a pack holds one byte more for each conversation, so all are made anew.
delete from insights_packs;
delete from insights_talks;
insert into insights_changes (conversation_id, times) select id, 1 from conversations where true on conflict (conversation_id) do nothing;
-- sqlite
drop trigger insights_suggestion_changed;
create trigger insights_suggestion_changed after update of who, why, nature, sentiment, language on suggestions begin
  insert into insights_changes (conversation_id, times) values (new.conversation_id, 1) on conflict (conversation_id) do update set times = times + 1;
end;
-- postgres
drop trigger insights_suggestion_changed on suggestions;
create trigger insights_suggestion_changed after update of who, why, nature, sentiment, language on suggestions for each row execute function insights_suggestion_changed();
-- both
