-- When the words of a mention were thrown away because of their age. It counts as gone from then on: what is known of it is never taken for news.
alter table mentions add column forgotten_at bigint constraint only_the_gone_is_forgotten check (forgotten_at is null or gone_at is not null);

-- What grows old, for the job that throws it away.
create index mentions_by_age on mentions (seen_at) where gone_at is null and becomes in ('nominates', 'endorses', 'context');
create index engagement_history_by_time on engagement_history (at);
