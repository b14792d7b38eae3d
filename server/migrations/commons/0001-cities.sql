-- What the whole installation shares: which cities live here. Nothing about people.

create table city (
  code        integer     not null,            -- GB/T 2260, six digits: 110105
  name        text        not null,
  schema_name text        not null,
  demo        boolean     not null default false,
  created_at  timestamptz not null default now(),
  constraint city_pk primary key (code),
  constraint city_schema_unique unique (schema_name),
  constraint city_code_six_digits check (code between 100000 and 999999)
);

-- One row: with which key the columns of this installation are encrypted and hashed. Keys themselves never come here.
create table installation (
  only_row        boolean     not null default true,
  key_fingerprint text        not null,
  created_at      timestamptz not null default now(),
  constraint installation_pk primary key (only_row),
  constraint installation_only_row check (only_row)
);
