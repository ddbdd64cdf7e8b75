"""The register at its largest: five million subjects with twenty million identifiers, laid down beside the services.

Rows are as the services write them: who sees a row by the database's own rule, nodes under their own names, the words
of search by the function that makes them. What no service reads back is left out: rows of the log, the story. Keys of
linkage are for linkage to lay down.

Filled in parts that are each kept: what was killed goes on where it was. Every row follows from its number, so that a
bar knows what stands there without asking.
"""

from __future__ import annotations

import shutil
import sys
import time
from dataclasses import dataclass
from uuid import UUID

import psycopg

from record.ground import KEEP_REACH, home

SUBJECTS, AT_ONCE = 5_000_000, 500_000
# Each subject has a phone of its own, one it shares with its neighbour, an address five have, and one of the numbers
# that thousands have.
EACH, NEIGHBOURS, MAILED, CARRIERS = 4, 2, 5, 5_000
# Every so many-th has a shop with an address.
PREMISES = 10
# What a subject costs with all that is said of it, and how much of a disk is left to others.
BYTES_EACH, BYTES_LEFT = 4_700, 3_000_000_000
SYLLABLES = """
An Anh Bách Bảo Bình Cúc Châu Chi Cường Dũng Duy Diệp Đăng Đông Giang Hạnh Hằng Hậu Hiền Hoà Huy Hương Khải Khang Kiệt
Lam Lâm Liên Loan Lợi Lưu Mẫn Mỹ Nghĩa Ngân Nhật Nhi Phát Phong Phú Quốc Quỳnh Sang Tâm Tân Thắng Thiện Thuỷ Tín Toàn
Trí Trúc Uyên Việt Vinh Xuân Ý
""".split()  # noqa: SIM905
TABLES = ("subjects_subject", "subjects_identifier", "subjects_premises", "subjects_statement", "subjects_searchtoken")


@dataclass(frozen=True)
class Large:
    """What stands in the register, by its number from 0 on."""

    subjects: int

    @property
    def identifiers(self) -> int:
        """How many statements there are that somebody carries an identifier."""
        return self.subjects * EACH

    @property
    def common(self) -> int:
        """How many phones there are that CARRIERS subjects carry each."""
        return max(1, self.subjects // CARRIERS)

    def subject(self, n: int) -> UUID:
        return UUID(f"01900000-0000-7000-8000-{n:012x}")

    def name(self, n: int) -> str:
        of = len(SYLLABLES)
        return " ".join(SYLLABLES[k % of] for k in (n * 31 + n // 57, n // 3, n * 7 + n // 997))

    def phone(self, n: int) -> str:
        """The canonical form of what the N-th subject alone carries."""
        return f"+8486{n:07}"

    def phone_of_two(self, n: int) -> str:
        return f"+8487{n // NEIGHBOURS:07}"

    def email(self, n: int) -> str:
        return f"shop{n // MAILED}@example.vn"

    def common_phone(self, n: int) -> str:
        return f"+8488{n % self.common:07}"


def fill(part: float) -> Large:
    """Lay down what is not there yet, as much as was asked for and the disk has room for."""
    with admin() as server:
        for setting in (
            "synchronous_commit = off", "session_replication_role = replica", "work_mem = '256MB'",
            "maintenance_work_mem = '1GB'", "jit = off",
        ):  # fmt: skip
            server.execute(f"set {setting}")
        server.execute(_BEGUN)
        wanted = _wanted(server, int(SUBJECTS * part))
        if _is_done(server, "ready", 0):
            return Large(wanted)
        begun = time.perf_counter()
        _lay_aside(server)
        if not _is_done(server, "lies", 0):
            server.execute(_LIES)
            _lay_words_down(server)
            _done(server, "lies", 0)
        for first in range(0, wanted, AT_ONCE):
            last = min(first + AT_ONCE, wanted) - 1
            for name, statements in _PARTS.items():
                if _is_done(server, name, first):
                    continue
                with server.transaction():
                    for statement in statements.split(";"):
                        server.execute(statement.format(first=first, last=last, common=Large(wanted).common))
                    _done(server, name, first)
                print(f"  {name} {first:,}–{last:,}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        _make_again(server)
        server.execute(KEEP_REACH)
        server.execute("vacuum analyze")
        _done(server, "ready", 0)
    return Large(wanted)


def admin() -> psycopg.Connection:
    """Connect past row-level security."""
    from minhbach.foundation.database import embedded
    from minhbach.interfaces.cli import installation

    server = embedded.start(home())
    return psycopg.connect(server.admin_conninfo, dbname=installation.DATABASE, autocommit=True)


def _wanted(server: psycopg.Connection, asked: int) -> int:
    """Return how many subjects there are to be: settled once, so that a fill that was cut off goes on as it began."""
    kept = server.execute("select first from bench.done where step = 'wanted'").fetchone()
    if kept:
        return int(kept[0])
    room = (shutil.disk_usage(home()).free - BYTES_LEFT) // BYTES_EACH
    wanted = max(AT_ONCE if asked > AT_ONCE else 1, min(asked, room // CARRIERS * CARRIERS))
    if wanted < asked:
        print(f"  đĩa chỉ đủ chỗ cho {wanted:,} trong {asked:,} hồ sơ", file=sys.stderr)
    _done(server, "wanted", wanted)
    return wanted


def _is_done(server: psycopg.Connection, step: str, first: int) -> bool:
    found = server.execute("select 1 from bench.done where step = %s and first = %s", [step, first]).fetchone()
    return found is not None


def _done(server: psycopg.Connection, step: str, first: int) -> None:
    server.execute("insert into bench.done (step, first) values (%s, %s)", [step, first])


def _lay_aside(server: psycopg.Connection) -> None:
    """Drop what is quicker made after the rows, all but the keys; how it is made again is kept first."""
    with server.transaction():
        server.execute(_ASIDE, [list(TABLES), list(TABLES)])
        for (drop,) in server.execute("select drop from bench.aside where not made order by place desc").fetchall():
            server.execute(drop)


def _make_again(server: psycopg.Connection) -> None:
    for name, definition in server.execute(
        "select name, definition from bench.aside where not made order by place"
    ).fetchall():
        begun = time.perf_counter()
        with server.transaction():
            server.execute(definition)
            server.execute("update bench.aside set made = true where name = %s", [name])
        print(f"  {name} {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)


def _lay_words_down(server: psycopg.Connection) -> None:
    """Lay down each syllable with the words that search makes of it."""
    from minhbach.domains.subjects.tokens import words_of
    from minhbach.domains.subjects.types import Property

    for k, word in enumerate(SYLLABLES):
        ((plain, toned),) = words_of(Property.NAME, value=word, identity=None, presence=None, holder="")
        server.execute("insert into bench.syllable values (%s, %s, %s, %s)", [k, word, plain, toned])
    server.execute("analyze bench.syllable")


_BEGUN = """
create schema if not exists bench;
create table if not exists bench.done (step text, first bigint, primary key (step, first));
create table if not exists bench.aside (
    place int, name text primary key, drop text, definition text, made boolean not null default false
);
create table if not exists bench.syllable (k int primary key, word text, plain text, toned text)
"""

_ASIDE = """
with found as (
    select 1 as rank, c.conname as name, format('alter table %%s drop constraint %%I', c.conrelid::regclass, c.conname)
            as drop,
        format('alter table %%s add constraint %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
            as definition
    from pg_constraint c where c.contype = 'u' and c.conrelid = any (%s::regclass[])
    union all
    select 2, i.indexrelid::regclass::text, format('drop index %%s', i.indexrelid::regclass),
        pg_get_indexdef(i.indexrelid)
    from pg_index i where i.indrelid = any (%s::regclass[]) and not i.indisprimary
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
)
insert into bench.aside (place, name, drop, definition)
select row_number() over (order by rank, name), name, drop, definition from found
where not exists (select from bench.aside)
"""

# Where rows lie and who sees them: sixty communes of each province, whose branch keeps the records.
_LIES = """
drop table if exists bench.lies;
create table bench.lies as
    select (row_number() over (order by c.id)) - 1 as k, b.id as owner, c.id as place,
        foundation_owned_by(b.id) as owned, foundation_seen_by(b.id, c.id, 'area', '{}') as seen
    from agencies_place p join agencies_agency b on b.key = 'qltt.' || substr(p.key, 6)
    join lateral (select id from agencies_place c where c.parent_id = p.id order by id limit 60) c on true
    where p.level = 'province' and p.key like '2025:%';
alter table bench.lies add primary key (k);
analyze bench.lies
"""

_SUBJECT = "('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"
_OTHER = "('0190000{kind}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"
_AT = "timestamptz '2025-07-01' + n * interval '5 seconds'"
_NUMBERS = """
    from generate_series({first}::bigint, {last}) n
    join bench.lies l on l.k = n % (select count(*) from bench.lies)
"""
_PERSON = """
    join bench.syllable a on a.k = (n * 31 + n / 57) % 57 join bench.syllable b on b.k = n / 3 % 57
    join bench.syllable c on c.k = (n * 7 + n / 997) % 57
"""


def _other(kind: int) -> str:
    return _OTHER.replace("{kind}", str(kind))


def _node(kind: str, value: str) -> str:
    return f"subjects_node_name('{kind}', {value}, (select salt from subjects_identifiersalt))"


_VALUES = {
    2: ("phone", "'+8486' || lpad(n::text, 7, '0')"),
    3: ("phone", "'+8487' || lpad((n / 2)::text, 7, '0')"),
    4: ("email", "'shop' || n / 5 || '@example.vn'"),
    5: ("phone", "'+8488' || lpad((n % {common})::text, 7, '0')"),
}
_NODES = ";".join(
    f"insert into subjects_identifier (id, kind, canonical) select {_node(kind, value)}, '{kind}', {value}"
    f" from generate_series({{first}}::bigint, {{last}}) n where {alone} on conflict do nothing"
    for (kind, value), alone in zip(_VALUES.values(), ("true", "n % 2 = 0", "n % 5 = 0", "n < {common}"), strict=True)
)
_INTO = """
insert into subjects_statement (id, owner_agency_id, place_id, sharing, created_at, subject_id, property, value,
    identifier_id, premises_id, holder, source_kind, source_note, recorded_at, retraction_reason, owned_by, seen_by)
select {id}, l.owner, l.place, 'area', {at}, {subject}, '{property}', {value}, {node}, {premises}, '', 'officer', '',
    {at}, '', l.owned, l.seen {numbers}
"""


def _statement(number: int, name: str, *, value: str = "''", node: str = "null", premises: str = "null",
               numbers: str = _NUMBERS) -> str:  # fmt: skip
    known = {
        "{id}": _other(number), "{at}": _AT, "{subject}": _SUBJECT, "{property}": name, "{value}": value,
        "{node}": node, "{premises}": premises, "{numbers}": numbers,
    }  # fmt: skip
    said = _INTO
    for gap, words in known.items():
        said = said.replace(gap, words)
    return said


_WORD = """
insert into subjects_searchtoken (statement_id, subject_id, plain, toned, owner_agency_id, place_id, sharing, owned_by,
    seen_by)
select {id}, {subject}, t.plain, t.toned, l.owner, l.place, 'area', l.owned, l.seen {numbers}
"""


def _tokens(number: int, values: str, more: str = "", where: str = "") -> str:
    words = (
        f"{_NUMBERS} {more} cross join lateral (select distinct * from (values {values}) v (plain, toned)) t {where}"
    )
    return _WORD.replace("{id}", _other(number)).replace("{subject}", _SUBJECT).replace("{numbers}", words)


_NAME = "a.word || ' ' || b.word || ' ' || c.word"
_DIALLED = "'086' || lpad(n::text, 7, '0')"
_PARTS = {
    "subjects": f"""
        insert into subjects_subject (id, owner_agency_id, place_id, sharing, created_at, kind, name, sort_key,
            owned_by, seen_by)
        select {_SUBJECT}, l.owner, l.place, 'area', {_AT}, 'household', {_NAME},
            lower(a.plain || ' ' || b.plain || ' ' || c.plain) || ' ' || n, l.owned, l.seen {_NUMBERS} {_PERSON}
    """,
    "nodes": _NODES,
    "premises": f"""
        insert into subjects_premises (id, owner_agency_id, place_id, sharing, created_at, kind, address, owned_by,
            seen_by)
        select {_other(6)}, l.owner, l.place, 'area', {_AT}, 'shop', 'Số ' || n % 900 || ' đường ' || n % 5000, l.owned,
            l.seen {_NUMBERS} where n % {PREMISES} = 0
    """,
    "statements": ";".join(
        (
            _statement(1, "name", value=_NAME, numbers=_NUMBERS + _PERSON),
            *(_statement(number, "identifier", node=_node(*_VALUES[number])) for number in _VALUES),
            _statement(6, "premises", premises=_other(6), numbers=f"{_NUMBERS} where n % {PREMISES} = 0"),
        )
    ),
    # All that search keeps of twenty million numbers would be more than the rest together: of the one that nobody else
    # has, how it is dialled; of every hundredth its last digits.
    "words": ";".join(
        (
            _tokens(1, "(a.plain, a.toned), (b.plain, b.toned), (c.plain, c.toned)", more=_PERSON),
            _tokens(2, f"('#' || {_DIALLED}, '#' || {_DIALLED})"),
            _tokens(2, f"('%' || reverse({_DIALLED}), '%' || reverse({_DIALLED}))", where="where n % 100 = 0"),
        )
    ),
}  # fmt: skip
