-- Whom the team wants to reach: values of a conversation's who. None is what is usual.
create table wanted_who (
  who text primary key
);
