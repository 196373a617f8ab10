-- Reports leave out what our own staff write from outside, as they leave out spam; there is little of it, and finding it must not read every conversation.
create index conversations_staff on conversations (id) where who = 'staff';
