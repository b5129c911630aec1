-- Which publication posts as an account of a network, by the name of its credentials. Wanted: which account of which other publication was paused for it.
-- Granted: to which an editor gives it.
create table account_owners (
  home text not null,
  credentials text not null,
  publication text not null,
  since bigint not null,
  wanted_by text,
  wanted_as text,
  granted_to text,
  primary key (home, credentials)
);
