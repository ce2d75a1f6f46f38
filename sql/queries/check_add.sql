-- Keep a check with the answer as it was given.
insert into saved_check (saved_check_id, verdict, url, key, document)
values (%(id)s, %(verdict)s, %(url)s, %(key)s, %(document)s)
