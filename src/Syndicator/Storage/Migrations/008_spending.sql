-- What an account has spent or set aside in a calendar month (UTC), in millionths of a US$. Set aside in the transaction that claims a post, so that
-- two instances cannot pass a ceiling together.
create table spending (
  publication text not null,
  account text not null,
  month text not null,
  amount bigint not null constraint spent_is_not_earned check (amount >= 0),
  primary key (publication, account, month)
);
