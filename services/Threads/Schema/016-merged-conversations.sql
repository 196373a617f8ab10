create index conversations_merged on conversations (merged_into) where merged_into is not null;
