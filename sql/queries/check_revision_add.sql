-- Notes that a check would now say otherwise.
insert into check_revision (number, import_id, verdict, now)
values (%(number)s, %(import_id)s, %(verdict)s, %(now)s)
returning check_revision_id
