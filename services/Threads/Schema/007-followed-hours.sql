-- Accounts that go by the hours of somebody else (a team), which stand in "schedules" under that id; and every account's hours, whoever's they are.
create table followed_hours (
  account_id text primary key,
  owner_id text not null
);
create index followed_hours_owner on followed_hours (owner_id);
create view account_hours as
select f.account_id, s.hours
from followed_hours f
join schedules s on s.account_id = f.owner_id
union all
select s.account_id, s.hours
from schedules s
where not exists (select 1 from followed_hours f where f.account_id = s.account_id);
