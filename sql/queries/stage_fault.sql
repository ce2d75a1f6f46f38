-- What no row may say: the texts of a column that are wrong wherever they stand, and what would do.
create unlogged table staged_fault as
with said as (
    select distinct
        told.name as column_name,
        told.content
    from staged_series as series
    cross join lateral (
        values
        ('series', series.code), ('publisher', series.publisher),
        ('publisher_name', series.publisher_name), ('title', series.title),
        ('publisher_fiscal_month', series.publisher_fiscal_month),
        ('measure', series.measure), ('unit', series.unit),
        ('stock_flow', series.stock_flow), ('frequency', series.frequency),
        ('area_role', series.area_role), ('population', series.population),
        ('breakdown', series.breakdown), ('statistic', series.statistic),
        ('price_basis', series.price_basis), ('adjustment', series.adjustment),
        ('transformation', series.transformation),
        ('rounding_quantum', series.rounding_quantum), ('dataset', series.dataset)
    ) as told (name, content)
    union
    select distinct
        told.name as column_name,
        told.content
    from staged_release as release
    cross join lateral (
        values
        ('url', release.url), ('licence', release.licence), ('nature', release.nature),
        ('status', release.status)
    ) as told (name, content)
    union
    select distinct
        'area_name' as column_name,
        area_name as content
    from staged_area
    union
    select distinct
        'area' as column_name,
        area as content
    from staged_area
),

rule as (
    select
        said.column_name,
        said.content,
        case
            when length(said.content) > 300 and said.column_name <> 'url'
                or length(said.content) > 2000
                then 'a text of at most '
                    || case when said.column_name = 'url' then '2,000' else '300' end
                    || ' characters'
            when said.content <> '' and not fits(said.content, 2000)
                then 'a text that does not begin with =, +, - or @, which spreadsheets run'
            when said.column_name = 'series' and said.content !~ '^[A-Za-z0-9][A-Za-z0-9._:-]*$'
                then 'an identifier of letters, digits, ".", "_", ":" and "-" (us-prm.admissions)'
            when said.column_name in ('title', 'measure') and trim(said.content) = ''
                then 'a ' || said.column_name || ' in words'
            when said.column_name = 'unit' and trim(said.content) = ''
                then 'the unit of the values, or the noun counted (person, percent, USD)'
            when said.column_name = 'unit'
                and said.content ~* '^(hundred|thousand|million|billion|trillion|lakh|crore)s?\M'
                then 'a unit without a magnitude, the values multiplied out (person)'
            when said.column_name = 'publisher' and slug(said.content) = ''
                then 'the publisher''s id or name'
            when said.column_name = 'stock_flow'
                and said.content not in ('stock', 'flow', 'rate')
                then 'one of stock, flow, rate'
            when said.column_name = 'frequency'
                and said.content not in (
                    'day', 'week', 'month', 'quarter', 'year', 'fiscal_year'
                )
                then 'one of day, week, month, quarter, year, fiscal_year'
            when said.column_name = 'publisher_fiscal_month' and said.content !~ '^([1-9]|1[0-2])?$'
                then 'the number of the month with which its fiscal years begin (10), or nothing'
            when said.column_name = 'nature'
                and said.content not in (
                    'actual', 'estimate', 'provisional', 'projection', 'target', 'ceiling'
                )
                then 'one of actual, estimate, provisional, projection, target, ceiling'
            when said.column_name = 'url' and said.content !~ '^https?://[^[:space:]]+$'
                then 'the address of the source, from https:// or http:// on'
            when said.column_name = 'rounding_quantum'
                and (
                    said.content !~ '^(\d{1,20}(\.\d{0,20})?)?$'
                    or said.content ~ '^0+(\.0*)?$'
                )
                then 'the step to which the publisher rounds, a plain decimal above 0, or nothing'
        end as expected
    from said
)

select
    rule.column_name,
    rule.content,
    rule.expected
from rule
where rule.expected is not null
union all
select
    'area' as column_name,
    staged_area.area as content,
    case
        when staged_area.namesakes > 1
            then 'the code of one area: several bear this name'
        when staged_area.code is null
            then 'a code with its scheme (iso3166-1:USA, m49:021), or a name or alias of a stored'
                || ' area'
        when not bool_or(staged_area.known)
            and staged_area.code !~ '^[A-Za-z0-9][A-Za-z0-9._-]*:[^[:space:]]+$'
            then 'a code with its scheme (iso3166-1:USA, m49:021)'
        else 'an area that is stored, or its name in the column area_name'
    end as expected
from staged_area
group by staged_area.area, staged_area.code, staged_area.namesakes
having staged_area.code is null
    or not bool_or(staged_area.known)
    and (
        max(staged_area.area_name) = ''
        or staged_area.code !~ '^[A-Za-z0-9][A-Za-z0-9._-]*:[^[:space:]]+$'
    )
union all
select
    'period' as column_name,
    staged_period.period as content,
    staged_period.expected
from staged_period
where staged_period.expected is not null
union all
select
    'published_on' as column_name,
    staged_day.published_on as content,
    'the day of publication as YYYY-MM-DD (2024-12-31)' as expected
from staged_day
where staged_day.day is null
