-- Instants are Unix milliseconds, days yyyy-mm-dd, lists and nominees JSON, truth values 0 and 1. A source is an account's or a forum topic's name; a round
-- is named by the instant it closes at.

-- What somebody wrote to us, what a nomination was taken from (becomes: context), and what each was taken for. Where a post is gone its words are too, and who wrote them.
create table mentions (
  publication text not null,
  source text not null,
  post_id text not null,
  network text not null,
  url text not null,
  author_id text not null,
  author text not null,
  text text not null,
  details text not null,
  posted_at bigint not null,
  edited_at bigint,
  parent_id text,
  quoted_id text,
  is_public bigint not null check (is_public in (0, 1)),
  is_below_invitation bigint not null check (is_below_invitation in (0, 1)),
  -- Whether a post that it refers to could not be had yet: it is recognised again when it can.
  is_lacking bigint not null check (is_lacking in (0, 1)),
  becomes text not null check (becomes in ('nominates', 'endorses', 'unsorted', 'nothing', 'context')),
  why text not null,
  seen_at bigint not null,
  checked_at bigint not null,
  changed_at bigint,
  gone_at bigint,
  read_at bigint,
  primary key (publication, source, post_id)
);
-- The few that are looked up again, and those that are thrown away.
create index mentions_by_check on mentions (publication, checked_at) where gone_at is null and becomes <> 'nothing';
create index mentions_unsorted on mentions (publication, seen_at) where becomes in ('unsorted', 'nothing');
create index mentions_by_parent on mentions (publication, source, parent_id) where parent_id is not null;
create index mentions_by_quoted on mentions (publication, source, quoted_id) where quoted_id is not null;
create index mentions_lacking on mentions (publication, source) where is_lacking = 1;

-- Where the next reading of a source goes on, who reads it just now, and what hinders it.
create table reading_positions (
  publication text not null,
  source text not null,
  cursor text,
  read_at bigint,
  looked_at bigint,
  answers_read_at bigint,
  holder text,
  held_until bigint,
  trouble text,
  trouble_since bigint,
  not_before bigint,
  primary key (publication, source),
  constraint only_trouble_has_a_beginning check ((trouble is null) = (trouble_since is null)),
  constraint only_the_held_has_a_lease check ((holder is null) = (held_until is null))
);

create table nominations (
  id text not null primary key,
  publication text not null,
  kind text not null check (kind in ('crate', 'quote', 'link', 'call')),
  identity text not null,
  nominee text not null,
  first_round bigint not null,
  round bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null check (version >= 1),

  state text not null,
  editor text,
  reviewed_at bigint,
  note text,
  merged_into text references nominations (id),
  issue_number bigint,
  issue_key text,
  settled_at bigint,

  constraint nomination_state_known check (
    state in ('pending', 'accepted', 'rejected', 'chosen', 'published', 'merged', 'withdrawn')
  ),
  constraint only_reviewed_has_an_editor check (
    (editor is not null) = (state in ('accepted', 'rejected', 'chosen'))
    and (reviewed_at is not null) = (editor is not null)
    and (note is not null) = (editor is not null)
  ),
  constraint only_merged_has_a_target check ((merged_into is not null) = (state = 'merged')),
  constraint only_published_has_an_issue check (
    (issue_key is not null) = (state = 'published') and (issue_number is null or state = 'published')
  ),
  constraint only_ended_has_an_end check ((settled_at is not null) = (state in ('published', 'withdrawn'))),
  constraint rounds_in_order check (first_round <= round)
);
-- One open nomination for a nominee. Merged ones lead what comes later to their target, for as long as that one is open.
create unique index nominations_open on nominations (publication, kind, identity)
where state in ('pending', 'accepted', 'rejected', 'chosen');
create index nominations_by_identity on nominations (publication, kind, identity);
create index nominations_by_round on nominations (publication, round, state, kind);
create index nominations_merged on nominations (merged_into) where merged_into is not null;

-- Who nominated it, in which post; entered by hand: source 'hand'.
create table proposals (
  publication text not null,
  source text not null,
  post_id text not null,
  ordinal bigint not null,
  network text not null,
  nomination_id text not null references nominations (id),
  -- Under which it came, so that a merger can be undone.
  came_as text not null references nominations (id),
  nominator_id text not null,
  nominator text not null,
  url text,
  nominee text not null,
  is_self bigint not null check (is_self in (0, 1)),
  is_quotable bigint not null check (is_quotable in (0, 1)),
  why text not null,
  from_post_id text,
  -- service, or the editor who made it of a mention: what is recognised anew does not withdraw that.
  made_by text not null,
  at bigint not null,
  withdrawn_at bigint,
  primary key (publication, source, post_id, ordinal)
);
create index proposals_by_nomination on proposals (nomination_id);
create index proposals_by_origin on proposals (publication, source, from_post_id) where from_post_id is not null;

-- Who supports it, and how; person '' is a number of people whom the network does not name. A person counts once for a nomination and network.
create table endorsements (
  nomination_id text not null references nominations (id),
  came_as text not null references nominations (id),
  publication text not null,
  source text not null,
  network text not null,
  post_id text not null,
  kind text not null check (kind in ('like', 'boost', 'reply', 'quote')),
  person text not null,
  amount bigint not null check (amount >= 0),
  at bigint not null,
  -- The reply or quote that says it; '' where nobody wrote anything.
  by_post_id text not null,
  primary key (publication, source, post_id, came_as, kind, person, by_post_id)
);
create index endorsements_by_nomination on endorsements (nomination_id);
create index endorsements_by_reply on endorsements (publication, source, by_post_id) where by_post_id <> '';

create table nomination_history (
  nomination_id text not null references nominations (id),
  version bigint not null,
  at bigint not null,
  actor text not null,
  act text not null,
  before text,
  after text not null,
  note text not null,
  -- Acts of one decision have the same: a merger touches two nominations and more.
  decision text not null,
  -- What else changed its place with it, as JSON.
  moved text,
  -- The decision that took this one back.
  undone_by text,
  primary key (nomination_id, version)
);
create index nomination_history_by_decision on nomination_history (decision);

-- How many support a nomination, counted when somebody looks; and what has changed since, noted by whoever writes proposals or endorsements.
create table nomination_support (
  nomination_id text not null primary key references nominations (id),
  publication text not null,
  support bigint not null check (support >= 0)
);
create index nominations_by_support on nomination_support (publication, support desc, nomination_id);
create table recounts (
  nomination_id text not null
);
create index recounts_by_nomination on recounts (nomination_id);

-- What issues had: the archive's and those announced since. For links and calls the identity is the canonical address.
create table published (
  publication text not null,
  issue_key text not null,
  issue_number bigint,
  published_on text,
  kind text not null check (kind in ('crate', 'quote', 'link', 'call')),
  identity text not null,
  name text not null,
  url text,
  primary key (publication, issue_key, kind, identity)
);
create index published_by_identity on published (publication, kind, identity);

-- What crates.io said, and when.
create table crate_facts (
  name text not null primary key,
  facts text not null,
  asked_at bigint not null
);

-- Rounds whose digest the editors have got.
create table round_digests (
  publication text not null,
  round bigint not null,
  sent_at bigint not null,
  primary key (publication, round)
);
