-- The list a company submits, as it was read, as it compares, and how to take it back.

create table roster (
  id           bigint      not null generated always as identity,
  company_id   bigint      not null,
  outlet_id    bigint,                         -- an outlet manager's upload covers one outlet only
  place        bigint      not null,           -- the company's
  as_of        date        not null,
  state        text        not null,           -- reading | ready | applied | reversed | refused
  reason       text,                           -- unreadable-file | empty-file | wrong-sheet | encrypted | too-large | …
  file_name    text        not null,
  file_bytes   integer     not null,
  file_hash    bytea       not null,           -- sha256, to know the same file again
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
  -- filled by the comparison
  outlet_id     bigint,
  worker_id     bigint,
  engagement_id bigint,
  change        text,                          -- joined | moved | changed | same | review
  changes       jsonb,                         -- [{field, before, after}] with masked values
  review_reason text,
  constraint roster_row_pk primary key (roster_id, row_no),
  constraint roster_row_roster foreign key (roster_id) references roster (id)
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
  change        text    not null,              -- joined | left | moved | changed | confirmed
  revision      integer not null,              -- of the engagement afterwards; another one means something built on it
  before        jsonb,                         -- engagement columns before
  statement_before jsonb,                      -- the roster statement before, bytea as hex; null: there was none
  constraint roster_change_pk primary key (roster_id, engagement_id),
  constraint roster_change_roster foreign key (roster_id) references roster (id)
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
