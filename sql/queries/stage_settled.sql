-- Tells the planner how large the file is, and leaves it the choice again: a small file must find
-- its figures among millions by the index, each figure once.
set local enable_nestloop = on;
set local enable_memoize = off;
set local default_statistics_target = 1;
analyze staged_figure
