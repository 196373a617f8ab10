-- Who became part of whom, and by which act that was, so that the page can offer to take them apart again.
alter table people add column merge_act text;
create index people_merged on people (merged_into) where merged_into is not null;
