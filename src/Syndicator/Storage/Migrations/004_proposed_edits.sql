-- What a change of an announced issue would change in its posts, until an editor decides. Posts and contents are JSON.
create table proposed_edits (
  publication text not null,
  issue_key text not null,
  account text not null,
  part text not null,
  -- From 1 for each part.
  number bigint not null check (number >= 1),
  -- What is out; null: nothing, the part is new.
  standing text,
  -- What the issue would say now; null: nothing any more.
  proposed text,
  -- What the composer made of the issue that the standing words belong to: when the issue says this again, there is nothing to propose.
  basis text,
  created_at bigint not null,
  state text not null,
  decided_by text,
  decided_at bigint,
  primary key (publication, issue_key, account, part, number),
  foreign key (publication, issue_key) references issues (publication, issue_key),
  constraint something_is_proposed check (standing is not null or proposed is not null),
  constraint edit_state_known check (state in ('open', 'accepted', 'dismissed', 'withdrawn')),
  constraint only_editors_accept_and_dismiss check ((decided_by is not null) = (state in ('accepted', 'dismissed'))),
  constraint only_open_is_undecided check ((decided_at is not null) = (state <> 'open'))
);

create unique index proposed_edits_one_open on proposed_edits (publication, issue_key, account, part) where state = 'open';
