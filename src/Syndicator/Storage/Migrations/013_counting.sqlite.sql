-- What is counted anew when somebody looks next.
create trigger proposals_insert_counted after insert on proposals begin
  insert into recounts (nomination_id) select new.nomination_id
  where not exists (select 1 from recounts where nomination_id = new.nomination_id);
end;
create trigger proposals_update_counted after update of nomination_id, withdrawn_at on proposals begin
  insert into recounts (nomination_id) select new.nomination_id
  where not exists (select 1 from recounts where nomination_id = new.nomination_id);
  insert into recounts (nomination_id) select old.nomination_id
  where not exists (select 1 from recounts where nomination_id = old.nomination_id);
end;
create trigger proposals_delete_counted after delete on proposals begin
  insert into recounts (nomination_id) select old.nomination_id
  where not exists (select 1 from recounts where nomination_id = old.nomination_id);
end;
create trigger endorsements_insert_counted after insert on endorsements begin
  insert into recounts (nomination_id) select new.nomination_id
  where not exists (select 1 from recounts where nomination_id = new.nomination_id);
end;
create trigger endorsements_update_counted after update of nomination_id, amount on endorsements begin
  insert into recounts (nomination_id) select new.nomination_id
  where not exists (select 1 from recounts where nomination_id = new.nomination_id);
  insert into recounts (nomination_id) select old.nomination_id
  where not exists (select 1 from recounts where nomination_id = old.nomination_id);
end;
create trigger endorsements_delete_counted after delete on endorsements begin
  insert into recounts (nomination_id) select old.nomination_id
  where not exists (select 1 from recounts where nomination_id = old.nomination_id);
end;
