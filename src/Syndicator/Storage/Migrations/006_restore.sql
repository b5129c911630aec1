-- From which backups the store was restored, and when: what happened between the two instants it cannot know.
create table restores (
  restored_at bigint not null,
  taken_at bigint not null,
  -- When the last lease ended that was running in the replaced store: nothing is looked for before, since a request may still be under way.
  quiet_until bigint,
  primary key (restored_at, taken_at)
);
-- A held post that may have gone out after this, and is looked up when its hold ends.
alter table deliveries add column doubted_since bigint
  constraint only_held_is_doubted check (doubted_since is null or state = 'held');
