-- What finding a series by words needs: from when to when a series has figures, without counting them, and
-- the names that a newsroom adds.

set local lock_timeout = '10s';
set local statement_timeout = 0;

-- squawk-ignore ban-drop-constraint
alter table import drop constraint import_kind_known;

-- A row for each import: read in no time.
-- squawk-ignore constraint-missing-not-valid
alter table import add constraint import_kind_known
check (kind in ('figures', 'areas', 'breaks', 'vocabulary'));

-- From when to when an import holds figures of a series, and the newest day of their publication. It
-- follows from the vintages, as coverage does.
create table series_span (
    series_id bigint not null,
    import_id bigint not null,
    period_start date not null,
    period_end date not null,
    published_on date not null,
    primary key (series_id, import_id)
);

insert into series_span (series_id, import_id, period_start, period_end, published_on)
select
    vintage.series_id,
    vintage.import_id,
    min(vintage.period_start) as period_start,
    max(vintage.period_end) as period_end,
    max(vintage.published_on) as published_on
from vintage
group by vintage.series_id, vintage.import_id;

-- A further name of a notion (notion, called), or how a series stands beside another of its notion
-- (series, beside, standing, why). The other columns are empty.
create table vocabulary (
    vocabulary_id bigint generated always as identity primary key,
    import_id bigint not null references import (import_id),
    notion text not null,
    called text not null,
    series text not null,
    beside text not null,
    standing text not null,
    why text not null,
    constraint vocabulary_says_one_thing check ((notion <> '') <> (series <> '')),
    constraint vocabulary_name_whole check ((notion = '') = (called = '')),
    constraint vocabulary_standing_whole check (
        (series = '') = (beside = '') and (series = '') = (standing = '') and (series = '') = (why = '')
    ),
    constraint vocabulary_standing_known check (standing in ('', 'accepted', 'strained'))
);

create trigger vocabulary_stays before update or delete on vocabulary
for each statement execute function refuse_change();
