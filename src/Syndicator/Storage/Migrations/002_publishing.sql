-- Instants are Unix milliseconds, durations milliseconds, days yyyy-mm-dd, lists and contents JSON, money millionths of a US$.

create table issues (
  publication text not null,
  issue_key text not null,
  number bigint,
  published_on text,
  title text not null,
  url text,
  file text not null,
  first_seen_at bigint not null,
  ready_at bigint,
  announced_at bigint,
  anyway_reason text,
  primary key (publication, issue_key),
  constraint announced_was_ready check (announced_at is null or ready_at is not null),
  constraint anyway_was_announced check (anyway_reason is null or announced_at is not null)
);

create table deliveries (
  id text not null primary key,
  publication text not null,
  issue_key text not null,
  account text not null,
  part text not null,
  ordinal bigint not null check (ordinal >= 0),
  generation bigint not null check (generation >= 1),
  idempotency_key text not null unique,
  content text not null,
  length bigint not null,
  length_limit bigint not null,
  cost bigint not null,
  sources text not null,
  fresh_for bigint not null,
  created_at bigint not null,
  version bigint not null,

  state text not null,
  held_reason text,
  held_until bigint,
  due_at bigint,
  retry_at bigint,
  attempts bigint not null,
  first_attempt_at bigint,
  worker text,
  lease_until bigint,
  absent_at bigint,
  remote_id text,
  remote_url text,
  refusal text,
  settled_at bigint,

  constraint one_place unique (publication, issue_key, account, ordinal, generation),
  constraint state_known check (
    state in ('held', 'due', 'sending', 'delivered', 'failed', 'uncertain', 'cancelled', 'gone')
  ),
  constraint only_held_has_a_reason check (
    (held_reason is not null) = (state = 'held')
    and (
      held_reason is null
      or held_reason in ('delay', 'approval', 'stale', 'thread', 'contradiction', 'budget', 'account', 'unsettled')
    )
  ),
  constraint only_a_delay_ends_by_itself check (
    (held_until is not null) = (held_reason is not null and held_reason = 'delay')
  ),
  constraint only_unsent_was_due check ((due_at is not null) = (state in ('due', 'sending', 'uncertain'))),
  constraint only_due_is_retried check (retry_at is null or state = 'due'),
  constraint attempts_counted check (
    (attempts > 0 and state in ('due', 'sending', 'uncertain'))
    or (attempts = 0 and state not in ('sending', 'uncertain'))
  ),
  constraint attempts_began check ((first_attempt_at is not null) = (attempts > 0)),
  constraint only_sending_has_a_lease check (
    (worker is not null) = (state = 'sending') and (lease_until is not null) = (state = 'sending')
  ),
  constraint only_uncertain_was_looked_for check (absent_at is null or state = 'uncertain'),
  constraint only_delivered_is_remote check (
    (remote_id is not null) = (state = 'delivered') and (remote_url is not null) = (state = 'delivered')
  ),
  constraint only_failed_was_refused check ((refusal is not null) = (state = 'failed')),
  constraint only_settled_has_an_end check (
    (settled_at is not null) = (state in ('delivered', 'failed', 'cancelled', 'gone'))
  )
);

-- One request under way for an account, whatever two workers think at the same moment.
create unique index deliveries_one_in_flight on deliveries (publication, account) where state = 'sending';

-- What is left to do; the finished, which become ever more, are not in it.
create index deliveries_open on deliveries (publication, account, state)
where state in ('held', 'due', 'sending', 'uncertain');

create table delivery_history (
  delivery_id text not null references deliveries (id),
  version bigint not null,
  at bigint not null,
  actor text not null,
  from_state text,
  to_state text not null,
  reason text not null,
  primary key (delivery_id, version)
);

-- An account that must not be asked: until an instant (throttled), or until somebody resumes it.
create table account_pauses (
  publication text not null,
  account text not null,
  reason text not null check (reason in ('throttled', 'account', 'budget')),
  detail text not null,
  since bigint not null,
  until_at bigint,
  primary key (publication, account),
  constraint only_throttling_ends_by_itself check ((until_at is not null) = (reason = 'throttled'))
);

create table watermarks (
  publication text not null,
  job text not null,
  done_until bigint not null,
  primary key (publication, job)
);
