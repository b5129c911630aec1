-- The text that was announced, so that a later change of it can be told from a change of the templates.
alter table issues add column announced_text text;
-- Whether it lies among the drafts.
alter table issues add column is_draft bigint not null default 0 check (is_draft in (0, 1));
-- When its page first answered with its title.
alter table issues add column page_seen_at bigint;
-- When it was found to be new, and too old to be announced by itself: it came out while nobody looked.
alter table issues add column missed_at bigint;
-- An editor's decision that it is never announced.
alter table issues add column skipped_at bigint;
alter table issues add column skipped_by text;
alter table issues add column skip_reason text;
-- The key under which it was announced before its number was corrected.
alter table issues add column same_as text;
