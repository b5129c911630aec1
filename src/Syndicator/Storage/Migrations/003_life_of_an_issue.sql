-- What was announced, so that a later change of the text can be told from a change of the templates.
alter table issues add column announced_text text;
-- Whether it lies among the drafts.
alter table issues add column is_draft bigint not null default 0 check (is_draft in (0, 1));
-- An editor's decision that it is never announced.
alter table issues add column skipped_at bigint;
alter table issues add column skipped_by text;
alter table issues add column skip_reason text;
-- When its page first answered with its title.
alter table issues add column page_seen_at bigint;
