-- The time leases go by: the server's, since the machines that compare it may disagree among themselves.
-- On SQLite the program brings a function of the same name.
create function syndicator_now() returns bigint language sql volatile
as $$ select cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint) $$;
