-- What staff want to know of an account beside its colour. A missing token_ends_at: the platform does not say, or the token never ends.
alter table accounts add column token_ends_at bigint;
alter table accounts add column hook_verified_at bigint;
alter table accounts add column hook_delivered_at bigint;
