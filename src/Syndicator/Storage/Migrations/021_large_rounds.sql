-- The most wanted of one kind, without a look at those of the others.
alter table nomination_support add column kind text not null default '';
update nomination_support set kind = (select n.kind from nominations n where n.id = nomination_id);
create index nominations_by_support_of_kind on nomination_support (publication, kind, support desc, nomination_id);

-- What nobody has read yet, counted on every page of nominations.
create index mentions_unread on mentions (publication, seen_at) where becomes = 'unsorted' and gone_at is null and read_at is null;

-- What goes into an issue, of which there is little. The condition is that of the statement that looks for it.
create index nominations_chosen on nominations (publication, round)
where state = 'chosen' or (state = 'accepted' and kind in ('link', 'call'));
