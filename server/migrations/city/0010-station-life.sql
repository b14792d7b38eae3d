-- What happens at a station: codes, who is there now, counts, remarks, goods.
--
-- No trail (decision 0009): `stay` is the only row that says where a worker is, it exists as long as the worker is
-- there, and is deleted when they leave. What stays are counts. No event, no idempotency key, no notice names a stay.

create table station_code (                    -- the code on the printed poster; the counter's rotating code is not stored
  code       text        not null,
  station_id bigint      not null,
  created_by bigint,
  created_at timestamptz not null,
  revoked_at timestamptz,
  constraint station_code_pk primary key (code),
  constraint station_code_station foreign key (station_id) references station (id)
);
create unique index station_code_one_in_use on station_code (station_id) where revoked_at is null;
create index station_code_by_station on station_code (station_id, created_at);

create table stay (
  id         bigint      not null generated always as identity,
  station_id bigint      not null,
  worker_id  bigint      not null,
  began_at   timestamptz not null,
  ends_at    timestamptz not null,             -- by itself: when the station closes, or after some hours
  constraint stay_pk primary key (id),
  constraint stay_one_each unique (worker_id),
  constraint stay_station foreign key (station_id) references station (id),
  constraint stay_times check (ends_at > began_at)
);
create index stay_by_station on stay (station_id);
create index stay_by_end on stay (ends_at);

-- How many are there now: stays, counted again with every change of them, and what the keeper's own count adds for a while.
create table station_presence (
  station_id      bigint      not null,
  checked_in      integer     not null default 0,
  correction      integer     not null default 0,  -- the keeper's count less checked_in at that moment
  corrected_until timestamptz,
  changed_at      timestamptz not null,
  constraint station_presence_pk primary key (station_id),
  constraint station_presence_station foreign key (station_id) references station (id),
  constraint station_presence_checked_in check (checked_in >= 0)
);

create table station_hour (                    -- counts alone: how busy an hour was
  station_id bigint      not null,
  day        date        not null,             -- Asia/Shanghai, as is the hour
  hour       smallint    not null,
  visits     integer     not null default 0,   -- check-ins within it
  peak       integer     not null default 0,   -- most people at once
  constraint station_hour_pk primary key (station_id, day, hour),
  constraint station_hour_station foreign key (station_id) references station (id),
  constraint station_hour_hour check (hour between 0 and 23)
);
create index station_hour_by_day on station_hour (day);

create table wrong_code (                      -- tries with codes that are none, so that nobody goes through them
  account_id bigint      not null,
  tries      smallint    not null,
  since      timestamptz not null,
  constraint wrong_code_pk primary key (account_id)
);

-- Something is not as it says: about the place, never about a person. Who said so stands apart, where no keeper reaches.
create table remark (
  id         bigint      not null generated always as identity,
  station_id bigint      not null,
  kind       text        not null,
  amenity    text,
  note       text        not null default '',
  state      text        not null default 'open',
  made_at    timestamptz not null,
  answer     text        not null default '',
  closure    text,
  decided_by bigint,
  decided_at timestamptz,
  revision   integer     not null default 1,
  constraint remark_pk primary key (id),
  constraint remark_station foreign key (station_id) references station (id),
  constraint remark_kind check (kind in ('hours', 'missing', 'broken', 'other')),
  constraint remark_state check (state in ('open', 'answered', 'closed')),
  constraint remark_closure check (closure in ('doubled', 'not-about-the-place', 'cannot-tell')),
  constraint remark_decided_whole check ((state = 'open') = (decided_at is null) and (state = 'answered') = (answer <> '') and (state = 'closed') = (closure is not null))
);
create index remark_by_station on remark (station_id, id desc);
create index remark_open on remark (made_at, id) where state = 'open';

create table remark_author (                   -- goes some weeks after the remark was decided, and with the worker
  remark_id bigint not null,
  worker_id bigint not null,
  constraint remark_author_pk primary key (remark_id),
  constraint remark_author_remark foreign key (remark_id) references remark (id)
);
create index remark_author_by_worker on remark_author (worker_id, remark_id desc);

create table good (                            -- what stations of the city hand out
  id         bigint      not null generated always as identity,
  name       text        not null,
  unit       text        not null,
  retired_on date,
  revision   integer     not null default 1,
  constraint good_pk primary key (id),
  constraint good_name_unique unique (name)
);

create table stock (                           -- the sum of its moves, kept so that it cannot fall below nothing
  station_id bigint      not null,
  good_id    bigint      not null,
  quantity   integer     not null default 0,
  low_at     integer,
  moved_at   timestamptz,
  revision   integer     not null default 1,
  constraint stock_pk primary key (station_id, good_id),
  constraint stock_station foreign key (station_id) references station (id),
  constraint stock_good foreign key (good_id) references good (id),
  constraint stock_not_below_nothing check (quantity >= 0),
  constraint stock_low_at check (low_at >= 0)
);
create index stock_by_good on stock (good_id);

create table stock_move (                      -- only appended to
  id          bigint      not null generated always as identity,
  station_id  bigint      not null,
  good_id     bigint      not null,
  kind        text        not null,
  quantity    integer     not null,            -- signed
  after       integer     not null,
  campaign_id bigint,                          -- of module services: handed out under a care campaign
  note        text        not null default '',
  made_by     bigint      not null,
  made_at     timestamptz not null,
  constraint stock_move_pk primary key (id),
  constraint stock_move_stock foreign key (station_id, good_id) references stock (station_id, good_id),
  constraint stock_move_kind check (kind in ('receive', 'hand-out', 'adjust')),
  constraint stock_move_sign check ((kind = 'receive' and quantity > 0) or (kind = 'hand-out' and quantity < 0) or kind = 'adjust')
);
create index stock_move_by_station on stock_move (station_id, id desc);
create index stock_move_by_campaign on stock_move (campaign_id) where campaign_id is not null;

-- Where a worker is, is theirs alone: no keeper, officer or auditor reaches the row, whatever they reach.
alter table stay enable row level security;
create policy stay_own on stay using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table remark_author enable row level security;
create policy remark_author_own on remark_author using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table wrong_code enable row level security;
create policy wrong_code_own on wrong_code using (
  account_id = (select current_setting('waystation.account')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table station_code enable row level security;
create policy station_code_reach on station_code using (
  exists (select 1 from station s where s.id = station_code.station_id and (
    s.place <@ (select current_setting('waystation.places')::int8multirange)
    or s.id = any ((select current_setting('waystation.stations')::int8[])::int8[])
    or s.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])))
);
alter table station_presence enable row level security;
create policy station_presence_public on station_presence for select using (true);
create policy station_presence_reach on station_presence using (
  exists (select 1 from station s where s.id = station_presence.station_id and (
    s.place <@ (select current_setting('waystation.places')::int8multirange)
    or s.id = any ((select current_setting('waystation.stations')::int8[])::int8[])
    or s.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])))
);
alter table station_hour enable row level security;
create policy station_hour_reach on station_hour using (
  exists (select 1 from station s where s.id = station_hour.station_id and (
    s.place <@ (select current_setting('waystation.places')::int8multirange)
    or s.id = any ((select current_setting('waystation.stations')::int8[])::int8[])
    or s.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])))
);
alter table remark enable row level security;
create policy remark_reach on remark using (
  exists (select 1 from station s where s.id = remark.station_id and (
    s.place <@ (select current_setting('waystation.places')::int8multirange)
    or s.id = any ((select current_setting('waystation.stations')::int8[])::int8[])
    or s.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])))
);
create policy remark_own on remark for select using (
  exists (select 1 from remark_author a where a.remark_id = remark.id)      -- itself bound to the worker
);
alter table stock enable row level security;
create policy stock_reach on stock using (
  exists (select 1 from station s where s.id = stock.station_id and (
    s.place <@ (select current_setting('waystation.places')::int8multirange)
    or s.id = any ((select current_setting('waystation.stations')::int8[])::int8[])
    or s.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])))
);
alter table stock_move enable row level security;
create policy stock_move_reach on stock_move using (
  exists (select 1 from station s where s.id = stock_move.station_id and (
    s.place <@ (select current_setting('waystation.places')::int8multirange)
    or s.id = any ((select current_setting('waystation.stations')::int8[])::int8[])
    or s.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])))
);
