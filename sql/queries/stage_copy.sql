-- Takes the rows in as they come. Empty fields stay empty texts: no field holds U+0001. Frozen: nobody
-- else sees the table, and the scans to come need not ask who may see each row.
copy staged_row from stdin (format csv, null E'\x01', encoding 'utf8', freeze)
