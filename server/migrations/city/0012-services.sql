-- The catalogue of services, and what workers apply for. Vouchers and campaigns: 0013.

create table service (
  id                bigint      not null generated always as identity,
  place             bigint      not null,          -- which office keeps it; offered inside
  position          integer     not null,          -- its order in the catalogue, with id
  -- Of what is published, or of the draft while nothing is: what lists and row security need.
  grp               text        not null,          -- functional | care
  provider_id       bigint,
  title             text        not null,
  draft             json,                          -- what is not published yet; json, as the order of fields counts
  version           integer,                       -- the published one
  retired_at        timestamptz,
  changed_at        timestamptz not null,
  created_at        timestamptz not null,
  revision          integer     not null default 1,
  constraint service_pk primary key (id),
  constraint service_group check (grp in ('functional', 'care')),
  constraint service_something check (draft is not null or version is not null),
  constraint service_retired_whole check (retired_at is null or version is not null),
  constraint service_provider foreign key (provider_id) references partner (id)
);
create index service_by_order on service (position, id);

create table service_version (                     -- only ever added to: applications go on under theirs
  service_id   bigint      not null,
  version      integer     not null,
  content      json        not null,
  published_at timestamptz not null,
  published_by bigint      not null,
  constraint service_version_pk primary key (service_id, version),
  constraint service_version_service foreign key (service_id) references service (id)
);

create table service_month (                       -- how much of a month's quota is used
  service_id bigint  not null,
  month      date    not null,                     -- its first day, Asia/Shanghai
  taken      integer not null,
  constraint service_month_pk primary key (service_id, month),
  constraint service_month_service foreign key (service_id) references service (id),
  constraint service_month_taken check (taken >= 0)
);

create table refusal_reason (
  code       text        not null,
  zh         text        not null,
  en         text        not null,
  position   integer     not null,
  retired_at timestamptz,
  revision   integer     not null default 1,
  constraint refusal_reason_pk primary key (code)
);

create table application_draft (                   -- filled in, not sent
  id         bigint      not null generated always as identity,
  worker_id  bigint      not null,
  service_id bigint      not null,
  version    integer     not null,                 -- of the service, as it was when this was filled in
  content    bytea       not null,                 -- encrypted: answers and documents
  saved_at   timestamptz not null,
  constraint application_draft_pk primary key (id),
  constraint application_draft_one unique (worker_id, service_id),
  constraint application_draft_service foreign key (service_id) references service (id)
);
create index application_draft_by_time on application_draft (saved_at);

create table application (
  id            bigint      not null generated always as identity,
  service_id    bigint      not null,
  version       integer     not null,              -- of the service
  worker_id     bigint      not null,              -- who it is for; who has left stays a number
  place         bigint      not null,              -- where they worked when it was made, else the service's
  provider_id   bigint,                            -- who does it; null: the office itself
  offered_to    bigint,                            -- another provider, who has not decided yet
  state         text        not null,
  step          smallint,                          -- index into the steps of the version; null: not begun
  answers       bytea,                             -- encrypted, whole; null once the worker has left
  eligibility   text        not null,              -- what the rule said on the day: yes | no | unknown | not-asked
  submitted_at  timestamptz not null,
  submitted_by  bigint      not null,              -- account: the worker's, or of staff who applied for them
  on_behalf     boolean     not null,
  consent_id    bigint      not null,              -- the word that stood when it was sent
  consent_way   text        not null,              -- in-the-app | signed-paper | spoken | by-phone | on-record
  consent_note  text        not null default '',   -- what was said or signed, where and when
  consent_by    text        not null default '',   -- name and title of the staff member, as they were
  promised_days smallint    not null,
  due_on        date        not null,              -- as the calendar and the stops stand today
  asked_words   text,
  asked_fields  text[]      not null default '{}',
  asked_documents text[]    not null default '{}',
  refusal_code  text,
  result_words  text        not null default '',
  closed_at     timestamptz,
  stars         smallint,
  rating_words  text        not null default '',
  rated_at      timestamptz,
  quota_month   date,                              -- the month whose quota it counts in; null: none, or given back
  revision      integer     not null default 1,
  constraint application_pk primary key (id),
  constraint application_version foreign key (service_id, version) references service_version (service_id, version),
  constraint application_provider foreign key (provider_id) references partner (id),
  constraint application_offered foreign key (offered_to) references partner (id),
  constraint application_refusal foreign key (refusal_code) references refusal_reason (code),
  constraint application_state check (state in ('submitted', 'in-progress', 'asked', 'approved', 'refused', 'withdrawn')),
  constraint application_eligibility check (eligibility in ('yes', 'no', 'unknown', 'not-asked')),
  constraint application_closed_whole check ((closed_at is not null) = (state in ('approved', 'refused', 'withdrawn'))),
  constraint application_refused_whole check ((state = 'refused') = (refusal_code is not null)),
  constraint application_stars check (stars is null or stars between 1 and 5),
  constraint application_rated_whole check ((stars is null) = (rated_at is null)),
  constraint application_offered_open check (offered_to is null or closed_at is null)
);
-- Nobody applies twice while the first is open: a double click, two phones, a colleague at the desk.
create unique index application_one_open on application (worker_id, service_id) where closed_at is null;
create index application_by_worker on application (worker_id, id desc);
create index application_due on application ((state = 'asked'), due_on, id) where closed_at is null;
create index application_by_provider on application (provider_id, due_on) where closed_at is null;
create index application_offers on application (offered_to) where offered_to is not null;
create index application_by_place on application (place, id desc);
create index application_by_service on application (service_id, id desc);

create table application_stop (                    -- the clock stands still from the day it is asked to the day it is answered
  application_id bigint not null,
  from_on        date   not null,
  until_on       date,                             -- null: still
  constraint application_stop_pk primary key (application_id, from_on),
  constraint application_stop_application foreign key (application_id) references application (id),
  constraint application_stop_dates check (until_on is null or until_on >= from_on)
);
create unique index application_stop_one_open on application_stop (application_id) where until_on is null;

create table application_document (
  id             bigint      not null generated always as identity,
  application_id bigint      not null,
  code           text        not null,             -- of the document in the catalogue, or of the field of the form
  attachment_id  bigint      not null,
  identity       boolean     not null,             -- each opening is told to the worker
  added_at       timestamptz not null,
  replaced_at    timestamptz,
  constraint application_document_pk primary key (id),
  constraint application_document_once unique (attachment_id),
  constraint application_document_application foreign key (application_id) references application (id)
);
create index application_document_by_application on application_document (application_id, id);

create table application_step (                    -- its history: only ever appended to
  id             bigint      not null generated always as identity,
  application_id bigint      not null,
  kind           text        not null,             -- submitted | stepped | asked | answered | offered | … (contract/applications.ts)
  at             timestamptz not null,
  by_account     bigint      not null,
  who            text        not null default '',  -- name and title of staff, as they were; empty: the worker
  step           smallint,
  provider_id    bigint,                           -- to whom it was offered or handed
  reason         text,
  words          text        not null default '',
  due_on         date,                             -- promised from then on
  constraint application_step_pk primary key (id),
  constraint application_step_application foreign key (application_id) references application (id)
);
create index application_step_by_application on application_step (application_id, id);

-- What was ever published is no secret; a draft is its office's and its provider's.
alter table service enable row level security;
create policy service_seen on service for select using (
  version is not null
  or place <@ (select current_setting('waystation.places')::int8multirange)
  or provider_id = any ((select current_setting('waystation.partners')::int8[])::int8[])
);
create policy service_kept on service using (place <@ (select current_setting('waystation.places')::int8multirange));
alter table service_version enable row level security;
create policy service_version_seen on service_version for select using (true);
create policy service_version_kept on service_version using (exists (
  select 1 from service s where s.id = service_id and s.place <@ (select current_setting('waystation.places')::int8multirange)));

alter table application_draft enable row level security;
create policy application_draft_own on application_draft using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table application enable row level security;
create policy application_reach on application using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or place <@ (select current_setting('waystation.places')::int8multirange)
  or provider_id = any ((select current_setting('waystation.partners')::int8[])::int8[])
  or offered_to = any ((select current_setting('waystation.partners')::int8[])::int8[])
);
alter table application_stop enable row level security;
create policy application_stop_reach on application_stop using (exists (select 1 from application a where a.id = application_id));
alter table application_document enable row level security;
create policy application_document_reach on application_document using (exists (select 1 from application a where a.id = application_id));
alter table application_step enable row level security;
create policy application_step_reach on application_step using (exists (select 1 from application a where a.id = application_id));
-- A worker who leaves takes the words along; nothing else of a history ever changes (see migrate.ts).
create policy application_step_redact on application_step as restrictive for update using ((select current_setting('waystation.places')) = '{(,)}');

insert into refusal_reason (code, zh, en, position) values
  ('not_meant',      '不符合办理条件',           'Does not meet the conditions', 10),
  ('papers_missing', '材料不全，补充后可再申请', 'Papers are missing; apply again when they are there', 20),
  ('papers_invalid', '材料过期或看不清',         'Papers have expired or cannot be read', 30),
  ('already_has_it', '已经办理过，不能重复办',   'Has been done already', 40),
  ('not_reached',    '多次联系不上本人',         'Could not be reached', 50),
  ('quota_used',     '本月名额已用完',           'This month’s places are used up', 60),
  ('elsewhere',      '不归本单位办理',           'Another office is responsible', 70),
  ('other',          '其他原因，见说明',         'Another reason; see the words', 90);
