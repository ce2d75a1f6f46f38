-- Notes that a check would now say otherwise.
insert into check_revision (number, import_id, before, verdict, now)
values (%(number)s, %(import_id)s, %(before)s, %(verdict)s, %(now)s)
returning check_revision_id
