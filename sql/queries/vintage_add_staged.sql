-- Stores the rows that say something else than their predecessor: the newest vintage of the figure
-- and its class of natures published no later, stored or before it in the file. First those that begin
-- a figure, then the others, which find it by the index. They come in the order of the staged table,
-- which is that of the index; sorting them again would cost a second a million.
insert into vintage (
    vintage_id, figure_id, import_id, series_id, area_id, source_id, period_start, period_end,
    published_on, nature, status, locator, value, low, high, margin_of_error, missing
)
select
    %(last_vintage_id)s + staged.number,
    coalesce(
        stored.figure_id,
        case
            when covered.area_id is not null or staged.same_figure
                then (
                    select vintage.figure_id
                    from vintage
                    where vintage.series_id = staged.series_id
                        and vintage.area_id = staged.area_id
                        and vintage.period_start = staged.period_start
                        and vintage.period_end = staged.period_end
                    limit 1
                )
        end,
        %(last_vintage_id)s + staged.number
    ),
    %(import_id)s,
    staged.series_id,
    staged.area_id,
    staged.source_id,
    staged.period_start,
    staged.period_end,
    -- Two contents for one day in one file: which holds is unknown, so the table refuses the row.
    case
        when staged.day_before is distinct from staged.published_on then staged.published_on
    end,
    staged.nature,
    staged.status,
    staged.locator,
    staged.value,
    staged.low,
    staged.high,
    staged.margin_of_error,
    staged.missing
from staged_figure as staged
left join (
    select distinct
        coverage.series_id,
        coverage.area_id
    from coverage
) as covered
    on covered.series_id = staged.series_id
    and covered.area_id = staged.area_id
left join lateral (
    select
        vintage.figure_id,
        vintage.published_on,
        row(
            vintage.value, vintage.low, vintage.high, vintage.margin_of_error, vintage.missing,
            vintage.nature, vintage.status
        ) as content
    from vintage
    where covered.area_id is not null
        and vintage.series_id = staged.series_id
        and vintage.area_id = staged.area_id
        and vintage.period_start = staged.period_start
        and vintage.period_end = staged.period_end
        and nature_class(vintage.nature) = staged.nature_class
        and vintage.published_on <= staged.published_on
        and not exists (
            select from withdrawal
            where withdrawal.import_id = vintage.import_id
        )
    order by vintage.published_on desc, vintage.import_id desc
    limit 1
) as stored on true
where staged.same_figure = %(same_figure)s
and case
    when staged.day_before >= coalesce(stored.published_on, staged.day_before)
        then not staged.same_content
    when stored.published_on is null then true
    else stored.content is distinct from row(
        staged.value, staged.low, staged.high, staged.margin_of_error, staged.missing,
        staged.nature, staged.status
    )
end
