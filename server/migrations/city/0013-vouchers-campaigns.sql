-- Vouchers, their settlement, and care campaigns.
--
-- What joins a worker with a place and a time is kept as short as it is needed: who holds a voucher stands in `voucher`,
-- where it was redeemed in `voucher_redemption`, and the first forgets the worker once the month is settled. A campaign
-- keeps that a worker was given something, not where or when; what was given where and when are counts.

create table campaign (
  id             bigint      not null generated always as identity,
  name           text        not null,
  season         text        not null,
  purpose        text        not null default '',
  place          bigint      not null,
  state          text        not null default 'draft', -- draft | planned | running | ended | reported
  announced_at   timestamptz,
  starts_on      date        not null,
  ends_on        date        not null,         -- the last day
  joining        text        not null,         -- sign-up | walk-in | both
  capacity       integer,                      -- seats for signing up
  target         integer,
  per_worker     smallint    not null default 1,
  rule           json        not null default '{"all": []}',  -- whom it is for: contract/services.ts
  signed_up      integer     not null default 0,
  handed_out     integer     not null default 0,  -- to workers, by pass
  walk_ins       integer     not null default 0,
  notified       integer     not null default 0,  -- workers who were told
  told_up_to     bigint      not null default 0,  -- how far telling them has come, by worker id
  summary        text        not null default '', -- the report's words
  other_costs    jsonb       not null default '[]', -- [{label, fen}]
  ended_at       timestamptz,
  forgotten_on   date,                         -- since then nobody knows who signed up
  created_by     bigint      not null,
  created_at     timestamptz not null,
  revision       integer     not null default 1,
  constraint campaign_pk primary key (id),
  constraint campaign_season check (season in ('spring-festival', 'spring', 'summer-heat', 'mid-autumn', 'autumn', 'winter-warmth', 'other')),
  constraint campaign_state check (state in ('draft', 'planned', 'running', 'ended', 'reported')),
  constraint campaign_joining check (joining in ('sign-up', 'walk-in', 'both')),
  constraint campaign_dates check (ends_on >= starts_on),
  constraint campaign_seats check (signed_up >= 0 and (capacity is null or signed_up <= capacity)),
  constraint campaign_counts check (handed_out >= 0 and walk_ins >= 0),
  constraint campaign_ended_whole check ((state in ('ended', 'reported')) = (ended_at is not null)),
  constraint campaign_draft_is_quiet check (state <> 'draft' or announced_at is null)
);
create index campaign_by_place on campaign (place, id desc);
create index campaign_announced on campaign (starts_on, id) where announced_at is not null and state in ('planned', 'running');
create index campaign_going on campaign (state, ends_on) where state in ('planned', 'running', 'ended');

create table campaign_station (                -- stations that hand out
  campaign_id bigint not null,
  station_id  bigint not null,
  partner_id  bigint not null,                 -- the station's owner, whose staff reach the campaign
  constraint campaign_station_pk primary key (campaign_id, station_id),
  constraint campaign_station_campaign foreign key (campaign_id) references campaign (id) on delete cascade
);
create index campaign_station_by_station on campaign_station (station_id);
create index campaign_station_by_partner on campaign_station (partner_id);

create table campaign_good (                   -- what is given; the stock itself is the stations'
  campaign_id   bigint   not null,
  good_id       bigint   not null,
  position      smallint not null,
  unit_cost_fen integer  not null,
  planned       integer  not null,
  handed        integer  not null default 0,
  constraint campaign_good_pk primary key (campaign_id, good_id),
  constraint campaign_good_campaign foreign key (campaign_id) references campaign (id) on delete cascade,
  constraint campaign_good_counts check (unit_cost_fen >= 0 and planned >= 0 and handed >= 0)
);

-- A worker in a campaign: that they signed up, how often they were given something. Not where, not when.
create table campaign_worker (
  campaign_id bigint   not null,
  worker_id   bigint   not null,
  signed_up   boolean  not null default false,
  received    smallint not null default 0,
  constraint campaign_worker_pk primary key (campaign_id, worker_id),
  constraint campaign_worker_campaign foreign key (campaign_id) references campaign (id) on delete cascade,
  constraint campaign_worker_received check (received >= 0)
);
create index campaign_worker_by_worker on campaign_worker (worker_id);

-- What was given, in three separate cuts: nobody can cross them to a person.
create table campaign_count (
  campaign_id bigint  not null,
  cut         text    not null,                -- station | day | trade
  key         text    not null,                -- station id | 2026-11-29 | trade code, '' for none, walk-in
  people      integer not null,
  constraint campaign_count_pk primary key (campaign_id, cut, key),
  constraint campaign_count_campaign foreign key (campaign_id) references campaign (id) on delete cascade,
  constraint campaign_count_cut check (cut in ('station', 'day', 'trade')),
  constraint campaign_count_people check (people >= 0)
);
-- So that a miscount of walk-ins can be taken back, on its day and no further.
create table campaign_walk_in (
  campaign_id bigint  not null,
  station_id  bigint  not null,
  day         date    not null,
  people      integer not null,
  constraint campaign_walk_in_pk primary key (campaign_id, station_id, day),
  constraint campaign_walk_in_campaign foreign key (campaign_id) references campaign (id) on delete cascade,
  constraint campaign_walk_in_people check (people >= 0)
);

create table campaign_pass (                   -- shown at the station; goes when it is used or a moment later
  code_hash   uuid        not null,
  campaign_id bigint      not null,
  worker_id   bigint      not null,
  expires_at  timestamptz not null,
  constraint campaign_pass_pk primary key (code_hash),
  constraint campaign_pass_campaign foreign key (campaign_id) references campaign (id) on delete cascade
);
create index campaign_pass_by_worker on campaign_pass (worker_id, campaign_id);
create index campaign_pass_by_end on campaign_pass (expires_at);

create table voucher_batch (
  id           bigint      not null generated always as identity,
  title        text        not null,
  terms        text        not null default '',
  value_fen    integer     not null,
  place        bigint      not null,
  campaign_id  bigint,
  service_id   bigint,
  quota        integer     not null,
  issued       integer     not null default 0, -- without the cancelled
  redeemed     integer     not null default 0,
  expired      integer     not null default 0,
  cancelled    integer     not null default 0,
  valid_from   date        not null,
  valid_until  date        not null,           -- the last day
  valid_days   smallint,                       -- from the day of issue; never beyond valid_until
  per_worker   smallint    not null default 1,
  claimable    boolean     not null default false,
  rule         json        not null default '{"all": []}',
  state        text        not null default 'open', -- open | closed | cancelled
  reason       text        not null default '',     -- of a cancellation
  created_by   bigint      not null,
  created_at   timestamptz not null,
  revision     integer     not null default 1,
  constraint voucher_batch_pk primary key (id),
  constraint voucher_batch_campaign foreign key (campaign_id) references campaign (id),
  constraint voucher_batch_one_parent check (num_nonnulls(campaign_id, service_id) <= 1),
  constraint voucher_batch_quota check (issued >= 0 and issued <= quota),
  constraint voucher_batch_counts check (redeemed >= 0 and expired >= 0 and cancelled >= 0 and redeemed + expired <= issued),
  constraint voucher_batch_value check (value_fen >= 0),
  constraint voucher_batch_dates check (valid_until >= valid_from),
  constraint voucher_batch_state check (state in ('open', 'closed', 'cancelled'))
);
create index voucher_batch_by_place on voucher_batch (place, id desc);
create index voucher_batch_by_campaign on voucher_batch (campaign_id) where campaign_id is not null;
create index voucher_batch_by_service on voucher_batch (service_id) where service_id is not null;
create index voucher_batch_claimable on voucher_batch (valid_until, id) where claimable and state = 'open';

create table voucher_batch_partner (           -- who redeems it
  batch_id   bigint not null,
  partner_id bigint not null,
  constraint voucher_batch_partner_pk primary key (batch_id, partner_id),
  constraint voucher_batch_partner_batch foreign key (batch_id) references voucher_batch (id)
);
create index voucher_batch_partner_by_partner on voucher_batch_partner (partner_id, batch_id);

create table voucher (
  id          bigint      not null generated always as identity,
  batch_id    bigint      not null,
  place       bigint      not null,            -- the batch's
  worker_id   bigint,                          -- null once nobody needs to know any more
  origin      text        not null,            -- claimed | application | staff
  source_id   bigint,                          -- the application; forgotten with the worker
  code_hash   uuid,                            -- keyed; as long as the code
  code        bytea,                           -- encrypted; gone some days after it is worth nothing
  code_tail   text        not null,
  state       text        not null default 'valid', -- valid | redeemed | expired | cancelled
  issued_on   date        not null,
  valid_from  date        not null,
  valid_until date        not null,
  ended_on    date,                            -- redeemed, expired or cancelled
  reason      text        not null default '', -- of a cancellation
  reminded    boolean     not null default false,
  constraint voucher_pk primary key (id),
  constraint voucher_code_unique unique (code_hash),
  constraint voucher_batch_of foreign key (batch_id) references voucher_batch (id),
  constraint voucher_origin check (origin in ('claimed', 'application', 'staff')),
  constraint voucher_state check (state in ('valid', 'redeemed', 'expired', 'cancelled')),
  constraint voucher_ended_whole check ((state = 'valid') = (ended_on is null)),
  constraint voucher_code_whole check ((code is null) = (code_hash is null) and (state <> 'valid' or code is not null))
);
create index voucher_by_worker on voucher (worker_id, id desc) where worker_id is not null;
create index voucher_by_batch on voucher (batch_id, id desc);
create index voucher_valid_until on voucher (valid_until) where state = 'valid';
create index voucher_to_forget on voucher (ended_on) where state <> 'valid' and (worker_id is not null or code is not null);
create unique index voucher_one_for_application on voucher (source_id, batch_id) where origin = 'application';

-- How many of a batch a worker took: it limits them when `voucher` has forgotten whose it was. Goes when the batch is over.
create table voucher_taken (
  batch_id  bigint   not null,
  worker_id bigint   not null,
  times     smallint not null,
  constraint voucher_taken_pk primary key (batch_id, worker_id),
  constraint voucher_taken_batch foreign key (batch_id) references voucher_batch (id),
  constraint voucher_taken_times check (times >= 0)
);
create index voucher_taken_by_worker on voucher_taken (worker_id);

create table voucher_settlement (              -- a closed month of a partner: frozen
  id             bigint      not null generated always as identity,
  partner_id     bigint      not null,
  place          bigint      not null,         -- the partner's, when it was closed
  month          date        not null,         -- its first day
  redeemed       integer     not null,
  redeemed_fen   bigint      not null,
  taken_back     integer     not null,
  taken_back_fen bigint      not null,
  closed_by      bigint      not null,
  closed_at      timestamptz not null,
  constraint voucher_settlement_pk primary key (id),
  constraint voucher_settlement_unique unique (partner_id, month),
  constraint voucher_settlement_month check (extract(day from month) = 1)
);
create index voucher_settlement_by_month on voucher_settlement (month);

create table voucher_redemption (              -- where and when, never whose
  id            bigint      not null generated always as identity,
  voucher_id    bigint      not null,
  batch_id      bigint      not null,
  partner_id    bigint      not null,
  partner_place bigint      not null,
  batch_place   bigint      not null,
  station_id    bigint,
  value_fen     integer     not null,
  code_tail     text        not null,
  redeemed_at   timestamptz not null,
  redeemed_by   bigint      not null,
  month         date        not null,          -- of Asia/Shanghai, its first day
  settlement_id bigint,                        -- the settlement that counts it
  undone_at     timestamptz,
  undone_by     bigint,
  undo_reason   text        not null default '',
  taken_back_in bigint,                        -- the settlement that takes it back: it was closed before it was undone
  constraint voucher_redemption_pk primary key (id),
  constraint voucher_redemption_voucher foreign key (voucher_id) references voucher (id),
  constraint voucher_redemption_settlement foreign key (settlement_id) references voucher_settlement (id),
  constraint voucher_redemption_taken_back foreign key (taken_back_in) references voucher_settlement (id),
  constraint voucher_redemption_undone_whole check ((undone_at is null) = (undone_by is null)),
  constraint voucher_redemption_taken_back_whole check (taken_back_in is null or (undone_at is not null and settlement_id is not null))
);
create unique index voucher_redemption_one_stands on voucher_redemption (voucher_id) where undone_at is null;
create index voucher_redemption_by_partner on voucher_redemption (partner_id, month, id);
create index voucher_redemption_by_batch on voucher_redemption (batch_id);
create index voucher_redemption_by_settlement on voucher_redemption (settlement_id);
create index voucher_redemption_open on voucher_redemption (partner_id, month) where settlement_id is null and undone_at is null;
create index voucher_redemption_to_take_back on voucher_redemption (partner_id) where settlement_id is not null and undone_at is not null and taken_back_in is null;

create table voucher_issue (                   -- handing out to a group, by a job
  id              bigint      not null generated always as identity,
  batch_id        bigint      not null,
  place           bigint      not null,        -- who works in it
  rule            json        not null,
  state           text        not null default 'waiting',
  asked_by        bigint      not null,
  asked_at        timestamptz not null,
  after_worker    bigint      not null default 0, -- how far the job has come
  looked_at       integer     not null default 0,
  issued          integer     not null default 0,
  skipped         integer     not null default 0,
  stopped_because text,
  done_at         timestamptz,
  constraint voucher_issue_pk primary key (id),
  constraint voucher_issue_batch foreign key (batch_id) references voucher_batch (id),
  constraint voucher_issue_state check (state in ('waiting', 'running', 'done', 'stopped'))
);
create index voucher_issue_by_batch on voucher_issue (batch_id, id desc);

create table voucher_try (                     -- wrong codes, by account and by address
  who   uuid        not null,                  -- keyed hash
  since timestamptz not null,
  wrong smallint    not null,
  constraint voucher_try_pk primary key (who)
);
create index voucher_try_by_age on voucher_try (since);

-- Everybody may read what is announced; whoever hands out reaches it by their station.
alter table campaign enable row level security;
create policy campaign_announced on campaign for select using (announced_at is not null);
create policy campaign_reach on campaign using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or (state <> 'draft' and exists (select 1 from campaign_station s where s.campaign_id = campaign.id and (
    s.station_id = any ((select current_setting('waystation.stations')::int8[])::int8[])
    or s.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[]))))
) with check (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or (select current_setting('waystation.stations')) <> '{}' or (select current_setting('waystation.partners')) <> '{}'
);
alter table campaign_worker enable row level security;
create policy campaign_worker_own on campaign_worker using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table campaign_pass enable row level security;
create policy campaign_pass_own on campaign_pass using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table campaign_count enable row level security;
create policy campaign_count_reach on campaign_count using (
  exists (select 1 from campaign c where c.id = campaign_count.campaign_id and (
    c.place <@ (select current_setting('waystation.places')::int8multirange)))
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table campaign_walk_in enable row level security;
create policy campaign_walk_in_reach on campaign_walk_in using (
  station_id = any ((select current_setting('waystation.stations')::int8[])::int8[])
  or exists (select 1 from campaign c where c.id = campaign_walk_in.campaign_id and c.place <@ (select current_setting('waystation.places')::int8multirange))
);
alter table voucher_batch enable row level security;
create policy voucher_batch_reach on voucher_batch using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or exists (select 1 from voucher_batch_partner p where p.batch_id = voucher_batch.id and p.partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[]))
);
-- A voucher is its holder's, and the office's that pays for it. Partners reach redemptions, not vouchers.
alter table voucher enable row level security;
create policy voucher_reach on voucher using (
  place <@ (select current_setting('waystation.places')::int8multirange)
  or worker_id = (select current_setting('waystation.worker')::int8)
);
alter table voucher_taken enable row level security;
create policy voucher_taken_own on voucher_taken using (
  worker_id = (select current_setting('waystation.worker')::int8)
  or (select current_setting('waystation.places')) = '{(,)}'
);
alter table voucher_redemption enable row level security;
create policy voucher_redemption_reach on voucher_redemption using (
  station_id = any ((select current_setting('waystation.stations')::int8[])::int8[])
  or partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])
  or partner_place <@ (select current_setting('waystation.places')::int8multirange)
  or batch_place <@ (select current_setting('waystation.places')::int8multirange)
);
alter table voucher_settlement enable row level security;
create policy voucher_settlement_reach on voucher_settlement using (
  partner_id = any ((select current_setting('waystation.partners')::int8[])::int8[])
  or place <@ (select current_setting('waystation.places')::int8multirange)
);
alter table voucher_issue enable row level security;
create policy voucher_issue_reach on voucher_issue using (
  exists (select 1 from voucher_batch b where b.id = voucher_issue.batch_id and b.place <@ (select current_setting('waystation.places')::int8multirange))
);
alter table voucher_try enable row level security;
create policy voucher_try_system on voucher_try using ((select current_setting('waystation.places')) = '{(,)}');
