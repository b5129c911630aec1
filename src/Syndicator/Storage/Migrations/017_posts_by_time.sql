-- The calendar and the list of posts: in the order in which they go out, and filtered without reading what they say.
create index deliveries_by_time on deliveries
  (publication, (coalesce(retry_at, held_until, due_at, settled_at, created_at)), state, account, part, issue_key, ordinal, id);

-- What goes on only when an editor says so.
create index deliveries_undecided on deliveries (publication, created_at)
where state = 'failed' or (state = 'held' and held_until is null);
