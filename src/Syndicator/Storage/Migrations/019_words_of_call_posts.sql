-- What a post says of a call, so that one that waits is taken back when an editor or an issue says it otherwise. Null: a post of before, of which only the closing day is compared.
alter table call_posts add column words text;
