-- Takes an import back, as the next event.
insert into withdrawal (withdrawal_id, import_id)
values (nextval('event_number'), %(number)s)
