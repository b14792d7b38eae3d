-- Whoever oversees a place sees, and may end, the roles held over companies and outlets that answer to it.

create policy role_grant_over_companies on role_grant using (
  exists (select 1 from company c where c.id = role_grant.company_id
          and c.place <@ (select current_setting('waystation.places')::int8multirange))
);
create policy role_grant_over_outlets on role_grant using (
  exists (select 1 from outlet o where o.id = role_grant.outlet_id
          and o.place <@ (select current_setting('waystation.places')::int8multirange))
);
create index role_grant_by_company on role_grant (company_id) where company_id is not null;
create index role_grant_by_outlet on role_grant (outlet_id) where outlet_id is not null;
