-- Where an account's posts are: another server, or a dry run that became live, knows nothing of what was posted before.
create table account_homes (
  publication text not null,
  account text not null,
  home text not null,
  since bigint not null,
  primary key (publication, account)
);
