-- Lets the staged rows be found by their figure.
create index on staged_figure (series_id, area_id, period_start, period_end, nature_class)
