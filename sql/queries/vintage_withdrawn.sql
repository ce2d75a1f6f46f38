-- Those of some vintages whose import has been taken back.
select vintage.vintage_id
from vintage
inner join withdrawal on withdrawal.import_id = vintage.import_id
where vintage.vintage_id = any(%(vintages)s)
order by vintage.vintage_id
