-- An applied list of stations can be taken back, as a roster can: each row keeps what stood before it.

alter table station_import drop constraint station_import_state;
alter table station_import add constraint station_import_state check (state in ('reading', 'ready', 'applied', 'refused', 'reversed'));
alter table station_import add column reversed_at timestamptz;
alter table station_import add column reversed_by bigint;
alter table station_import_row add column undo jsonb;             -- the station as it stood before the row changed it
alter table station_import_row add column left_revision integer;  -- of the station, as applying left it; null where that was not recorded yet
