-- When an announced issue was read for what it had; again after its text was corrected.
alter table issues add column followed_at bigint;
