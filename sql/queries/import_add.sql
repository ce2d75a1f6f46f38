-- The number of a new import: that of the next event.
insert into import (import_id, kind, source)
values (nextval('event_number'), %(kind)s, %(source)s)
returning import_id
