-- Gives the staged rows the columns that the file did without.
select stage_absent(%(absent)s) as staged
