-- Gives this transaction memory to sort and hash in; only one imports at a time.
set local work_mem = '96MB'
