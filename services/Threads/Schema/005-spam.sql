-- Reports leave spam out; there is little of it, and finding it must not read every conversation.
create index conversations_spam on conversations (id) where nature = 'spam';
