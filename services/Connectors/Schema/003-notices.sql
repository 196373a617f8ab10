-- What Inbox itself sent to staff: an id stands here from right before it was handed over, so that none goes out twice.
create table notices (
  id text primary key,
  state text not null,
  at bigint not null
);
