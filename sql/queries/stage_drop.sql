-- Clears the staged file away.
drop table if exists
    staged_row,
    staged_series,
    staged_area,
    staged_release,
    staged_period,
    staged_day,
    staged_fault,
    staged_description,
    staged_place,
    staged_source,
    staged_figure,
    staged_coverage
