-- Whom a platform's own word had joined did not name the act, so that the page could not offer to take them apart.
update people
set merge_act = merges.id
from (
  select
    max(id) as id,
-- sqlite
    json_extract(data, '$.other') as person
-- postgres
    data::json ->> 'other' as person
-- both
  from acts
  where conversation_id = '' and kind = 'merge-people' and undone_at is null
  group by 2
) merges
where people.id = merges.person and people.merged_into is not null and people.merge_act is null;
