-- Credentials that the program keeps, encrypted with keys that are not in the store. A version is a content: encrypting it anew does not change it.
create table secrets (
  name text not null primary key,
  ciphertext text not null,
  version bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  -- Who is renewing it, and until when others wait for that.
  renewer text,
  lease_until bigint,
  constraint only_leased_has_a_renewer check ((renewer is null) = (lease_until is null))
);
