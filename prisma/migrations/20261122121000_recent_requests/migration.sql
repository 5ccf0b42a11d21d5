-- Finds what was asked of a use case lately: a wish that is asked a second time is recognised by it.
create index request_recent on request (tenant_id, use_case_key, created_at);
