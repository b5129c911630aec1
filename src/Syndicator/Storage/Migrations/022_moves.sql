-- The last move to or from another database, if any. It belongs to this database and not to its content: no backup has it.
create table store_moves (
  id text not null primary key,
  -- Arriving: all of it is here, and the other does not know yet. Gone: closed, because the other has it.
  standing text not null check (standing in ('arriving', 'arrived', 'gone')),
  -- The other database's name.
  place text not null,
  at bigint not null
);
