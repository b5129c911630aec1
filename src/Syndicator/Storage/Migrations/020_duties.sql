-- A watermark becomes a duty as well: when the job is to look next, and which instance has it. All of it moves in one statement.
create table duties (
  publication text not null,
  job text not null,
  -- Up to when its occurrences are handled; null before the first.
  done_until bigint,
  -- Null: on no schedule now.
  next_at bigint,
  -- Who is at it, or was the last to be.
  keeper text,
  -- By the database's clock; null: nobody is at it.
  held_until bigint,
  primary key (publication, job),
  constraint only_a_keeper_holds check (held_until is null or keeper is not null)
);
-- Due at once: whoever looks first sees what there is to do.
insert into duties (publication, job, done_until, next_at) select publication, job, done_until, 0 from watermarks;
drop table watermarks;
-- Under its old name, so that an instance of the version before goes on while it is replaced.
alter table duties rename to watermarks;
create index watermarks_by_time on watermarks (next_at, publication, job);
