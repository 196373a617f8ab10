-- The longest text that an account's platform takes, where each server has its own limit and says it. Missing: what the channel says holds.
alter table accounts add column text_limit integer;
