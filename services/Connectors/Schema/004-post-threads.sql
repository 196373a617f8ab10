-- Which thread is about which post, where a platform says so only once and later names the thread alone.
create table post_threads (
  account_id text not null,
  thread text not null,
  post text not null,
  url text,
  title text,
  primary key (account_id, thread)
);
