-- The house: every table the desk stands on. schema.prisma says the same to Prisma, as far as Prisma can hear it.
--
-- Every row belongs to a tenant and every reference names the tenant too: a row of one can never point at a row of
-- another, whatever the code does.

create extension if not exists btree_gist;

-- who ----------------------------------------------------------------------------------------------------------------

create table tenant (
  id uuid primary key,
  name text not null,
  last_request integer not null default 0,
  created_at timestamptz(3) not null default now()
);

create table installation (
  id uuid primary key,
  tenant_id uuid not null references tenant (id) on delete restrict on update cascade,
  platform text not null,
  workspace text not null,
  created_at timestamptz(3) not null default now(),
  unique (platform, workspace)
);

create table person (
  tenant_id uuid not null references tenant (id) on delete restrict on update cascade,
  id uuid not null,
  name text not null,
  email text,
  zone text not null,
  active boolean not null default true,
  primary key (tenant_id, id)
);

create unique index person_email on person (tenant_id, lower(email));

create table identity (
  tenant_id uuid not null,
  platform text not null,
  workspace text not null,
  chat_id text not null,
  person_id uuid not null,
  primary key (platform, workspace, chat_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id) on delete restrict on update cascade
);

create index on identity (tenant_id, person_id);

create table role_grant (
  id uuid primary key,
  tenant_id uuid not null references tenant (id) on delete restrict on update cascade,
  person_id uuid,
  use_case_key text,
  "right" text not null,
  foreign key (tenant_id, person_id) references person (tenant_id, id) on delete no action on update cascade,
  check ("right" in ('view', 'book', 'reschedule', 'cancel', 'override', 'audit', 'configure'))
);

-- Two nulls would count as different here; a nil uuid and an empty key stand in for "everyone" and "all".
create unique index role_grant_once on role_grant (
  tenant_id,
  coalesce(person_id, '00000000-0000-0000-0000-000000000000'),
  coalesce(use_case_key, ''),
  "right"
);

-- what can be scheduled ----------------------------------------------------------------------------------------------

create table use_case (
  tenant_id uuid not null references tenant (id) on delete restrict on update cascade,
  key text not null,
  current_version integer not null,
  primary key (tenant_id, key)
);

create table use_case_version (
  tenant_id uuid not null,
  key text not null,
  version integer not null,
  body jsonb not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, key, version),
  foreign key (tenant_id, key) references use_case (tenant_id, key) on delete restrict on update cascade,
  check (version > 0)
);

-- whose time ---------------------------------------------------------------------------------------------------------

create table owner (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  zone text not null,
  skills text[] not null,
  territories text[] not null,
  active boolean not null default true,
  primary key (tenant_id, id),
  unique (tenant_id, person_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id) on delete restrict on update cascade
);

create table pool_member (
  tenant_id uuid not null,
  pool text not null,
  owner_id uuid not null,
  primary key (tenant_id, pool, owner_id),
  foreign key (tenant_id, owner_id) references owner (tenant_id, id) on delete restrict on update cascade
);

create table resource (
  tenant_id uuid not null references tenant (id) on delete restrict on update cascade,
  id uuid not null,
  name text not null,
  kind text not null,
  active boolean not null default true,
  primary key (tenant_id, id)
);

create table working_hours (
  tenant_id uuid not null,
  owner_id uuid not null,
  position integer not null,
  days integer[] not null,
  date date,
  start_minute integer not null,
  end_minute integer not null,
  primary key (tenant_id, owner_id, position),
  foreign key (tenant_id, owner_id) references owner (tenant_id, id) on delete restrict on update cascade,
  check (date is null or cardinality(days) = 0),
  check (days <@ array[0, 1, 2, 3, 4, 5, 6]),
  check (start_minute between 0 and 1440 and end_minute between 0 and 1440)
);

-- requests and what they take ----------------------------------------------------------------------------------------

create table request (
  tenant_id uuid not null,
  id uuid not null,
  number integer not null,
  version integer not null,
  state text not null,
  use_case_key text not null,
  use_case_version integer not null,
  requester_id uuid not null,
  intake jsonb not null,
  proposal_id uuid,
  slots jsonb not null,
  because jsonb not null,
  asked_in text,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, requester_id) references person (tenant_id, id) on delete restrict on update cascade,
  foreign key (tenant_id, use_case_key, use_case_version) references use_case_version (tenant_id, key, version)
    on delete restrict on update cascade,
  check (state in ('proposed', 'unplaced', 'booked', 'cancelled', 'abandoned'))
);

create index on request (tenant_id, requester_id, number);
create index on request (state, changed_at);

create table proposal (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  slots jsonb not null,
  evaluation jsonb not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references request (tenant_id, id) on delete restrict on update cascade
);

create index on proposal (tenant_id, request_id);

create table claim (
  tenant_id uuid not null,
  id uuid not null,
  owner_id uuid,
  resource_id uuid,
  subject_id uuid not null generated always as (coalesce(owner_id, resource_id)) stored,
  request_id uuid not null,
  during tstzrange not null,
  state text not null,
  expires_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references owner (tenant_id, id) on delete no action on update cascade,
  foreign key (tenant_id, resource_id) references resource (tenant_id, id) on delete no action on update cascade,
  foreign key (tenant_id, request_id) references request (tenant_id, id) on delete restrict on update cascade,
  check (num_nonnulls(owner_id, resource_id) = 1),
  check (state in ('hold', 'confirmed', 'released')),
  check (state <> 'hold' or expires_at is not null),
  -- An empty range overlaps nothing, and one without an end everything.
  check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  -- The law: an owner's or a resource's time is never claimed twice.
  constraint claim_no_overlap exclude using gist (tenant_id with =, subject_id with =, during with &&)
    where (state in ('hold', 'confirmed'))
);

create index on claim (tenant_id, request_id);
create index claim_expiring on claim (expires_at) where state = 'hold';

create table booking (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  owner_id uuid not null,
  use_case_key text not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  slot jsonb not null,
  sequence integer not null,
  state text not null,
  booked_at timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (tenant_id, request_id),
  foreign key (tenant_id, request_id) references request (tenant_id, id) on delete restrict on update cascade,
  foreign key (tenant_id, owner_id) references owner (tenant_id, id) on delete restrict on update cascade,
  check (starts_at < ends_at),
  check (state in ('booked', 'cancelled'))
);

create index on booking (tenant_id, owner_id, starts_at);
create index on booking (tenant_id, use_case_key, owner_id);

create table follow_up (
  tenant_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  key text not null,
  kind text not null,
  person_role text not null,
  due_at timestamptz(3) not null,
  state text not null,
  note text,
  primary key (tenant_id, id),
  unique (tenant_id, booking_id, key),
  foreign key (tenant_id, booking_id) references booking (tenant_id, id) on delete restrict on update cascade,
  check (state in ('due', 'queued', 'done', 'dropped', 'failed'))
);

create index follow_up_due on follow_up (due_at) where state = 'due';

create table card (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  kind text not null,
  key text not null,
  place text,
  message text,
  about jsonb,
  primary key (tenant_id, id),
  unique (tenant_id, request_id, kind, key),
  foreign key (tenant_id, request_id) references request (tenant_id, id) on delete restrict on update cascade,
  check (kind in ('request', 'owner', 'reminder'))
);

create table inbox (
  tenant_id uuid not null references tenant (id) on delete restrict on update cascade,
  delivery text not null,
  request_id uuid,
  at timestamptz(3) not null default now(),
  primary key (tenant_id, delivery),
  -- A delivery is noted before its request is written.
  foreign key (tenant_id, request_id) references request (tenant_id, id) on delete no action on update cascade
    deferrable initially deferred
);

-- the audit trail ----------------------------------------------------------------------------------------------------

-- No references: nothing it names can ever force a change of it.
create table audit (
  tenant_id uuid not null,
  seq bigint not null,
  at timestamptz(3) not null,
  actor_person_id uuid,
  actor_name text not null,
  door text not null,
  what text not null,
  request_id uuid,
  before jsonb,
  after jsonb,
  why text,
  policy_version integer,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);

create index on audit (tenant_id, request_id, seq);

-- sha256 over the hash before, the number and the text of the row. The text is the same in every session: instants are
-- whole milliseconds, and jsonb has one order of keys.
create function audit_hash(entry audit) returns bytea language sql stable as $$
  select sha256(entry.prev_hash || convert_to(entry.seq::text || jsonb_build_object(
    'tenant', entry.tenant_id,
    'at', round(extract(epoch from entry.at) * 1000),
    'actor', entry.actor_person_id,
    'name', entry.actor_name,
    'door', entry.door,
    'what', entry.what,
    'request', entry.request_id,
    'before', entry.before,
    'after', entry.after,
    'why', entry.why,
    'policy', entry.policy_version
  )::text, 'UTF8'))
$$;

-- Takes the next link of the tenant's chain. The lock is held until commit, so that no two transactions take the same
-- link and none can see a gap.
create function audit_link() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('audit ' || new.tenant_id, 0));
  select a.seq + 1, a.hash into new.seq, new.prev_hash
    from audit a where a.tenant_id = new.tenant_id order by a.seq desc limit 1;
  new.seq := coalesce(new.seq, 1);
  new.prev_hash := coalesce(new.prev_hash, '');
  new.hash := audit_hash(new);
  return new;
end
$$;

create trigger audit_link before insert on audit for each row execute function audit_link();

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only: % refused', lower(tg_op) using errcode = 'restrict_violation';
end
$$;

create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function audit_refuse();

-- Also in sessions that ask for replication's privilege of firing no triggers.
alter table audit enable always trigger audit_link;
alter table audit enable always trigger audit_append_only;

-- the clock and the local calendar -----------------------------------------------------------------------------------

create table desk_clock (
  id boolean primary key default true check (id),
  offset_ms bigint not null default 0
);

insert into desk_clock default values;

-- The instant at which the desk lives: the database's own, moved forward in the local workspace.
create function desk_now() returns timestamptz language sql stable as $$
  select now() + make_interval(secs => (select offset_ms from desk_clock) / 1000.0)
$$;

create table local_event (
  tenant_id uuid not null,
  owner_id uuid not null,
  key text not null,
  title text not null,
  during tstzrange not null,
  zone text not null,
  description text not null,
  place text,
  attendees jsonb not null,
  sequence integer not null,
  state text not null,
  primary key (tenant_id, key),
  foreign key (tenant_id, owner_id) references owner (tenant_id, id) on delete restrict on update cascade,
  check (state in ('confirmed', 'cancelled'))
);

create index local_event_during on local_event using gist (tenant_id, owner_id, during) where state = 'confirmed';

create table busy_source (
  tenant_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  url text,
  ics text,
  fetched text,
  fetched_at timestamptz(3),
  error text,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references owner (tenant_id, id) on delete restrict on update cascade,
  check (num_nonnulls(url, ics) = 1)
);

create index on busy_source (tenant_id, owner_id);
