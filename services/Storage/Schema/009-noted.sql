-- Whom bytes name besides messages (a read receipt, a reaction), so that an erasure finds them.
create table noted (
  person text not null,
  payload_id text not null,
  primary key (person, payload_id)
);
create index noted_payload on noted (payload_id);
