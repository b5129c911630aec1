-- What is counted anew when somebody looks next.
-- A line for each change: whoever adds one waits for nobody.
create or replace function count_anew() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into recounts (nomination_id) values (new.nomination_id);
  end if;
  if tg_op <> 'INSERT' then
    insert into recounts (nomination_id) values (old.nomination_id);
  end if;
  return null;
end $$;
create trigger proposals_counted after insert or update of nomination_id, withdrawn_at or delete on proposals
for each row execute function count_anew();
create trigger endorsements_counted after insert or update of nomination_id, amount or delete on endorsements
for each row execute function count_anew();
