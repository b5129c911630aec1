-- Instants are Unix milliseconds, days yyyy-mm-dd, what is said of a call and what was decided JSON, truth values 0 and 1.

create table calls (
  id text not null primary key,
  publication text not null,
  kind text not null check (kind in ('project', 'event')),
  identity text not null,
  edition bigint not null check (edition >= 1),
  printed text not null,
  correction text,
  first_issue text not null,
  last_issue text not null,
  last_day text not null,
  -- The instant it closes at, where one is known: corrected, else printed.
  closes_at bigint,
  is_archived bigint not null check (is_archived in (0, 1)),
  contradiction text,
  decision text,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null check (version >= 1),
  constraint one_call_an_edition unique (publication, identity, edition)
);
-- Those that may still be told of; what closed or was forgotten long ago is not read.
create index calls_by_last_day on calls (publication, last_day);
create index calls_by_closing on calls (publication, closes_at) where closes_at is not null;

-- Which rows of which issues are which call: read again where an issue changes.
create table call_sightings (
  publication text not null,
  issue_key text not null,
  ordinal bigint not null,
  call_id text not null references calls (id),
  issue text not null,
  issue_day text not null,
  printed text not null,
  contradiction text,
  primary key (publication, issue_key, ordinal)
);
create index call_sightings_by_call on call_sightings (call_id);

-- What posts say of which call; written with the posts, and never twice.
create table call_posts (
  call_id text not null references calls (id),
  publication text not null,
  account text not null,
  act text not null check (act in ('announced', 'reminded', 'extended')),
  detail text not null,
  post_key text not null,
  -- The closing day it told, where it told one: whether a later one is an extension is judged by it.
  closes_on text,
  at bigint not null,
  primary key (call_id, account, act, detail)
);
create index call_posts_by_account on call_posts (publication, account, at);
create index call_posts_by_post on call_posts (publication, post_key);

create table call_history (
  call_id text not null references calls (id),
  version bigint not null,
  at bigint not null,
  actor text not null,
  act text not null,
  before text,
  after text not null,
  note text not null,
  primary key (call_id, version)
);

-- When an announced issue was read for its calls; again after its text was corrected.
alter table issues add column calls_read_at bigint;
