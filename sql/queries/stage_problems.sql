-- The fields that cannot be stored, by line, at most one in each column; how many rows hold any.
with numbered as (
    select
        staged_row.*,
        staged_row.ctid as row_id,
        1 + row_number() over (order by staged_row.ctid)
        + coalesce(
            sum(length(staged_row::text) - length(replace(staged_row::text, chr(10), ''))) over (
                order by staged_row.ctid
                rows between unbounded preceding and 1 preceding
            ), 0
        ) as line
    from staged_row
),

field as (
    select
        numbered.line,
        numbered.row_id,
        told.name as column_name,
        told.position,
        told.content,
        told.in_force,
        told.kind
    from numbered
    left join staged_series as series on series.code = numbered.series
    cross join lateral (
        values
        (1, 'series', numbered.series, null, 'text'),
        (2, 'title', numbered.title, series.title, 'text'),
        (3, 'publisher', numbered.publisher, series.publisher, 'text'),
        (4, 'measure', numbered.measure, series.measure, 'text'),
        (5, 'unit', numbered.unit, series.unit, 'text'),
        (6, 'stock_flow', numbered.stock_flow, series.stock_flow, 'text'),
        (7, 'frequency', numbered.frequency, series.frequency, 'text'),
        (8, 'area', numbered.area, null, 'text'),
        (9, 'area_name', numbered.area_name, null, 'text'),
        (10, 'period', numbered.period, null, 'text'),
        (11, 'value', numbered.value, null, 'number'),
        (12, 'low', numbered.low, null, 'number'),
        (13, 'high', numbered.high, null, 'number'),
        (14, 'nature', numbered.nature, null, 'text'),
        (15, 'status', numbered.status, null, 'text'),
        (16, 'published_on', numbered.published_on, null, 'text'),
        (17, 'url', numbered.url, null, 'text'),
        (18, 'locator', numbered.locator, null, 'long'),
        (19, 'licence', numbered.licence, null, 'text'),
        (20, 'area_role', numbered.area_role, series.area_role, 'text'),
        (21, 'population', numbered.population, series.population, 'text'),
        (22, 'breakdown', numbered.breakdown, series.breakdown, 'text'),
        (23, 'statistic', numbered.statistic, series.statistic, 'text'),
        (24, 'price_basis', numbered.price_basis, series.price_basis, 'text'),
        (25, 'adjustment', numbered.adjustment, series.adjustment, 'text'),
        (26, 'transformation', numbered.transformation, series.transformation, 'text'),
        (27, 'rounding_quantum', numbered.rounding_quantum, series.rounding_quantum, 'text'),
        (28, 'dataset', numbered.dataset, series.dataset, 'text'),
        (29, 'publisher_name', numbered.publisher_name, null, 'text'),
        (30, 'margin_of_error', numbered.margin_of_error, null, 'number'),
        (31, 'missing', numbered.missing, null, 'reason'),
        (32, 'publisher_fiscal_month', numbered.publisher_fiscal_month, null, 'text')
    ) as told (position, name, content, in_force, kind)
),

faulty_field as (
    select
        field.line,
        field.position,
        field.column_name,
        field.content,
        coalesce(
            fault.expected,
            case
                when position(chr(10) in field.content) > 0
                    then 'a text without line breaks'
                when field.kind = 'number' and field.content like '%%,%%'
                    then 'a plain decimal without commas (20000.5)'
                when field.kind = 'number' and length(field.content) > 1002
                    then 'a number of at most 1,000 digits'
                when field.kind = 'number'
                    and field.content !~ '^(-?(\d+\.?\d*|\.\d+))?$'
                    then 'a plain decimal (20000, -3.25), or nothing'
                when field.column_name = 'margin_of_error' and field.content like '-%%'
                    then 'a half-width that is not negative'
                when field.kind = 'reason'
                    and field.content not in (
                        '', 'missing', 'suppressed', 'not_collected', 'not_applicable', 'withdrawn'
                    )
                    then 'one of missing, suppressed, not_collected, not_applicable, withdrawn, or'
                        || ' nothing'
                when field.kind = 'long' and length(field.content) > 500
                    then 'a text of at most 500 characters'
                when field.kind = 'long' and field.content ~ '^([=+@]|-.)'
                    then 'a text that does not begin with =, +, - or @, which spreadsheets run'
                when field.content <> field.in_force
                    then '"' || left(field.in_force, 100) || '", as the series is described '
                        || 'by what is stored or by its first row; other figures need a series of'
                        || ' their own'
            end
        ) as expected
    from field
    left join staged_fault as fault
        on fault.column_name = field.column_name
        and fault.content = field.content
),

amount as (
    select
        numbered.*,
        case when value ~ '^-?(\d+\.?\d*|\.\d+)$' then value::numeric end as value_number,
        case when low ~ '^-?(\d+\.?\d*|\.\d+)$' then low::numeric end as low_number,
        case when high ~ '^-?(\d+\.?\d*|\.\d+)$' then high::numeric end as high_number
    from numbered
),

faulty_row as (
    select
        line,
        11 as position,
        case
            when missing <> '' and (value <> '' or low <> '' or high <> '') then 'missing'
            when value = '' and low = '' and high = '' and missing = '' then 'value'
            when low = '' and high <> '' then 'low'
            when high = '' and low <> '' then 'high'
            when low_number > high_number then 'low'
            when value_number < low_number or value_number > high_number then 'value'
        end as column_name,
        case
            when missing <> '' and (value <> '' or low <> '' or high <> '') then missing
            when low = '' or high = '' then ''
            when low_number > high_number then low
            else value
        end as content,
        case
            when missing <> '' and (value <> '' or low <> '' or high <> '')
                then 'nothing beside a value or a range: a missing figure has none'
            when value = '' and low = '' and high = '' and missing = ''
                then 'a value, a range (low and high), or the reason in the column missing'
            when low = '' or high = '' then 'both ends of the range, or neither'
            when low_number > high_number then 'at most the high end, ' || left(high, 50)
            else 'a value from ' || left(low, 50) || ' to ' || left(high, 50)
        end as expected
    from amount
),

twice as (
    select
        line,
        11 as position,
        'value' as column_name,
        value as content,
        row(value, low, high, margin_of_error, missing, nature, status) as said,
        first_value(line) over same as first_line,
        first_value(row(value, low, high, margin_of_error, missing, nature, status)) over same
            as first_said
    from numbered
    window same as (
        partition by
            series, area, period, published_on,
            case when nature = 'ceiling' then 'target' when nature in ('target', 'projection')
                then nature else 'outcome' end
        order by line
    )
),

problem as (
    select
        line,
        position,
        column_name,
        content,
        expected
    from faulty_field
    where expected is not null
    union all
    select
        line,
        position,
        column_name,
        content,
        expected
    from faulty_row
    where column_name is not null
    union all
    select
        line,
        position,
        column_name,
        content,
        'what line ' || first_line || ' says of the same figure on the same day, or another day'
    from twice
    where said is distinct from first_said
)

select
    line::bigint as line,
    column_name,
    left(content, 100) as found,
    min(expected) as expected,
    (select count(distinct any_problem.line) from problem as any_problem) as bad_rows
from problem
group by line, position, column_name, content
order by line, position, column_name
limit 100
