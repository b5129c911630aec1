-- An editor may pause an account: a reason of its own, with who it was. A table of one row an account is made anew, because SQLite cannot change a constraint.
create table account_pauses_anew (
  publication text not null,
  account text not null,
  reason text not null check (reason in ('throttled', 'account', 'budget', 'editor')),
  detail text not null,
  since bigint not null,
  until_at bigint,
  paused_by text,
  primary key (publication, account),
  constraint only_throttling_ends_by_itself check ((until_at is not null) = (reason = 'throttled')),
  constraint only_editors_have_a_name check ((paused_by is not null) = (reason = 'editor'))
);
insert into account_pauses_anew (publication, account, reason, detail, since, until_at)
select publication, account, reason, detail, since, until_at from account_pauses;
drop table account_pauses;
alter table account_pauses_anew rename to account_pauses;

-- What people did with accounts.
create table account_history (
  publication text not null,
  account text not null,
  version bigint not null,
  at bigint not null,
  actor text not null,
  act text not null check (act in ('paused', 'resumed')),
  note text not null,
  primary key (publication, account, version)
);

-- When an account's last post went out.
create index deliveries_delivered on deliveries (publication, account, settled_at) where state = 'delivered';

-- Who did what, the latest first. People have a colon in their names (cli:eve), the service and its workers have none.
create index account_history_by_time on account_history (at);
create index nomination_history_by_time on nomination_history (at);
create index nomination_history_of_people on nomination_history (at) where actor like '%:%';
create index call_history_by_time on call_history (at);
create index call_history_of_people on call_history (at) where actor like '%:%';
create index delivery_history_by_time on delivery_history (at);
create index delivery_history_of_people on delivery_history (at) where actor like '%:%';
create index proposed_edits_by_decision on proposed_edits (decided_at) where decided_at is not null;
