-- Makes the tables for periods and days as they are understood; null where they are not.
create temporary table staged_period (
    period text collate "C" primary key,
    period_start date,
    period_end date,
    expected text
) on commit drop;

create temporary table staged_day (
    published_on text collate "C" primary key,
    day date
) on commit drop
