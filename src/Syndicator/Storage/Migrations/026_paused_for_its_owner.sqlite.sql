-- A reason of its own to pause an account. A table of one row an account is made anew, because SQLite cannot change a constraint.
create table account_pauses_anew (
  publication text not null,
  account text not null,
  reason text not null check (reason in ('throttled', 'account', 'budget', 'editor', 'owner')),
  detail text not null,
  since bigint not null,
  until_at bigint,
  paused_by text,
  primary key (publication, account),
  constraint only_throttling_ends_by_itself check ((until_at is not null) = (reason = 'throttled')),
  constraint only_editors_have_a_name check ((paused_by is not null) = (reason = 'editor'))
);
insert into account_pauses_anew (publication, account, reason, detail, since, until_at, paused_by)
select publication, account, reason, detail, since, until_at, paused_by from account_pauses;
drop table account_pauses;
alter table account_pauses_anew rename to account_pauses;
