-- Instants are Unix milliseconds, truth values 0 and 1. Counts are null where the network does not tell.

-- What readers did with each of our posts, as it was counted last.
create table engagement (
  delivery_id text not null primary key references deliveries (id),
  publication text not null,
  account text not null,
  part text not null,
  sent_at bigint not null,
  -- Null while it was never there when it was asked for.
  counted_at bigint,
  likes bigint not null check (likes >= 0),
  boosts bigint not null check (boosts >= 0),
  replies bigint not null check (replies >= 0),
  quotes bigint,
  bookmarks bigint,
  views bigint,
  -- Whether nobody was asked, and the demonstration made the numbers up.
  is_sample bigint not null check (is_sample in (0, 1)),
  -- Since when it is not there; gone when it was not there a second time, and asked for no more.
  missing_at bigint,
  gone_at bigint,
  constraint only_the_missing_is_gone check (gone_at is null or missing_at is not null)
);
create index engagement_by_time on engagement (publication, sent_at);

-- The same over time: a row when the counts had changed.
create table engagement_history (
  delivery_id text not null references deliveries (id),
  at bigint not null,
  likes bigint not null,
  boosts bigint not null,
  replies bigint not null,
  quotes bigint,
  primary key (delivery_id, at)
);

-- Who counts an account's posts just now, and what hinders it.
create table engagement_accounts (
  publication text not null,
  account text not null,
  held_until bigint,
  trouble text,
  not_before bigint,
  primary key (publication, account)
);

-- Those whose age says that they are to be counted.
create index deliveries_sent on deliveries (publication, account, settled_at) where state = 'delivered';

-- What came first in a round, and who nominated while it was open: counted without a look at any row.
create index nominations_by_first_round on nominations (publication, first_round, state);
create index proposals_by_time on proposals (publication, at, network, nominator_id) where withdrawn_at is null;
