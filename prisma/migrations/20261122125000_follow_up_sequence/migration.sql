-- Which state of its booking a follow-up was made for. Until now only the key told: <booking>:<sequence>:<reminder>.
alter table follow_up add column sequence int;

update follow_up f
   set sequence = case when f.key ~ '^[^:]+:[0-9]{1,9}:' then split_part(f.key, ':', 2)::int else b.sequence end
  from booking b where b.tenant_id = f.tenant_id and b.id = f.booking_id;

alter table follow_up alter column sequence set not null;
