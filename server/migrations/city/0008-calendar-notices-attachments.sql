-- What everybody reckons with (the official calendar), photos and papers, and notices.

-- Days that are not as their day of the week has it. usual: a seeded one that was taken back here.
create table calendar_day (
  day        date        not null,
  kind       text        not null,
  name       text        not null default '',
  name_en    text        not null default '',
  origin     text        not null,
  note       text        not null default '',
  changed_by bigint,                           -- null: seeded
  changed_at timestamptz,
  constraint calendar_day_pk primary key (day),
  constraint calendar_day_kind check (kind in ('holiday', 'workday', 'usual')),
  constraint calendar_day_origin check (origin in ('state-council', 'statutory', 'local'))
);

-- Attachments: photos and PDFs, encrypted on a disk or in an S3-compatible store; here is what is known of them and,
-- sealed, the key that opens each.

create table attachment (
  id         bigint      not null generated always as identity,
  account_id bigint      not null,             -- who uploaded it
  worker_id  bigint,                           -- whose it is: it goes when they leave
  kind       text,                             -- what it was bound to: a kind that a module has registered …
  ref        bigint,                           -- … and the id of the thing
  name       bytea       not null,             -- sealed: file names name people
  type       text        not null,
  bytes      integer     not null,
  width      integer,
  height     integer,
  file_key   bytea       not null,             -- sealed: where it lies and what opens it
  added_at   timestamptz not null,
  bound_at   timestamptz,
  constraint attachment_pk primary key (id),
  constraint attachment_type check (type in ('image/jpeg', 'application/pdf')),
  constraint attachment_bound_whole check (num_nonnulls(kind, ref, bound_at) in (0, 3))
);
create index attachment_by_thing on attachment (kind, ref) where kind is not null;
create index attachment_unbound on attachment (account_id, added_at) where kind is null;
create index attachment_by_worker on attachment (worker_id) where worker_id is not null;

alter table attachment enable row level security;
create policy attachment_own on attachment using (
  account_id = (select current_setting('waystation.account')::int8)
  or worker_id = (select current_setting('waystation.worker')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
