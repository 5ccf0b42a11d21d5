-- What an owner is certified for: [{"name": ..., "expires": "YYYY-MM-DD"}], by the shape of scheduling/owner.ts.
alter table owner add column certificates jsonb not null default '[]';
