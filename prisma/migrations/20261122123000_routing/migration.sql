-- Routing: the fairness ledger, whose account a customer is, and who looks after a request that finds no time.

-- Units are 1/720720 of a booking (scheduling/routing/units.ts). Entries are only ever added: what was wrong is
-- corrected by a later entry with its reason.
create table ledger_entry (
  tenant_id uuid not null,
  seq bigint generated always as identity,
  use_case_key text not null,
  owner_id uuid not null,
  kind text not null,
  units integer not null,
  reason text not null,
  by_person_id uuid,
  by_name text not null,
  at timestamptz(3) not null,
  request_id uuid,
  primary key (tenant_id, seq),
  foreign key (tenant_id, use_case_key) references use_case (tenant_id, key) on delete restrict on update cascade,
  foreign key (tenant_id, owner_id) references owner (tenant_id, id) on delete restrict on update cascade,
  foreign key (tenant_id, request_id) references request (tenant_id, id) on delete no action on update cascade,
  check (kind in ('joined', 'got', 'credit', 'correction', 'calibration', 'left'))
);

create index on ledger_entry (tenant_id, use_case_key, owner_id, seq);
create index on ledger_entry (tenant_id, request_id);

-- What stood before there was a ledger: everybody of a pool began together, and every booking counts once.
insert into ledger_entry (tenant_id, use_case_key, owner_id, kind, units, reason, by_name, at)
select v.tenant_id, v.key, m.owner_id, 'joined', 0, 'Was in the pool before there was a ledger.', 'Slotdesk', now()
  from use_case u
  join use_case_version v on v.tenant_id = u.tenant_id and v.key = u.key and v.version = u.current_version
  join pool_member m on m.tenant_id = u.tenant_id and m.pool = v.body ->> 'pool'
 order by v.tenant_id, v.key, m.owner_id;

insert into ledger_entry (tenant_id, use_case_key, owner_id, kind, units, reason, by_name, at, request_id)
select b.tenant_id, b.use_case_key, b.owner_id, 'got', 720720, 'Was booked.', 'Slotdesk', b.booked_at, b.request_id
  from booking b
 where b.state = 'booked'
   and exists (select from use_case u where u.tenant_id = b.tenant_id and u.key = b.use_case_key)
 order by b.booked_at, b.id;

create function ledger_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % refused; add a correction instead', lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;

create trigger ledger_append_only before update or delete or truncate on ledger_entry
  for each statement execute function ledger_refuse();

-- A customer by email address or by domain, in lower case.
create table account (
  tenant_id uuid not null,
  key text not null,
  owner_id uuid not null,
  set_at timestamptz(3) not null default now(),
  primary key (tenant_id, key),
  foreign key (tenant_id, owner_id) references owner (tenant_id, id) on delete restrict on update cascade,
  check (key = lower(key) and key <> '')
);

create index on account (tenant_id, owner_id);

-- Who served an attendee last is found by the attendee's address.
create index request_attendee_email on request (tenant_id, lower(intake -> 'attendee' ->> 'email'));

alter table request add column accountable_id uuid;
alter table request add foreign key (tenant_id, accountable_id) references person (tenant_id, id)
  on delete no action on update cascade;

alter table card drop constraint card_kind_check;
alter table card add check (kind in ('request', 'owner', 'reminder', 'accountable'));
