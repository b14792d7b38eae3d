-- The division tree. A place code is fifteen digits: twelve official (GB/T 2260 and the statistical township and
-- community codes), three for a grid or compound. "Everything inside" is one range of numbers.

create table place (
  code       bigint      not null,
  parent     bigint,                           -- null at the city itself
  kind       text        not null,
  name       text        not null,
  full_name  text        not null,             -- 朝阳区 三里屯街道 幸福二村社区, for search results
  pinyin     text        not null,             -- san li tun jie dao
  initials   text        not null,             -- sltjd
  official   boolean     not null,             -- from the code list; the rest were added here
  lon        double precision,                 -- WGS 84, a point inside
  lat        double precision,
  boundary   jsonb,                            -- GeoJSON Polygon or MultiPolygon, WGS 84
  retired_on date,                             -- a retired code keeps answering
  replaced_by bigint,
  revision   integer     not null default 1,
  constraint place_pk primary key (code),
  constraint place_parent foreign key (parent) references place (code),
  constraint place_kind check (kind in ('city', 'township', 'community', 'grid', 'compound')),
  constraint place_fifteen_digits check (code between 100000000000000 and 999999999999999),
  constraint place_position_whole check ((lon is null) = (lat is null))
);
create index place_by_parent on place (parent, code);
create index place_by_initials on place (initials text_pattern_ops);
create index place_by_pinyin on place (replace(pinyin, ' ', '') text_pattern_ops);
