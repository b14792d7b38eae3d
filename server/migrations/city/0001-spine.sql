-- The spine of a city: events and their seals, idempotency, settings.
--
-- Row security reads who is asking from settings made with SET LOCAL by the statement that begins the
-- transaction (server/platform/database/scope.ts). A query outside such a transaction sees nothing:
--   waystation.places     int8multirange   places in reach, '{(,)}' for the system itself
--   waystation.companies  int8[]           companies in reach
--   waystation.outlets    int8[]           outlets in reach
--   waystation.worker     int8             the worker who is asking, 0 for nobody
--   waystation.account    int8             the account that is asking, 0 for nobody
-- Each policy reads a setting inside a scalar sub-select, so that it is parsed once a query, not once a row.

create table event (
  id         bigint      not null generated always as identity,
  at         timestamptz not null,
  kind       text        not null,             -- 'roster.applied', 'engagement.started' …
  actor      bigint,                           -- account; null: the system
  place      bigint,
  worker_id  bigint,                           -- whom it is about, for their own record
  subject    bigint,                           -- id of the thing the kind names
  data       jsonb       not null default '{}',-- ids, counts and codes only: an event outlives the person
  constraint event_pk primary key (id)
);
create index event_by_subject on event (kind, subject, id);
create index event_by_worker on event (worker_id, id) where worker_id is not null;

-- A sealed batch: Merkle root over its events, chained to the seal before it.
create table seal (
  id         bigint      not null generated always as identity,
  sealed_at  timestamptz not null,
  event_ids  bigint[]    not null,             -- the leaves, in order
  highest    bigint      not null,             -- of all events sealed so far
  root       bytea       not null,
  previous   bytea,                            -- head of the seal before
  head       bytea       not null,             -- sha256(previous || sealed_at || root): server/platform/events/merkle.ts
  constraint seal_pk primary key (id)
);
create index seal_by_event on seal using gin (event_ids);

create table idempotency_key (
  key          text        not null,
  account_id   bigint      not null,
  request_hash bytea       not null,
  status       smallint    not null,
  headers      jsonb       not null default '{}',
  body         bytea,                          -- encrypted
  created_at   timestamptz not null,
  constraint idempotency_key_pk primary key (account_id, key)
);
create index idempotency_key_by_age on idempotency_key (created_at);

create table setting (
  key            text        not null,
  value          jsonb       not null,
  source         text        not null default '',  -- where the default comes from
  effective_from date        not null,
  changed_by     bigint,
  changed_at     timestamptz not null,
  constraint setting_pk primary key (key, effective_from)
);

alter table event enable row level security;
create policy event_reach on event using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or worker_id = (select current_setting('waystation.worker')::int8)
  or actor = (select current_setting('waystation.account')::int8)
  or (place is null and (select current_setting('waystation.places')) = '{(,)}')
) with check (true);

alter table idempotency_key enable row level security;
create policy idempotency_key_own on idempotency_key using (
  account_id = (select current_setting('waystation.account')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
