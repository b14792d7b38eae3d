-- Who works here: brand → company → outlet → engagement → worker, and what each source says.
--
-- What lists are sorted and searched by has the collation "C", whatever the database's own: only then can one index
-- give the order and the prefix, and only comparisons that leak nothing may use an index under row security (LIKE may not).

create table trade (                           -- editable: the field disputes its own boundaries
  code            text     not null,           -- 'food-delivery'
  name            text     not null,
  name_en         text     not null,
  occupation      text     not null default '',-- code of the national occupation classification
  note            text     not null default '',-- where the boundary lies, and who says so
  position        smallint not null default 0,
  retired_on      date,
  revision        integer  not null default 1,
  constraint trade_pk primary key (code)
);

create table brand (
  id       bigint  not null generated always as identity,
  name     text    not null,
  trade    text    not null,
  revision integer not null default 1,
  constraint brand_pk primary key (id),
  constraint brand_name_unique unique (name),
  constraint brand_trade foreign key (trade) references trade (code)
);

create table company (
  id             bigint      not null generated always as identity,
  name           text        not null,         -- as registered
  short_name     text        not null,         -- as people say it
  pinyin         text collate "C" not null default '',
  initials       text collate "C" not null default '',
  credit_code    text        not null,         -- GB 32100
  kind           text        not null,         -- platform | franchisee | dispatch
  brand_id       bigint,
  trade          text        not null,
  place          bigint      not null,         -- where it answers to: usually the city
  contact_name   text        not null default '',
  contact_phone  bytea,                        -- encrypted
  contact_tail   text        not null default '',
  cadence_days   smallint    not null default 1,   -- how often it promised a roster
  due_time       time        not null default '18:00',
  submits        boolean     not null default true, -- franchisees and agencies are listed by others
  last_as_of     date,                         -- of the roster that stands
  last_rows      integer,                      -- how many people it named
  late_noted_for date,                         -- the due day for which company.late was said
  reminded_on    date,                         -- the last day its contact was reminded, and how often on it
  reminded_times smallint    not null default 0,
  closed_on      date,
  created_at     timestamptz not null,
  revision       integer     not null default 1,
  constraint company_pk primary key (id),
  constraint company_credit_code_unique unique (credit_code),
  constraint company_kind check (kind in ('platform', 'franchisee', 'dispatch')),
  constraint company_cadence check (cadence_days between 1 and 92),
  constraint company_brand foreign key (brand_id) references brand (id),
  constraint company_trade foreign key (trade) references trade (code)
);
create index company_by_place on company (place);
create index company_by_short_name on company (short_name);

create table outlet (
  id              bigint      not null generated always as identity,
  company_id      bigint      not null,
  operator_id     bigint,                      -- the franchisee who runs it
  name            text        not null,
  name_key        text        not null,        -- folded for matching: see registry/rosters/fold-name
  aliases         text[]      not null default '{}', -- folded, learnt from corrections
  pinyin          text collate "C" not null default '',
  initials        text collate "C" not null default '',
  kind            text        not null,        -- delivery-station | parcel-branch | sorting-hub | studio | fleet-office
  trade           text        not null,
  place           bigint      not null,
  lon             double precision,
  lat             double precision,
  address         text        not null default '',
  manager_name    text        not null default '',
  manager_phone   bytea,                       -- encrypted
  manager_tail    text        not null default '',
  opened_on       date,
  closed_on       date,
  last_checked_on date,                        -- on the spot
  created_at      timestamptz not null,
  revision        integer     not null default 1,
  constraint outlet_pk primary key (id),
  constraint outlet_name_unique unique (company_id, name_key),
  constraint outlet_company foreign key (company_id) references company (id),
  constraint outlet_operator foreign key (operator_id) references company (id),
  constraint outlet_trade foreign key (trade) references trade (code),
  constraint outlet_kind check (kind in ('delivery-station', 'parcel-branch', 'sorting-hub', 'studio', 'fleet-office', 'other')),
  constraint outlet_position_whole check ((lon is null) = (lat is null))
);
create index outlet_by_place on outlet (place);

create table worker (
  id          bigint      not null generated always as identity,
  name        text collate "C",                -- null once the person has left
  pinyin      text collate "C" not null default '', -- zhou xiao man: sorting and search
  initials    text collate "C" not null default '', -- zxm
  id_kind     text,                            -- resident-id | passport | permit | other; null: not known
  id_hash     uuid,                            -- keyed hash of kind and number; 128 bits, as uuid for its fixed width
  id_tail     text,
  id_number   bytea,                           -- encrypted
  phone_hash  uuid,
  phone_tail  text,
  phone       bytea,                           -- encrypted
  trade       text,
  place       bigint,                          -- of the spell that goes on and began last; else of the last that ended
  state       text        not null default 'present',  -- present | away | merged | left
  merged_into bigint,
  created_at  timestamptz not null,
  revision    integer     not null default 1,
  constraint worker_pk primary key (id),
  constraint worker_id_unique unique (id_hash),
  constraint worker_state check (state in ('present', 'away', 'merged', 'left')),
  constraint worker_merged_whole check ((state = 'merged') = (merged_into is not null)),
  constraint worker_merged_into foreign key (merged_into) references worker (id)
);
create index worker_by_phone on worker (phone_hash);
create index worker_by_phone_tail on worker (phone_tail);
create index worker_by_pinyin on worker (pinyin, id);
create index worker_by_initials on worker (initials);
create index worker_by_name on worker (name);
create index worker_by_place on worker (place);
create index worker_merged on worker (merged_into) where merged_into is not null;

-- A dated spell of one worker at one outlet. Its columns hold what stands; statement holds what each source says.
create table engagement (
  id          bigint      not null generated always as identity,
  worker_id   bigint      not null,
  company_id  bigint      not null,
  outlet_id   bigint      not null,
  place       bigint      not null,            -- the outlet's
  agency_name text        not null default '', -- dispatch agency or franchisee, as the source writes it
  kind        text        not null,            -- direct | dispatch | franchise | crowd
  post        text        not null default '',
  since       date        not null,            -- first day of this spell
  until_on    date,                            -- last day; null: goes on
  ended_by    text,                            -- roster | worker | check | move | merge | outlet-closed
  standing    text        not null,            -- confirmed | self-declared | disputed
  moved_from  bigint,                          -- the spell it continues at another outlet of the company
  roster_id   bigint,                          -- the roster that last changed it
  elsewhere   boolean     not null default false,  -- goes on, but not where worker.place points: a second job in another place
  revision    integer     not null default 1,
  constraint engagement_pk primary key (id),
  constraint engagement_worker foreign key (worker_id) references worker (id),
  constraint engagement_company foreign key (company_id) references company (id),
  constraint engagement_outlet foreign key (outlet_id) references outlet (id),
  constraint engagement_kind check (kind in ('direct', 'dispatch', 'franchise', 'crowd')),
  constraint engagement_standing check (standing in ('confirmed', 'self-declared', 'disputed')),
  constraint engagement_dates check (until_on is null or until_on >= since),
  constraint engagement_end_whole check ((until_on is null) = (ended_by is null))
);
create unique index engagement_one_open_spell on engagement (worker_id, outlet_id) where until_on is null;
create index engagement_by_worker on engagement (worker_id);
create index engagement_by_company on engagement (company_id) where until_on is null;
create index engagement_by_outlet on engagement (outlet_id) where until_on is null;
create index engagement_by_place on engagement (place, worker_id) where until_on is null;
-- Who is in a place: worker.place (one index), and the few who are there with a second job (this one). Of a township
-- with 330 of 15,000 workers the two together take 1 ms, the join of all its engagements with worker 5 ms.
create index engagement_elsewhere on engagement (place, worker_id) where elsewhere;
create index engagement_by_end on engagement (until_on) where until_on is not null;

-- What one source says of one engagement. Which value stands: a settlement, else spot-check › roster › self.
create table statement (
  engagement_id bigint   not null,
  source        text     not null,             -- roster | self | spot
  stated_on     date     not null,
  stated_by     bigint,                        -- account; a roster's uploader
  roster_id     bigint,
  name          text,
  phone_hash    uuid,
  phone_tail    text,
  phone         bytea,                         -- encrypted
  outlet_id     bigint,
  kind          text,
  agency_name   text,
  post          text,
  hired_on      date,
  present       boolean,                       -- spot: was there
  constraint statement_pk primary key (engagement_id, source),
  constraint statement_engagement foreign key (engagement_id) references engagement (id),
  constraint statement_source check (source in ('roster', 'self', 'spot')),
  constraint statement_kind check (kind is null or kind in ('direct', 'dispatch', 'franchise', 'crowd'))
);

-- Few engagements have more than their roster statement; only those can disagree.
create index statement_beside on statement (engagement_id) where source <> 'roster';

create table settlement (                      -- a person decided which source stands
  engagement_id bigint      not null,
  field         text        not null,          -- name | phone | outlet | kind | agency_name | post | hired_on
  source        text        not null,
  settled_by    bigint      not null,
  settled_at    timestamptz not null,
  note          text        not null default '',
  constraint settlement_pk primary key (engagement_id, field),
  constraint settlement_engagement foreign key (engagement_id) references engagement (id),
  constraint settlement_source check (source in ('roster', 'self', 'spot'))
);

create table poster (                          -- the code on a poster at an outlet: scan, sign in, say "I work here"
  code       text        not null,
  outlet_id  bigint      not null,
  place      bigint      not null,
  created_by bigint      not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  constraint poster_pk primary key (code),
  constraint poster_outlet foreign key (outlet_id) references outlet (id)
);
create index poster_by_outlet on poster (outlet_id);

create table outlet_check (                    -- a visit: who is here, who is not on the list
  id         bigint      not null generated always as identity,
  outlet_id  bigint      not null,
  place      bigint      not null,
  company_id bigint      not null,
  checked_by bigint      not null,
  checked_at timestamptz not null,
  note       text        not null default '',
  seen       integer     not null,
  missing    integer     not null,
  unlisted   integer     not null,
  constraint outlet_check_pk primary key (id),
  constraint outlet_check_outlet foreign key (outlet_id) references outlet (id)
);
create index outlet_check_by_outlet on outlet_check (outlet_id, id desc);

create table duplicate_pair (
  id         bigint      not null generated always as identity,
  worker_a   bigint      not null,             -- the smaller id
  worker_b   bigint      not null,
  reasons    text[]      not null,             -- same-phone | same-name-same-outlet | same-name-near-id …
  state      text        not null default 'open', -- open | merged | dismissed
  place      bigint,                           -- of worker_a, for the desk it reaches
  found_at   timestamptz not null,
  decided_by bigint,
  decided_at timestamptz,
  constraint duplicate_pair_pk primary key (id),
  constraint duplicate_pair_unique unique (worker_a, worker_b),
  constraint duplicate_pair_order check (worker_a < worker_b),
  constraint duplicate_pair_state check (state in ('open', 'merged', 'dismissed'))
);
create index duplicate_pair_open on duplicate_pair (place, id) where state = 'open';

create table worker_merge (                    -- enough to take it back
  id         bigint      not null generated always as identity,
  kept       bigint      not null,
  merged     bigint      not null,
  place      bigint,
  before     bytea       not null,             -- encrypted snapshot of both and of what moved
  merged_by  bigint      not null,
  merged_at  timestamptz not null,
  undone_by  bigint,
  undone_at  timestamptz,
  constraint worker_merge_pk primary key (id)
);

create table saved_filter (
  id         bigint      not null generated always as identity,
  account_id bigint      not null,
  list       text        not null,             -- outlets | workers | companies | rosters
  name       text        not null,
  query      jsonb       not null,
  created_at timestamptz not null,
  constraint saved_filter_pk primary key (id)
);

-- The names of companies and outlets are no secret, and stand beside people in every list. Read through these views
-- (which see past row security, as their owner does) they cost a look-up by key; through the policies below, a third of
-- the whole list. Both join, so neither can be written through.
create view company_label as select c.id, c.short_name, c.name, b.name as brand from company c left join brand b on b.id = c.brand_id;
create view outlet_label as select o.id, o.name, o.company_id, c.short_name as company from outlet o join company c on c.id = o.company_id;

alter table company enable row level security;
create policy company_reach on company using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or id = any ((select current_setting('waystation.companies')::int8[])::int8[])
  or id in (select o.company_id from outlet o)                            -- through the outlets in reach
);
alter table outlet enable row level security;
create policy outlet_reach on outlet using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or company_id = any ((select current_setting('waystation.companies')::int8[])::int8[])
  or id = any ((select current_setting('waystation.outlets')::int8[])::int8[])
);
alter table engagement enable row level security;
create policy engagement_reach on engagement using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or company_id = any ((select current_setting('waystation.companies')::int8[])::int8[])
  or outlet_id = any ((select current_setting('waystation.outlets')::int8[])::int8[])
  or worker_id = (select current_setting('waystation.worker')::int8)
);
-- An employer (companies or outlets, no places) reaches engagements, but no person: what it sees of people is what its
-- own lists say. A person without any place (just signed in) is in reach of the system and of themself only.
alter table worker enable row level security;
create policy worker_reach on worker using (
  coalesce(place, 0) <@ (select current_setting('waystation.places')::int8multirange)
  or id = (select current_setting('waystation.worker')::int8)
  or ((select current_setting('waystation.places')) <> '{}'
      and exists (select 1 from engagement e where e.worker_id = worker.id))   -- itself bound to the reach
);
-- What a check found is not an employer's to read.
alter table statement enable row level security;
create policy statement_reach on statement using (
  (select current_setting('waystation.places')) = '{(,)}'
  or exists (select 1 from engagement e where e.id = statement.engagement_id
    and (source <> 'spot' or (select current_setting('waystation.places')) <> '{}' or e.worker_id = (select current_setting('waystation.worker')::int8)))
);
alter table settlement enable row level security;
create policy settlement_reach on settlement using (
  (select current_setting('waystation.places')) = '{(,)}'
  or exists (select 1 from engagement e where e.id = settlement.engagement_id)
);
alter table poster enable row level security;
create policy poster_reach on poster using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or exists (select 1 from outlet o where o.id = poster.outlet_id)
);
alter table outlet_check enable row level security;
create policy outlet_check_reach on outlet_check using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or company_id = any ((select current_setting('waystation.companies')::int8[])::int8[])
);
alter table duplicate_pair enable row level security;
create policy duplicate_pair_reach on duplicate_pair using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table worker_merge enable row level security;
create policy worker_merge_reach on worker_merge using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table saved_filter enable row level security;
create policy saved_filter_own on saved_filter using (
  account_id = (select current_setting('waystation.account')::int8)
);
