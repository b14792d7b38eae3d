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

-- Notices: what a worker or a colleague is to know. Kept as a kind and its values; the words are made when it is read.

create table notice (
  id         bigint      not null generated always as identity,
  worker_id  bigint,                           -- one of both
  account_id bigint,                           -- staff
  kind       text        not null,             -- of notices/notice-words.ts
  subject    bigint,                           -- id of what the kind is about
  data       jsonb       not null default '{}',-- names of things and numbers, never of people
  made_at    timestamptz not null,
  read_at    timestamptz,
  constraint notice_pk primary key (id),
  constraint notice_one_reader check (num_nonnulls(worker_id, account_id) = 1)
);
create index notice_by_worker on notice (worker_id, id desc) where worker_id is not null;
create index notice_by_account on notice (account_id, id desc) where account_id is not null;
create index notice_by_age on notice (made_at);

-- By which way a worker wants to hear of a topic, beside the app. No row: only in the app.
create table notice_choice (
  worker_id  bigint      not null,
  topic      text        not null,
  channel    text        not null,
  chosen_at  timestamptz not null,
  constraint notice_choice_pk primary key (worker_id, topic),
  constraint notice_choice_channel check (channel in ('app', 'sms', 'none'))
);

-- A chat group of staff that hears what happens in a place.
create table notice_channel (
  id         bigint      not null generated always as identity,
  place      bigint      not null,
  kind       text        not null,
  name       text        not null,
  url        bytea       not null,             -- sealed: whoever has it may write into the group
  secret     bytea,                            -- sealed: DingTalk signs with it
  topics     text[]      not null,
  added_by   bigint      not null,
  added_at   timestamptz not null,
  sent_at    timestamptz,                      -- the last that arrived
  trouble    text,                             -- what was wrong with the last that did not
  revision   integer     not null default 1,
  constraint notice_channel_pk primary key (id),
  constraint notice_channel_kind check (kind in ('wecom', 'dingtalk'))
);
create index notice_channel_by_place on notice_channel (place);

-- What goes out of the house: written before it is sent, so that nothing is sent twice.
create table notice_delivery (
  id         bigint      not null generated always as identity,
  notice_id  bigint,                           -- by text message
  worker_id  bigint,
  channel_id bigint,                           -- into a chat group
  kind       text        not null,
  subject    bigint,
  data       jsonb       not null default '{}',
  state      text        not null default 'waiting',
  tries      smallint    not null default 0,
  reason     text,
  made_at    timestamptz not null,
  due_at     timestamptz not null,
  began_at   timestamptz,
  constraint notice_delivery_pk primary key (id),
  constraint notice_delivery_one_way check (num_nonnulls(worker_id, channel_id) = 1),
  -- unknown: it was under way when the server ended, or the provider gave no answer; it is not sent again
  constraint notice_delivery_state check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'dropped')),
  constraint notice_delivery_channel foreign key (channel_id) references notice_channel (id) on delete cascade
);
create index notice_delivery_by_worker on notice_delivery (worker_id, state) where worker_id is not null;
create index notice_delivery_by_channel on notice_delivery (channel_id) where channel_id is not null;
create index notice_delivery_by_age on notice_delivery (made_at);

alter table notice enable row level security;
create policy notice_own on notice using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or account_id = (select current_setting('waystation.account')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table notice_choice enable row level security;
create policy notice_choice_own on notice_choice using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table notice_channel enable row level security;
create policy notice_channel_reach on notice_channel using (
  place <@ (select current_setting('waystation.places')::int8multirange)
);
alter table notice_delivery enable row level security;
create policy notice_delivery_system on notice_delivery using ((select current_setting('waystation.places')) = '{(,)}');
