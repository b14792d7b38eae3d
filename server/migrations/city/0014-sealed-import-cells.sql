-- The cells of an imported list of stations lie sealed: lists name keepers and their phones. What was read before cannot
-- be sealed from here, so it goes as if its time were up; a list that still waited is sent again.

update station_import set state = 'refused', reason = 'not-decided', file_key = null, revision = revision + 1 where state in ('reading', 'ready');
delete from station_import_row;
update station_import set purged_at = now(), mapping = null where purged_at is null;
alter table station_import_row drop column raw;
alter table station_import_row add column raw bytea not null;  -- encrypted: texts of the cells, for the workbook that is sent back
