-- Roles over stations and partners. A partner is an organisation that owns stations, provides services or redeems
-- vouchers. Two settings of the transaction join those of 0001 (server/platform/database/scope.ts):
--   waystation.stations   int8[]           stations in reach
--   waystation.partners   int8[]           partners in reach

create table partner (
  id            bigint      not null generated always as identity,
  name          text        not null,          -- as registered
  short_name    text        not null,          -- as people say it
  pinyin        text collate "C" not null default '',
  initials      text collate "C" not null default '',
  kind          text        not null,
  credit_code   text,                          -- GB 32100; unions and communities may have none
  place         bigint      not null,          -- where it answers to
  contact_name  text        not null default '',
  contact_phone bytea,                         -- encrypted
  contact_tail  text        not null default '',
  closed_on     date,
  created_at    timestamptz not null,
  revision      integer     not null default 1,
  constraint partner_pk primary key (id),
  constraint partner_credit_code_unique unique (credit_code),
  constraint partner_kind check (kind in ('party-mass', 'government', 'union', 'company', 'shop', 'clinic', 'property', 'association', 'other'))
);
create index partner_by_place on partner (place);
create index partner_by_pinyin on partner (pinyin, id);

alter table role_grant add column partner_id bigint;
alter table role_grant drop constraint role_grant_one_target;
alter table role_grant add constraint role_grant_one_target check (num_nonnulls(place, company_id, outlet_id, unit_id, station_id, partner_id) = 1);
create index role_grant_by_station on role_grant (station_id) where station_id is not null;
create index role_grant_by_partner on role_grant (partner_id) where partner_id is not null;

-- What a partner is called is no secret: its name stands at the station's door (as company_label, see 0004).
create view partner_label as select p.id, p.short_name, p.name, p.pinyin, p.initials, p.kind, p.closed_on, pl.name as place_name from partner p left join place pl on pl.code = p.place;

alter table partner enable row level security;
create policy partner_reach on partner using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or id = any ((select current_setting('waystation.partners')::int8[])::int8[])
);

create policy role_grant_held_over on role_grant using (
  station_id = any ((select current_setting('waystation.stations')::int8[])::int8[])
  or partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])
);
create policy role_grant_over_partners on role_grant using (
  exists (select 1 from partner p where p.id = role_grant.partner_id
          and p.place <@ (select current_setting('waystation.places')::int8multirange))
);
