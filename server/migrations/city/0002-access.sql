-- Accounts, sign-in, roles, consents, disclosures.

create table account (
  id            bigint      not null generated always as identity,
  kind          text        not null,          -- staff | worker | program
  name          text        not null default '',-- staff and programs; a worker's name stays in worker
  title         text        not null default '',-- 三里屯街道 党群工作办
  login         text,                          -- staff: phone or staff number, as they type it
  phone_hash    uuid,                          -- keyed hash; workers sign in by it
  phone         bytea,                         -- encrypted: so that the hash can be made anew when keys change
  password_hash text,
  totp_secret   bytea,                         -- encrypted
  totp_last_step bigint,                       -- a code works once
  worker_id     bigint,
  language      text        not null default 'zh-CN',
  status        text        not null default 'active',
  persona       text,                          -- demo mode: the persona this account stands for
  created_at    timestamptz not null,
  revision      integer     not null default 1,
  constraint account_pk primary key (id),
  constraint account_kind check (kind in ('staff', 'worker', 'program')),
  constraint account_status check (status in ('active', 'suspended', 'left')),
  constraint account_language check (language in ('zh-CN', 'en')),
  constraint account_login_unique unique (login),
  constraint account_phone_unique unique (phone_hash),
  constraint account_worker_unique unique (worker_id),
  constraint account_persona_unique unique (persona)
);

create table passkey (
  id           text        not null,           -- credential id, base64url
  account_id   bigint      not null,
  public_key   bytea       not null,
  counter      bigint      not null,
  transports   text[]      not null default '{}',
  label        text        not null,
  created_at   timestamptz not null,
  last_used_at timestamptz,
  constraint passkey_pk primary key (id),
  constraint passkey_account foreign key (account_id) references account (id)
);

create table outside_identity (                -- an account's identity at an OpenID provider
  issuer     text        not null,
  subject    text        not null,
  account_id bigint      not null,
  created_at timestamptz not null,
  constraint outside_identity_pk primary key (issuer, subject),
  constraint outside_identity_one_each unique (issuer, account_id), -- who was linked first stays the one
  constraint outside_identity_account foreign key (account_id) references account (id)
);

-- A short-lived secret between two steps of signing in: passkey challenge, OIDC state, "password was right".
create table sign_in_step (
  token_hash bytea       not null,
  kind       text        not null,
  account_id bigint,
  data       bytea,                            -- encrypted
  expires_at timestamptz not null,
  tries_left smallint    not null default 5,
  constraint sign_in_step_pk primary key (token_hash)
);

-- Wrong passwords and codes, by what was typed as login: the same for logins that exist and those that do not.
create table sign_in_failure (
  login_hash   uuid        not null,
  failures     smallint    not null,
  last_at      timestamptz not null,
  locked_until timestamptz,
  constraint sign_in_failure_pk primary key (login_hash)
);

create table one_time_code (
  id           bigint      not null generated always as identity,
  phone_hash   uuid        not null,
  address_hash uuid        not null,
  code_hash    bytea       not null,
  sent_at      timestamptz not null,
  expires_at   timestamptz not null,
  tries_left   smallint    not null,
  consumed_at  timestamptz,
  constraint one_time_code_pk primary key (id)
);
create index one_time_code_by_phone on one_time_code (phone_hash, sent_at);
create index one_time_code_by_address on one_time_code (address_hash, sent_at);

create table session (
  token_hash   bytea       not null,
  id           bigint      not null generated always as identity,
  account_id   bigint      not null,
  kind         text        not null,           -- person | program
  label        text        not null default '',-- what the person recognises it by: browser and system, no address
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  last_used_on date        not null,
  revoked_at   timestamptz,
  constraint session_pk primary key (token_hash),
  constraint session_id_unique unique (id),
  constraint session_account foreign key (account_id) references account (id)
);
create index session_by_account on session (account_id);

-- A role is granted over one thing: a place (with all inside it), a company, an outlet, a unit or a station.
create table role_grant (
  id         bigint      not null generated always as identity,
  account_id bigint      not null,
  role       text        not null,
  place      bigint,
  company_id bigint,
  outlet_id  bigint,
  unit_id    bigint,
  station_id bigint,
  from_on    date        not null,
  until_on   date,                             -- the last day, inclusive; null: open
  granted_by bigint,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by bigint,
  constraint role_grant_pk primary key (id),
  constraint role_grant_account foreign key (account_id) references account (id),
  constraint role_grant_one_target check (num_nonnulls(place, company_id, outlet_id, unit_id, station_id) = 1),
  constraint role_grant_dates check (until_on is null or until_on >= from_on)
);
create index role_grant_by_account on role_grant (account_id);
create index role_grant_by_place on role_grant (place) where place is not null;

-- Append-only: the newest row for a worker and purpose stands.
create table consent (
  id         bigint      not null generated always as identity,
  worker_id  bigint      not null,
  purpose    text        not null,
  version    text        not null,
  granted    boolean     not null,
  at         timestamptz not null,
  by_account bigint      not null,             -- the worker, or staff with the worker's signed word
  constraint consent_pk primary key (id)
);
create index consent_by_worker on consent (worker_id, purpose, id desc);

-- Append-only: who read a clear value of whom, and what for.
create table disclosure (
  id         bigint      not null generated always as identity,
  worker_id  bigint      not null,
  account_id bigint      not null,
  reader     text        not null,             -- name and title as they were that day
  company_id bigint,                           -- when the reader stands for an employer
  field      text        not null,             -- id_number | phone
  purpose    text        not null,
  matter     text        not null default '',
  at         timestamptz not null,
  place      bigint,
  constraint disclosure_pk primary key (id)
);
create index disclosure_by_worker on disclosure (worker_id, id desc);
create index disclosure_by_place on disclosure (place, id desc);

alter table account enable row level security;
create policy account_reach on account using (
  id = (select current_setting('waystation.account')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
  or exists (select 1 from role_grant g where g.account_id = account.id)
);
alter table role_grant enable row level security;
create policy role_grant_reach on role_grant using (
  account_id = (select current_setting('waystation.account')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
  or place <@ (select current_setting('waystation.places')::int8multirange)
  or company_id = any ((select current_setting('waystation.companies')::int8[])::int8[])
  or outlet_id = any ((select current_setting('waystation.outlets')::int8[])::int8[])
);
alter table session enable row level security;
create policy session_own on session using (
  account_id = (select current_setting('waystation.account')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table passkey enable row level security;
create policy passkey_own on passkey using (
  account_id = (select current_setting('waystation.account')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table outside_identity enable row level security;
create policy outside_identity_own on outside_identity using (
  account_id = (select current_setting('waystation.account')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table one_time_code enable row level security;
create policy one_time_code_system on one_time_code using ((select current_setting('waystation.places')) = '{(,)}');
alter table sign_in_failure enable row level security;
create policy sign_in_failure_system on sign_in_failure using ((select current_setting('waystation.places')) = '{(,)}');
alter table sign_in_step enable row level security;
create policy sign_in_step_system on sign_in_step using ((select current_setting('waystation.places')) = '{(,)}');
alter table consent enable row level security;
create policy consent_own on consent using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table disclosure enable row level security;
create policy disclosure_reach on disclosure using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or account_id = (select current_setting('waystation.account')::int8)
  or place <@ (select current_setting('waystation.places')::int8multirange)
  or (select current_setting('waystation.places')) = '{(,)}'
);
-- A worker who leaves takes their name out of the free text; nothing else of a disclosure ever changes (see migrate.ts).
create policy disclosure_redact on disclosure as restrictive for update using ((select current_setting('waystation.places')) = '{(,)}');
