-- The list of stations that an office keeps in a spreadsheet: uploaded, read, previewed, applied whole or not at all.

create table station_import (
  id          bigint      not null generated always as identity,
  place       bigint      not null,            -- the place whose office sends it: its colleagues see it too
  reach       jsonb       not null,            -- [[lo, hi], …] of the sender: rows beyond are sent back
  datum_said  text,                            -- wgs84 | gcj02 | bd09, as the sender says; null: as the header says
  datum       text,                            -- in which the positions were read
  state       text        not null,
  reason      text,
  reason_why  text,                            -- for logs; nothing of the cells
  file_name   text        not null,
  file_bytes  bigint      not null,
  file_hash   bytea       not null,
  file_key    bytea,                           -- encrypted; the stored file opens with it
  format      text,
  encoding    text,
  sheet       text,
  header_row  integer,
  mapping     jsonb,                           -- MappedColumn[] of platform/lists/columns.ts
  progress    double precision,
  rows        integer     not null default 0,
  added       integer     not null default 0,
  changed     integer     not null default 0,
  same        integer     not null default 0,
  rejected    integer     not null default 0,
  uploaded_by bigint      not null,
  uploaded_at timestamptz not null,
  ready_at    timestamptz,
  applied_at  timestamptz,
  applied_by  bigint,
  purged_at   timestamptz,
  revision    integer     not null default 1,
  constraint station_import_pk primary key (id),
  constraint station_import_state check (state in ('reading', 'ready', 'applied', 'refused'))
);
create index station_import_by_place on station_import (place, id);

create table station_import_row (
  import_id  bigint  not null,
  row_no     integer not null,                 -- as the spreadsheet program counts
  said       jsonb   not null,                 -- what the row says, read: StagedStation
  raw        jsonb   not null,                 -- its cells as texts, for the workbook that is sent back
  unread     jsonb   not null default '[]',    -- what the reading itself turned back: Rejection[]
  kind       text,                             -- new | changed | same | rejected; null: not compared yet
  station_id bigint,
  changes    jsonb   not null default '[]',    -- what applying would write: [{field, before, after}]
  rejections jsonb   not null default '[]',    -- unread and what the comparison turned back
  constraint station_import_row_pk primary key (import_id, row_no),
  constraint station_import_row_import foreign key (import_id) references station_import (id) on delete cascade,
  constraint station_import_row_kind check (kind in ('new', 'changed', 'same', 'rejected'))
);

create table station_import_mapping (          -- which column is what, as people of a place corrected it
  place      bigint      not null,
  header_key text        not null,
  field      text        not null,             -- '' leaves the column alone
  set_by     bigint      not null,
  set_at     timestamptz not null,
  constraint station_import_mapping_pk primary key (place, header_key)
);

alter table station_import enable row level security;
create policy station_import_reach on station_import using (place <@ (select current_setting('waystation.places')::int8multirange));
alter table station_import_row enable row level security;
create policy station_import_row_reach on station_import_row using (
  exists (select 1 from station_import i where i.id = station_import_row.import_id
          and i.place <@ (select current_setting('waystation.places')::int8multirange))
);
alter table station_import_mapping enable row level security;
create policy station_import_mapping_reach on station_import_mapping using (place <@ (select current_setting('waystation.places')::int8multirange));
