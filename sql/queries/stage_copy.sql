-- Takes the rows in as they come. Empty fields stay empty texts: no field holds U+0001.
copy staged_row from stdin (format csv, null E'\x01', encoding 'utf8')
