-- The list a company submits, as it was read, as it compares, and how to take it back.

create table roster (
  id           bigint      not null generated always as identity,
  company_id   bigint      not null,
  outlet_id    bigint,                         -- an outlet manager's upload covers one outlet only
  place        bigint      not null,           -- the company's
  as_of        date        not null,
  state        text        not null,           -- reading | ready | applied | reversed | refused
  reason       text,                           -- unreadable-file | empty-file | wrong-sheet | encrypted | too-large | …
  reason_why   text,                           -- which of its causes; nothing from the cells
  file_name    text        not null,
  file_bytes   integer     not null,
  file_hash    bytea       not null,           -- sha256, to know the same file again
  file_key     bytea,                          -- encrypted key of the stored file; null once the file is gone
  format       text,                           -- xlsx | xls | ods | csv | tsv
  encoding     text,
  sheet        text,
  header_row   integer,
  mapping      jsonb,                          -- [{column, header, field}] as used
  rows         integer     not null default 0, -- rows with anything in them, header and totals left out
  importable   integer     not null default 0,
  rejected     integer     not null default 0,
  joined       integer     not null default 0,
  "left"       integer     not null default 0,
  moved        integer     not null default 0,
  changed      integer     not null default 0,
  same         integer     not null default 0,
  review       integer     not null default 0,
  held         integer     not null default 0, -- leavers held back by the outlet guard
  present      integer     not null default 0, -- people on record when it was compared
  progress     real,                           -- 0 to 1 while it is read
  fingerprint  bigint      not null default 0, -- of the comparison: the same number, the same preview
  guard        jsonb       not null default '{"tripped": false}',
  compared_to  bigint,                         -- the roster that stood when this one was compared
  uploaded_by  bigint      not null,
  uploaded_at  timestamptz not null,
  ready_at     timestamptz,
  applied_by   bigint,
  applied_at   timestamptz,
  confirmed_mass_removal boolean not null default false,
  reversed_by  bigint,
  reversed_at  timestamptz,
  before       jsonb,                          -- the company's last_as_of and last_rows before it was applied
  purged_at    timestamptz,                    -- personal data of its rows deleted
  revision     integer     not null default 1,
  constraint roster_pk primary key (id),
  constraint roster_company foreign key (company_id) references company (id),
  constraint roster_state check (state in ('reading', 'ready', 'applied', 'reversed', 'refused'))
);
create index roster_by_company on roster (company_id, id desc);
create index roster_by_state on roster (state, id desc);

create table roster_row (
  roster_id   bigint   not null,
  row_no      integer  not null,               -- as the spreadsheet program counts, from 1
  accepted    boolean  not null,
  name        text,
  id_kind     text,
  id_hash     uuid,
  id_tail     text,
  id_number   bytea,                           -- encrypted
  phone_hash  uuid,
  phone_tail  text,
  phone       bytea,                           -- encrypted
  pinyin      text,
  initials    text,
  outlet_key  text,
  outlet_name text,
  hired_on    date,
  kind        text,
  agency_name text,
  post        text,
  rejections  jsonb,                           -- [{code, column, header, detail}]
  raw         bytea,                           -- encrypted cells of a rejected row, for the annotated workbook
  constraint roster_row_pk primary key (roster_id, row_no)
);

-- How the rows compare. A row that changes nothing is not written down: of a daily file that is 99 in 100.
create table roster_difference (
  roster_id     bigint  not null,
  row_no        integer not null,
  change        text    not null,              -- joined | moved | changed | review | rejected (its outlet is not known)
  outlet_id     bigint,
  worker_id     bigint,                        -- null: somebody new; of a review: who it may be
  engagement_id bigint,                        -- the spell on record that it changes or ends
  onto          bigint,                        -- moved: a spell at the new outlet that the person declared before
  changes       jsonb,                         -- [{field, before, after}]; of phones and ID numbers the tails only
  review_reason text,
  constraint roster_difference_pk primary key (roster_id, row_no),
  constraint roster_difference_change check (change in ('joined', 'moved', 'changed', 'review', 'rejected'))
);

-- What a person decided about a row to review. Comparing again keeps it.
create table roster_decision (
  roster_id  bigint      not null,
  row_no     integer     not null,
  decision   text        not null,             -- same-person | another-person | leave-out
  decided_by bigint      not null,
  decided_at timestamptz not null,
  constraint roster_decision_pk primary key (roster_id, row_no),
  constraint roster_decision_roster foreign key (roster_id) references roster (id),
  constraint roster_decision_known check (decision in ('same-person', 'another-person', 'leave-out'))
);

-- Who would leave: people of the standing list whom the new one does not name.
create table roster_leaver (
  roster_id     bigint  not null,
  engagement_id bigint  not null,
  outlet_id     bigint  not null,
  held          boolean not null default false,
  constraint roster_leaver_pk primary key (roster_id, engagement_id),
  constraint roster_leaver_roster foreign key (roster_id) references roster (id)
);

-- What applying changed, so that it can be taken back exactly.
create table roster_change (
  roster_id     bigint  not null,
  engagement_id bigint  not null,
  worker_id     bigint  not null,
  row_no        integer,                       -- null: left
  change        text    not null,              -- joined | left | moved-out | moved-in | changed
  made_worker   boolean not null default false,
  revision      integer not null default 1,    -- of the engagement afterwards; another one means something built on it
  before        jsonb,                         -- the engagement before; null: this roster made it
  statement_before jsonb,                      -- the roster statement before; null: there was none
  constraint roster_change_pk primary key (roster_id, engagement_id),
  constraint roster_change_roster foreign key (roster_id) references roster (id),
  constraint roster_change_known check (change in ('joined', 'left', 'moved-out', 'moved-in', 'changed'))
);
create index roster_change_by_worker on roster_change (worker_id);

-- People on record whom an application touched, as they were.
create table roster_worker_change (
  roster_id bigint  not null,
  worker_id bigint  not null,
  renewed   boolean not null default false,    -- name, phone or a first ID number were taken from the roster
  revision  integer not null,                  -- afterwards; of somebody renewed, another one means something built on it
  before    jsonb   not null,
  constraint roster_worker_change_pk primary key (roster_id, worker_id),
  constraint roster_worker_change_roster foreign key (roster_id) references roster (id)
);

create table roster_mapping (                  -- remembered for the company: header → field
  company_id bigint not null,
  header_key text   not null,
  field      text   not null,                  -- '' : leave this column alone
  set_by     bigint not null,
  set_at     timestamptz not null,
  constraint roster_mapping_pk primary key (company_id, header_key),
  constraint roster_mapping_company foreign key (company_id) references company (id)
);

alter table roster enable row level security;
create policy roster_reach on roster using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or company_id = any ((select current_setting('waystation.companies')::int8[])::int8[])
  or outlet_id = any ((select current_setting('waystation.outlets')::int8[])::int8[])
);
alter table roster_row enable row level security;
create policy roster_row_reach on roster_row using (
  (select current_setting('waystation.places')) = '{(,)}'
  or exists (select 1 from roster r where r.id = roster_row.roster_id)
);
alter table roster_difference enable row level security;
create policy roster_difference_reach on roster_difference using (
  (select current_setting('waystation.places')) = '{(,)}'
  or exists (select 1 from roster r where r.id = roster_difference.roster_id)
);
alter table roster_decision enable row level security;
create policy roster_decision_reach on roster_decision using (
  (select current_setting('waystation.places')) = '{(,)}'
  or exists (select 1 from roster r where r.id = roster_decision.roster_id)
);
alter table roster_worker_change enable row level security;
create policy roster_worker_change_reach on roster_worker_change using (
  (select current_setting('waystation.places')) = '{(,)}'
  or exists (select 1 from roster r where r.id = roster_worker_change.roster_id)
);
alter table roster_leaver enable row level security;
create policy roster_leaver_reach on roster_leaver using (
  (select current_setting('waystation.places')) = '{(,)}'
  or exists (select 1 from roster r where r.id = roster_leaver.roster_id)
);
alter table roster_change enable row level security;
create policy roster_change_reach on roster_change using (
  (select current_setting('waystation.places')) = '{(,)}'
  or exists (select 1 from roster r where r.id = roster_change.roster_id)
);
alter table roster_mapping enable row level security;
create policy roster_mapping_reach on roster_mapping using (
  exists (select 1 from company c where c.id = roster_mapping.company_id)
);
