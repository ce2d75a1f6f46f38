-- Sources that are followed, what they sent, the work on them, and checks that a revision turns.
set local lock_timeout = '10s';
set local statement_timeout = 0;

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

-- What the checks that are stored already rest on, by what each answer itself says.
insert into check_use (series_id, area_id, number)
select distinct
    series.series_id,
    area.area_id,
    saved_check.number
from saved_check
cross join lateral jsonb_array_elements(saved_check.document::jsonb -> 'figures') as figure
inner join series on series.code = figure ->> 'series'
inner join area on area.code = figure -> 'area' ->> 'code';
