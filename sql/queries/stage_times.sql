-- Makes the tables for periods and days as they are understood; null where they are not.
create unlogged table staged_period (
    period text collate "C" primary key,
    period_start date,
    period_end date,
    expected text
);

create unlogged table staged_day (
    published_on text collate "C" primary key,
    day date
)
