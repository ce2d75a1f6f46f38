-- The tables as they are after all migrations: read this one to know the store. A test proves that the
-- migrations lead here.

-- Which files of migrations/ were applied.
create table migration (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default clock_timestamp()
);

create extension if not exists pg_trgm;

-- Every import and every withdrawal takes the next number. The state of the store after the one
-- numbered n is snapshot n: all that was recorded up to then, and no longer what was withdrawn.
create sequence event_number as bigint;

create table import (
    import_id bigint primary key,
    kind text not null,
    source text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    rows_read bigint not null default 0,
    figures_added bigint not null default 0,
    vintages_added bigint not null default 0,
    unchanged bigint not null default 0,
    constraint import_kind_known check (kind in ('figures', 'areas', 'breaks', 'vocabulary'))
);

create table withdrawal (
    withdrawal_id bigint primary key,
    import_id bigint not null references import (import_id),
    recorded_at timestamptz not null default clock_timestamp(),
    constraint withdrawal_once unique (import_id),
    constraint withdrawal_after_import check (withdrawal_id > import_id)
);

create table area (
    area_id bigint generated always as identity primary key,
    code text not null,
    import_id bigint not null references import (import_id),
    constraint area_code_once unique (code),
    constraint area_code_has_scheme check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]*:[^[:space:]]+$')
);

-- role: 'list' is its name in an import of areas, 'figures' what a publisher calls it, 'alias' any
-- other name.
create table area_name (
    area_id bigint not null references area (area_id),
    name text not null,
    role text not null,
    import_id bigint not null references import (import_id),
    words tsvector not null generated always as (to_tsvector('simple', name)) stored,
    primary key (area_id, name, role, import_id),
    constraint area_name_role_known check (role in ('list', 'figures', 'alias')),
    constraint area_name_fits check (length(name) between 1 and 300)
);

create index area_name_lower on area_name (lower(name));
create index area_name_words on area_name using gin (words);

create table area_member (
    group_id bigint not null references area (area_id),
    member_id bigint not null references area (area_id),
    import_id bigint not null references import (import_id),
    primary key (group_id, member_id, import_id),
    constraint area_member_other check (group_id <> member_id)
);

create index area_member_of on area_member (member_id);

create table publisher (
    publisher_id bigint generated always as identity primary key,
    code text not null,
    import_id bigint not null references import (import_id),
    constraint publisher_code_once unique (code),
    constraint publisher_code_is_slug check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

-- What an import says of a publisher; the newest one in force holds.
-- fiscal_month: null where the publisher counts no fiscal years.
create table publisher_description (
    publisher_id bigint not null references publisher (publisher_id),
    import_id bigint not null references import (import_id),
    name text not null,
    fiscal_month smallint,
    primary key (publisher_id, import_id),
    constraint fiscal_month_exists check (fiscal_month between 1 and 12)
);

create table dataset (
    dataset_id bigint generated always as identity primary key,
    publisher_id bigint not null references publisher (publisher_id),
    name text not null,
    constraint dataset_once unique (publisher_id, name)
);

create table licence (
    licence_id bigint generated always as identity primary key,
    name text not null,
    constraint licence_once unique (name)
);

-- Where a figure was read: a page or file, and on what terms it may be used.
create table source (
    source_id bigint generated always as identity primary key,
    licence_id bigint not null references licence (licence_id),
    url text not null,
    constraint source_url_is_web check (url ~ '^https?://[^[:space:]]+$')
);

create unique index source_once on source (licence_id, md5(url));

create table series (
    series_id bigint generated always as identity primary key,
    code text not null,
    import_id bigint not null references import (import_id),
    constraint series_code_once unique (code)
);

-- What an import says of a series; only of one that nothing in force describes.
-- Null: the publisher names none.
create table series_description (
    series_id bigint not null references series (series_id),
    import_id bigint not null references import (import_id),
    publisher_id bigint not null references publisher (publisher_id),
    dataset_id bigint references dataset (dataset_id),
    title text not null,
    measure text not null,
    unit text not null,
    stock_flow text not null,
    frequency text not null,
    area_role text not null,
    population text,
    breakdown text,
    statistic text,
    price_basis text,
    adjustment text,
    transformation text,
    rounding_quantum numeric,
    words tsvector not null generated always as (
        to_tsvector('english', title || ' ' || measure || ' ' || coalesce(population, '') || ' '
            || coalesce(breakdown, ''))
    ) stored,
    primary key (series_id, import_id),
    constraint unit_named check (unit <> ''),
    constraint title_named check (title <> ''),
    constraint measure_named check (measure <> ''),
    constraint stock_flow_known check (stock_flow in ('stock', 'flow', 'rate')),
    constraint frequency_known check (
        frequency in ('day', 'week', 'month', 'quarter', 'year', 'fiscal_year')
    ),
    constraint rounding_positive check (rounding_quantum > 0)
);

create index series_description_words on series_description using gin (words);
create index series_description_title on series_description using gin (title gin_trgm_ops);

-- The areas that an import holds figures of, and from when to when: what a search shows. It follows
-- from the vintages, as they do without foreign keys.
create table coverage (
    series_id bigint not null,
    area_id bigint not null,
    import_id bigint not null,
    period_start date not null,
    period_end date not null,
    primary key (series_id, area_id, import_id)
);

create index coverage_area on coverage (area_id);

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

-- Natures that stand in for one another (semantics, 4): an outcome, a projection, a target.
create function nature_class(nature text) returns "char"
language sql immutable parallel safe as $$
    select case
        when nature in ('target', 'ceiling') then 't'::"char"
        when nature = 'projection' then 'p'::"char"
        else 'o'::"char"
    end
$$;

-- Every published version of every figure; a figure is all rows of the same series, area and
-- period, and bears the number of the first of them. Narrow, with two indexes and no foreign keys:
-- these would cost an import more than all else together. The one statement that writes here joins
-- what a vintage refers to, and nothing of that is ever deleted
-- (docs/decisions/0010-figures-and-vintages.md).
-- value, low, high: null where missing says why; a range need not have a value.
create table vintage (
    vintage_id bigint primary key,
    figure_id bigint not null,
    import_id bigint not null,
    series_id integer not null,
    area_id integer not null,
    source_id integer not null,
    period_start date not null,
    period_end date not null,
    published_on date not null,
    nature text collate "C" not null,
    status text collate "C" not null,
    locator text collate "C" not null,
    value numeric,
    low numeric,
    high numeric,
    margin_of_error numeric,
    missing text collate "C",
    constraint figure_is_first_vintage check (figure_id <= vintage_id),
    constraint period_has_days check (period_start < period_end),
    constraint nature_known check (
        nature in ('actual', 'estimate', 'provisional', 'projection', 'target', 'ceiling')
    ),
    constraint missing_known check (
        missing in ('missing', 'suppressed', 'not_collected', 'not_applicable', 'withdrawn')
    ),
    constraint value_or_reason check ((value is null and low is null) = (missing is not null)),
    constraint range_has_both_ends check ((low is null) = (high is null)),
    constraint range_in_order check (low <= high),
    constraint value_in_range check (value between low and high),
    constraint margin_not_negative check (margin_of_error >= 0)
);

-- Two vintages of a figure and a class of natures on one day are a value and its correction, and of the
-- last import that holds.
create unique index vintage_once on vintage (
    series_id, area_id, period_start, period_end, nature_class(nature), published_on, import_id
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is never changed or deleted: a revision is a new row', tg_table_name
        using errcode = 'restrict_violation';
end
$$;

create trigger vintage_stays before update or delete on vintage
for each statement execute function refuse_change();

create trigger series_stays before delete on series
for each statement execute function refuse_change();

create trigger area_stays before delete on area
for each statement execute function refuse_change();

create trigger source_stays before delete on source
for each statement execute function refuse_change();

create trigger import_stays before delete on import
for each statement execute function refuse_change();

-- Days from which a series' figures before and after cannot be compared.
create table series_break (
    series_id bigint not null references series (series_id),
    area_id bigint not null references area (area_id),
    import_id bigint not null references import (import_id),
    period_start date not null,
    period_end date not null,
    text text not null,
    primary key (series_id, area_id, period_start, period_end, import_id),
    constraint series_break_has_days check (period_start < period_end),
    constraint series_break_says check (text <> '')
);

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

-- Checks made, each with the answer as it was given. url, key: null where the caller gave none.
create table saved_check (
    saved_check_id text primary key,
    number bigint generated always as identity,
    recorded_at timestamptz not null default clock_timestamp(),
    verdict text not null,
    url text,
    key text,
    document text not null,
    constraint saved_check_number_once unique (number)
);

create index saved_check_url on saved_check (url, number);
create index saved_check_key on saved_check (key, number);
create index saved_check_verdict on saved_check (verdict, number);

-- revoked_at: null while the key opens doors. Of the secret only its hash is stored.
create table api_key (
    api_key_id bigint generated always as identity primary key,
    name text not null,
    may text[] not null,
    sha256 bytea not null,
    created_at timestamptz not null default clock_timestamp(),
    revoked_at timestamptz,
    constraint api_key_hash_once unique (sha256),
    constraint api_key_hash_whole check (length(sha256) = 32),
    constraint api_key_name_once unique (name)
);

-- Answers already given to requests that may be sent again.
create table answered (
    idempotency_key text primary key,
    fingerprint text not null,
    answer text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint idempotency_key_fits check (length(idempotency_key) between 1 and 255)
);

create index answered_recorded_at on answered (recorded_at);

-- What is followed: something of a publisher's that is asked for again and again. The interface calls
-- it a source; in this store a source is the page of a figure.
-- areas: none, all. said, options: what the operator says of its series, and to its publisher's module.
-- identity: a hash of areas, said and options, which may be long. ended_at: null while it is followed.
-- asked_at, succeeded_at: null before the first time. failure: null while the last run succeeded. held:
-- what a run that stopped asks; null where none did. accepted_at: when the next run was allowed to change
-- as much as it likes; null where it is not. import_id, published_on: of what was last taken in, null before.
create table feed (
    feed_id bigint generated always as identity primary key,
    publisher text not null,
    code text not null,
    areas text[] not null,
    said jsonb not null,
    options jsonb not null,
    identity text not null,
    every interval not null,
    change_limit numeric not null,
    added_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    asked_at timestamptz,
    succeeded_at timestamptz,
    failed_at timestamptz,
    failure text,
    held text,
    accepted_at timestamptz,
    import_id bigint references import (import_id),
    published_on date,
    constraint feed_once unique (publisher, code, identity),
    constraint feed_every_positive check (every >= interval '1 minute'),
    constraint feed_change_limit_is_share check (change_limit between 0 and 1)
);

-- What was received, unpacked, by its hash; in pieces, each packed (zlib), so that no memory holds it whole.
create table body (
    sha256 bytea primary key,
    size bigint not null,
    constraint body_hash_whole check (length(sha256) = 32)
);

create table body_piece (
    sha256 bytea not null references body (sha256),
    number integer not null,
    packed bytea not null,
    primary key (sha256, number)
);

alter table body_piece alter column packed set storage external;

-- An import that was read from what a publisher sent: by which parser, with which result.
-- rows_sha256: of the figures CSV that the parser made; parsing again must give the same.
create table refresh (
    import_id bigint primary key references import (import_id),
    feed_id bigint not null references feed (feed_id),
    parser integer not null,
    rows_sha256 bytea not null,
    problems jsonb not null,
    problem_count bigint not null,
    withdrawn bigint not null
);

create index refresh_feed on refresh (feed_id, import_id);

-- The bodies it was read from, in their order. etag, last_modified: null where the server gave none.
create table refresh_body (
    import_id bigint not null references refresh (import_id),
    number integer not null,
    sha256 bytea not null references body (sha256),
    part text not null,
    request text not null,
    retrieved_on date not null,
    etag text,
    last_modified text,
    primary key (import_id, number)
);

create trigger refresh_stays before update or delete on refresh
for each statement execute function refuse_change();

create trigger refresh_body_stays before update or delete on refresh_body
for each statement execute function refuse_change();

create trigger body_stays before update or delete on body_piece
for each statement execute function refuse_change();

-- What is to be done, by whichever worker takes it first. Who does it holds an advisory lock of its
-- number, which ends with the process, however that ends; done, it is deleted or, a refresh, put off.
-- subject: the feed to refresh, the import to recheck after, the delivery to make. asked: how often it was
-- asked for: what is asked again while it is done is done again. doing: what is being done, null while
-- nobody does it. done: how far a recheck has come. attempts: failed ones in a row.
create table job (
    job_id bigint generated always as identity primary key,
    kind text not null,
    subject bigint not null,
    run_at timestamptz not null default clock_timestamp(),
    asked bigint not null default 1,
    attempts integer not null default 0,
    doing text,
    done bigint not null default 0,
    constraint job_once unique (kind, subject),
    constraint job_kind_known check (kind in ('refresh', 'recheck', 'deliver'))
);

create index job_run_at on job (run_at);

-- From when on each service may be asked again, were it asked as evenly as its pace allows.
create table turn (
    service text primary key,
    next_at timestamptz not null
);

-- Which series and areas a stored check rests on, or found nothing of: what a new vintage there may turn.
create table check_use (
    series_id bigint not null references series (series_id),
    area_id bigint not null references area (area_id),
    number bigint not null references saved_check (number),
    primary key (series_id, area_id, number)
);

-- That a stored check would now say otherwise, and what: the answer as it was given stays as it is.
-- before: the verdict last told. now: a JSON document, as text so that it keeps its bytes.
create table check_revision (
    check_revision_id bigint generated always as identity primary key,
    number bigint not null references saved_check (number),
    import_id bigint not null references import (import_id),
    recorded_at timestamptz not null default clock_timestamp(),
    before text not null,
    verdict text not null,
    now text not null
);

create index check_revision_number on check_revision (number, check_revision_id);

create index check_revision_recorded_at on check_revision (recorded_at, check_revision_id);

create trigger check_revision_stays before update or delete on check_revision
for each statement execute function refuse_change();

-- Who is told of revisions of checks. secret: what messages are signed with, so it is kept as it is.
-- ended_at: null while told.
create table subscriber (
    subscriber_id bigint generated always as identity primary key,
    url text not null,
    secret text not null,
    added_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    constraint subscriber_url_is_web check (url ~ '^https?://[^[:space:]]+$')
);

create unique index subscriber_once on subscriber (url) where ended_at is null;

-- A revision to be told to a subscriber. delivered_at: null until it was. failure: of the last attempt,
-- null where none failed. given_up_at: null unless there will be no further one.
create table delivery (
    delivery_id bigint generated always as identity primary key,
    subscriber_id bigint not null references subscriber (subscriber_id),
    check_revision_id bigint not null references check_revision (check_revision_id),
    delivered_at timestamptz,
    failure text,
    given_up_at timestamptz,
    constraint delivery_once unique (subscriber_id, check_revision_id)
);

-- An empty table for the rows of a file, its columns as they come, all text. Nobody else sees it: it
-- is gone before its transaction ends. It is no temporary table, since those forbid the server to work
-- in parallel.
create function stage_rows(present text[]) returns void language plpgsql as $$
declare
    columns text;
begin
    select string_agg(format('%I text collate "C" not null', name), ', ')
    into columns
    from unnest(present) as name;
    execute 'create unlogged table staged_row (' || columns || ')';
end
$$;

-- Gives it the columns that the file did without, empty.
create function stage_absent(absent text[]) returns void language plpgsql as $$
declare
    name text;
begin
    foreach name in array absent loop
        execute format(
            'alter table staged_row add column %I text collate "C" not null default %L', name, ''
        );
    end loop;
end
$$;

-- Whether a text of a file may be shown and stored: not too long, and no formula to a spreadsheet.
create function fits(content text, longest integer) returns boolean
language sql immutable parallel safe as $$
    select length(content) <= longest and content !~ '^([=+@]|-.)'
$$;

-- The id that stands for a name: "Bureau of Prisons" is "bureau-of-prisons".
create function slug(name text) returns text
language sql immutable parallel safe as $$
    select trim(both '-' from regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g'))
$$;
