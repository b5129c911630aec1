-- What was told to be wrong. Open while cleared_at is null; there is one open alarm of a kind, whatever two instances think at the same moment.
create table alarms (
  id text not null primary key,
  publication text not null,
  code text not null,
  subject text not null,
  text text not null,
  remedy text not null,
  since bigint not null,
  raised_at bigint not null,
  seen_at bigint not null,
  cleared_at bigint
);

create unique index alarms_open on alarms (publication, code, subject) where cleared_at is null;

-- Calls of the webhook, queued in the transaction that raised or cleared. Neither the address nor the key is here.
create table webhook_calls (
  id text not null primary key,
  publication text not null,
  type text not null,
  body text not null,
  created_at bigint not null,
  attempts bigint not null,
  next_at bigint not null,
  worker text,
  lease_until bigint,
  last_problem text,
  done_at bigint,
  given_up_at bigint,
  constraint one_end check (done_at is null or given_up_at is null),
  constraint only_leased_has_a_worker check ((worker is null) = (lease_until is null)),
  constraint only_open_is_leased check (worker is null or (done_at is null and given_up_at is null))
);

create index webhook_calls_open on webhook_calls (publication, next_at) where done_at is null and given_up_at is null;
