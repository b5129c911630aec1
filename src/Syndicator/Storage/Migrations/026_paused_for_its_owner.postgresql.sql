-- A reason of its own to pause an account. The constraint has the name of the table that 018 made.
alter table account_pauses drop constraint account_pauses_anew_reason_check;
alter table account_pauses add constraint account_pauses_reason_check check (reason in ('throttled', 'account', 'budget', 'editor', 'owner'));
