-- The calendar and the list of posts: in the order in which they go out, and filtered without reading what they say.
create index deliveries_by_time on deliveries
  (publication, (coalesce(retry_at, held_until, due_at, settled_at, created_at)), state, account, part, issue_key);
