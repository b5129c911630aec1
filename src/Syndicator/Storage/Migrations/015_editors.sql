-- People who sign in with a password that only this program knows, as a hash.
create table editors (
  name text not null primary key,
  role text not null check (role in ('editor', 'viewer')),
  password_hash text not null,
  created_at bigint not null,
  created_by text not null,
  signed_in_at bigint
);

-- Whom the allow-list let in from a provider. Names there can be given up and taken by somebody else: whoever came first under a listed name keeps it.
create table known_people (
  provider text not null,
  subject text not null,
  name text not null,
  entry text not null,
  pinned_entry text,
  first_at bigint not null,
  last_at bigint not null,
  primary key (provider, subject),
  unique (provider, pinned_entry)
);

create table sessions (
  id text not null primary key,
  secret_hash text not null unique,
  provider text not null,
  subject text not null,
  name text not null,
  browser text not null,
  started_at bigint not null,
  seen_at bigint not null,
  ends_at bigint not null,
  ended_at bigint,
  ended_by text
);
create index sessions_by_person on sessions (provider, subject);
create index sessions_by_end on sessions (ends_at);

-- Failed attempts by name, by address and by browser, of which only hashes are kept: people type passwords where names belong.
create table sign_in_attempts (
  key_hash text not null primary key,
  failures bigint not null,
  failed_at bigint not null,
  next_at bigint not null
);
create index sign_in_attempts_by_age on sign_in_attempts (failed_at);

create table editor_tokens (
  id text not null primary key,
  secret_hash text not null unique,
  provider text not null,
  subject text not null,
  name text not null,
  label text not null,
  role text not null check (role in ('editor', 'viewer')),
  created_at bigint not null,
  created_by text not null,
  used_at bigint
);
