-- Makes the table for the rows of a file, with its columns in its order.
select stage_rows(%(present)s) as staged
