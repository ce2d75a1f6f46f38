-- Gives this transaction memory to sort and hash in; it alone imports.
set local work_mem = '96MB'
