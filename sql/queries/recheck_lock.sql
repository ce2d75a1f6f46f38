-- Waits until no other recheck is under way: what was last told of a check, and the state of the store that
-- it is asked at, are read after that.
select pg_advisory_xact_lock(%(lock)s) as taken
