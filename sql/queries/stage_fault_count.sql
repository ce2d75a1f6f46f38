-- How many texts of the file are wrong wherever they stand.
select count(*) as faults
from staged_fault
