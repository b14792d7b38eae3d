-- Row security asks for company and outlet too: with them in the index, who is here with a second job is read from it alone.

drop index engagement_elsewhere;
create index engagement_elsewhere on engagement (place, worker_id) include (company_id, outlet_id) where elsewhere;
