-- Stores what the file says of its publishers: a name, and the month with which a fiscal year begins, else
-- that of their series by fiscal year.
insert into publisher_description (publisher_id, import_id, name, fiscal_month)
select
    publisher.publisher_id,
    %(import_id)s,
    coalesce(
        max(nullif(staged_series.publisher_name, '')),
        max(staged_series.publisher) filter (where staged_series.publisher <> publisher.code),
        publisher.code
    ),
    coalesce(
        max(nullif(staged_series.publisher_fiscal_month, ''))::integer,
        (
            select mode() within group (order by extract(month from staged_figure.period_start))
            from staged_figure
            inner join series on series.series_id = staged_figure.series_id
            inner join staged_series as fiscal
                on fiscal.code = series.code
                and fiscal.frequency = 'fiscal_year'
            where fiscal.publisher_code = publisher.code
        )
    )
from staged_series
inner join publisher on publisher.code = staged_series.publisher_code
group by publisher.publisher_id
