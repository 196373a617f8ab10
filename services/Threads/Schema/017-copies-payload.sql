-- An erasure asks which messages the bytes tell of that name a person.
create index copies_payload on copies (payload_id);
