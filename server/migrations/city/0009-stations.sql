-- Stations: places to rest, of many owners, as one network.

create table station (
  id                bigint      not null generated always as identity,
  name              text        not null,
  pinyin            text collate "C" not null default '',
  initials          text collate "C" not null default '',
  kind              text        not null,
  partner_id        bigint      not null,          -- the owner
  place             bigint      not null,
  lon               double precision not null,     -- WGS 84
  lat               double precision not null,
  address           text        not null default '',
  entrance_note     text        not null default '',
  photo             bigint,                        -- attachment: the entrance
  amenities         text[]      not null default '{}',
  hours             jsonb,                         -- contract/stations.ts, Hours; null: nobody has said
  capacity          integer,                       -- seats; null: nobody has counted
  audience          text        not null default 'everyone',
  audience_trades   text[]      not null default '{}',
  audience_companies bigint[]   not null default '{}',
  status            text        not null default 'planned',
  pause_note        text        not null default '',
  opened_on         date,
  closed_on         date,
  last_confirmed_on date,                          -- somebody said that what stands here is right
  reminded_on       date,                          -- the last day its keepers were reminded to confirm
  created_at        timestamptz not null,
  revision          integer     not null default 1,
  constraint station_pk primary key (id),
  constraint station_partner foreign key (partner_id) references partner (id),
  constraint station_kind check (kind in ('party-mass-centre', 'city', 'rider', 'community', 'micro-park', 'tower-lounge', 'partner-shop')),
  constraint station_status check (status in ('planned', 'open', 'paused', 'closed')),
  constraint station_audience check (audience in ('everyone', 'platform-workers', 'trades', 'companies')),
  constraint station_position check (lon between -180 and 180 and lat between -90 and 90),
  constraint station_capacity check (capacity between 0 and 100000)
);
create index station_by_place on station (place, id);
create index station_by_partner on station (partner_id);
create index station_by_pinyin on station (pinyin, id);
create index station_by_amenity on station using gin (amenities);
-- For the nearest ones: point(lon, lat) <-> point(?, ?) walks this index outwards (decision 0008).
create index station_by_position on station using gist (point(lon, lat)) where status <> 'planned';

-- What everybody may know of stations. A view sees past row security as its owner does, so that the geometric index can
-- be used: its operators are not leakproof, and under policies would come after them, row by row. Joined, so that
-- nothing can be written through it.
create view public_station as
  select s.id, s.name, s.pinyin, s.initials, s.kind, s.partner_id, p.short_name as partner, s.place, pl.name as place_name, s.lon, s.lat, s.address, s.entrance_note, s.photo, s.amenities, s.hours,
    s.capacity, s.audience, s.audience_trades, s.audience_companies, s.status, s.pause_note, s.opened_on, s.closed_on, s.last_confirmed_on, s.revision
  from station s left join partner p on p.id = s.partner_id left join place pl on pl.code = s.place where s.status <> 'planned';

-- Whose a station is and where, in names; joined to a station that one may see.
create view station_label as
  select s.id, p.short_name as partner, pl.name as place_name from station s left join partner p on p.id = s.partner_id left join place pl on pl.code = s.place;

-- Days on which the weekly pattern does not hold, first and last inclusive.
create table station_exception (
  id         bigint      not null generated always as identity,
  station_id bigint      not null,
  from_on    date        not null,
  until_on   date        not null,
  spans      jsonb       not null default '[]',    -- [[from, until], …] minutes from midnight; none: closed
  reason     text        not null default '',
  created_by bigint      not null,
  created_at timestamptz not null,
  constraint station_exception_pk primary key (id),
  constraint station_exception_station foreign key (station_id) references station (id),
  constraint station_exception_dates check (until_on >= from_on)
);
create index station_exception_by_station on station_exception (station_id, until_on);

-- Everybody may read where a station is and when it is open; a planned one is its makers' alone.
alter table station enable row level security;
create policy station_public on station for select using (status <> 'planned');
create policy station_reach on station using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or id = any ((select current_setting('waystation.stations')::int8[])::int8[])
  or partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])
);
alter table station_exception enable row level security;
create policy station_exception_public on station_exception for select using (true);
create policy station_exception_reach on station_exception using (
  exists (select 1 from station s where s.id = station_exception.station_id and (
    s.place <@ (select current_setting('waystation.places')::int8multirange)
    or s.id = any ((select current_setting('waystation.stations')::int8[])::int8[])
    or s.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])))
);

create policy role_grant_over_stations on role_grant using (
  exists (select 1 from station s where s.id = role_grant.station_id and (
    s.place <@ (select current_setting('waystation.places')::int8multirange)
    or s.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])))
);
