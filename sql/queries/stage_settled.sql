-- Tells the planner how large the file is, and leaves it the choice again: a small file must find
-- its figures among millions by the index.
set local enable_nestloop = on;
analyze staged_figure
