-- What was sent to the endpoint that the operator named, where to, and for how much of which text (length and hash): shown beside the suggestion, and gone with the text.
alter table suggestions add column sent text;
alter table suggestions add column sent_to text;
alter table suggestions add column sent_for text;
