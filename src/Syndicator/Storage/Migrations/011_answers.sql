-- Somebody else's post that a post answers, and the first of that conversation.
alter table deliveries add column answers_id text;
alter table deliveries add column answers_url text;
alter table deliveries add column answers_root text;
