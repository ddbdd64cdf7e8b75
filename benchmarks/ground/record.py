"""Make a record of national size out of the demo province, beside the real one: the ground the load test stands on.

    python benchmarks/ground/record.py [--part 1.0] [--database minhbach_national]

The demo's world is built first; its rows are then copied within the server: 1,000,000 leads, 300,000 subjects, 100,000
cases, 100,000 papers, 3,000,000 rows of the audit log and 1,000 officers at a PART of 1. A tenth lies in the demo's
province, the rest evenly in the other 33, with the agencies that keep records there.

As the services write them: every column, reach (the database writes it itself), sweeps that are shared, words to search
by, identifiers, events and counted rows of cases. Not so: ids are random, a copied lead has the look of its model, a
copied paper no file, a copied row of the log neither receipt nor seal.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from minhbach.interfaces.cli import installation

DATABASE = "minhbach_national"
PROJECT = Path(__file__).parents[2]
HOME = PROJECT / "var" / "ground"
OFFICERS = 1_000
# How many rows of each there are at a part of 1. Of cases so many have their events; the others their row alone.
WHOLE = {
    "subjects": 300_000, "leads": 1_000_000, "cases": 100_000, "eventful": 100_000, "papers": 100_000,
    "entries": 3_000_000,
}  # fmt: skip
SYLLABLES = """
An Anh Bách Bảo Bình Cúc Châu Chi Cường Dũng Duy Diệp Đăng Đông Giang Hạnh Hằng Hậu Hiền Hoà Huy Hương Khải Khang Kiệt
Lam Lâm Liên Loan Lợi Lưu Mẫn Mỹ Nghĩa Ngân Nhật Nhi Phát Phong Phú Quốc Quỳnh Sang Tâm Tân Thắng Thiện Thuỷ Tín Toàn
Trí Trúc Uyên Việt Vinh Xuân Ý
""".split()  # noqa: SIM905


@dataclass
class Server:
    """A session of the server's administrator in which copies are made, without keys and triggers."""

    connection: psycopg.Connection
    part: float
    whole: Mapping[str, int]

    def run(self, query: str, **values: Any) -> int:
        return self.connection.execute(query, values or None).rowcount

    def one(self, query: str, **values: Any) -> Any:
        row = self.connection.execute(query, values or None).fetchone()
        return row[0] if row else None

    def size(self, name: str) -> int:
        return max(1, int(self.whole[name] * self.part))

    def reach(self, plan: str, columns: str, records: str = "null") -> None:
        """Write on each row of a plan who sees it, by the database's own rule, once for all that lie alike."""
        self.run(
            f"alter table fill.{plan} add column seen_by int[], add column owned_by int[];"
            f"create table fill.{plan}_reach as select {columns}, foundation_owned_by(owner) as owned,"
            f" foundation_seen_by(owner, place, sharing, array[{records}]::uuid[]) as seen"
            f" from (select distinct {columns} from fill.{plan}) alike;"
            f"update fill.{plan} p set seen_by = r.seen, owned_by = r.owned from fill.{plan}_reach r"
            f" where ({_of('p', columns)}) = ({_of('r', columns)});"
            f"analyze fill.{plan}"
        )

    def copy(self, table: str, source: str, /, **columns: str) -> None:
        """Insert into TABLE what SOURCE ("from … x …") gives: x's own columns, but those named as they are named.

        What the server fills itself is left to it.
        """
        begun = time.perf_counter()
        names = [
            name
            for (name,) in self.connection.execute(
                "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
                " and attgenerated = '' and attidentity = '' order by attnum",
                [table],
            )
        ]
        laid_aside = () if "on conflict" in source else self._lay_indexes_aside(table)
        if "seen_by" in columns:
            columns["owned_by"] = columns["seen_by"].replace("seen_by", "owned_by")
        values = ", ".join(columns.get(name, f'x."{name}"') for name in names)
        count = self.run(f"insert into {table} ({', '.join(names)}) select {values} {source}")
        for definition in laid_aside:
            self.run(definition)
        print(f"  {table:28} {count:>10,} dòng {time.perf_counter() - begun:6.1f} s", flush=True)

    def _lay_indexes_aside(self, table: str) -> list[str]:
        """Drop what is quicker made after the rows, all but the key; return how it is made again."""
        unique = self.connection.execute(
            "select conname, pg_get_constraintdef(oid) from pg_constraint"
            " where conrelid = %s::regclass and contype = 'u'",
            [table],
        ).fetchall()
        for name, _ in unique:
            self.run(f"alter table {table} drop constraint {name}")
        indexes = self.connection.execute(
            "select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i"
            " where i.indrelid = %s::regclass and not i.indisprimary",
            [table],
        ).fetchall()
        for name, _ in indexes:
            self.run(f"drop index {name}")
        again = [f"alter table {table} add constraint {name} {definition}" for name, definition in unique]
        return [*again, *(definition for _, definition in indexes)]


def _of(table: str, columns: str) -> str:
    """Name columns of a table as they are compared; a row without a place lies nowhere, like any other such."""
    names = [column.strip() for column in columns.split(",")]
    return ", ".join(f"coalesce({table}.place, 0)" if name == "place" else f"{table}.{name}" for name in names)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=float, default=1.0)
    asked.add_argument("--database", default=DATABASE)
    chosen = asked.parse_args()
    make(chosen.database, part=chosen.part)


def prepare(database: str = DATABASE) -> str:
    """Wake Django on the record's own server; return how its administrator reaches it."""
    os.environ.setdefault("MINHBACH_HOME", str(HOME))
    os.environ["MINHBACH_DEMO"] = "true"
    installation.prepare(database=database)
    from minhbach.foundation.database import embedded

    return embedded.start(installation.home()).admin_conninfo


def make(database: str = DATABASE, *, part: float = 1.0, whole: Mapping[str, int] = WHOLE) -> float:
    """Make the record beside the demo's world, which stays as it is; return the seconds it took after that world.

    What WHOLE does not name is not copied.
    """
    os.environ.setdefault("MINHBACH_HOME", str(HOME))
    from minhbach.foundation.database import embedded

    admin = embedded.start(installation.home()).admin_conninfo
    subprocess.run([sys.executable, "-m", "minhbach", "demo", "--no-serve"], check=True, env=without_database())
    begun = time.perf_counter()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))
        connection.execute(
            sql.SQL("create database {} template {}").format(
                sql.Identifier(database), sql.Identifier(installation.DATABASE)
            )
        )
    with psycopg.connect(admin, dbname=database, autocommit=True) as connection:
        fill(Server(connection, part, whole))
        made = sql.SQL("comment on database {} is {}")
        connection.execute(made.format(sql.Identifier(database), sql.Literal(_size_of(part, whole))))
    took = time.perf_counter() - begun
    print(f"Hồ sơ cỡ toàn quốc: {took:.0f} s")
    return took


def stands(database: str, *, part: float, whole: Mapping[str, int]) -> bool:
    """Say whether the record was made as large as this, to its end."""
    os.environ.setdefault("MINHBACH_HOME", str(HOME))
    from minhbach.foundation.database import embedded

    admin = embedded.start(installation.home()).admin_conninfo
    with psycopg.connect(admin, autocommit=True) as connection:
        said = connection.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [database]
        ).fetchone()
    return said is not None and said[0] == _size_of(part, whole)


def _size_of(part: float, whole: Mapping[str, int]) -> str:
    return f"{part:g} x {dict(sorted(whole.items()))}"


def without_database() -> dict[str, str]:
    """Return an environment in which a command finds the database of its home by itself."""
    return {name: value for name, value in os.environ.items() if "DATABASE_URL" not in name}


def fill(server: Server) -> None:
    for setting in ("synchronous_commit = off", "work_mem = '256MB'", "maintenance_work_mem = '1GB'", "jit = off"):
        server.run(f"set {setting}")
    # Keys need no proof here, and who sees a row is worked out once for all rows that lie alike.
    server.run("set session_replication_role = replica")
    server.run("drop schema if exists fill cascade; create schema fill")
    try:
        homes(server)
        officers(server)
        for name, room in ROOMS.items():
            if name in server.whole:
                room(server)
        words_to_search_by(server)
    finally:
        server.run("drop schema if exists fill cascade")
    begun = time.perf_counter()
    server.run("vacuum analyze")
    print(f"  vacuum analyze {time.perf_counter() - begun:.1f} s", flush=True)


def homes(server: Server) -> None:
    """Say where the n-th row of anything lies: every tenth in the demo's province, the others in turn."""
    server.run(
        """
        create table fill.province as
        select row_number() over (order by p.key <> '2025:20', p.key) - 1 as k, p.id as place,
               substr(p.key, 6) as code, array_agg(c.id order by c.id) as communes
        from agencies_place p join agencies_place c on c.parent_id = p.id
        where p.level = 'province' and p.key like '2025:%' group by p.id;
        create table fill.home as
        select n as k, p.place, p.code, p.communes, qltt.id as branch, office.id as office
        from generate_series(0, 3299) n
        join fill.province p on p.k = case when n % 10 = 0 then 0 else 1 + (n / 10 * 9 + n % 10 - 1) % 33 end
        join agencies_agency qltt on qltt.key = 'qltt.' || p.code
        join agencies_agency office on office.key = 'bcd389-thuong-truc.' || p.code;
        create unique index on fill.home (k);
        """
    )
    server.run("create table fill.syllable (k int, word text)")
    for k, word in enumerate(SYLLABLES):
        server.run("insert into fill.syllable values (%(k)s, %(word)s)", k=k, word=word)
    server.run("analyze fill.home; analyze fill.syllable")


OFFICER = "from fill.officer o cross join (select * from agencies_officer where username = 'kiemsoat') x"
POST = (
    "from fill.officer o cross join (select p.* from agencies_post p join agencies_officer w on w.id = p.officer_id"
    " where w.username = 'kiemsoat' order by p.id limit 1) x"
)
AS_POST = {
    "id": "gen_random_uuid()", "officer_id": "o.id", "agency_id": "o.agency", "role": "o.role",
    "title_vi": "'Công chức'", "may_sign": "false", "covers_area": "o.covers_area", "powers_title": "''",
    "valid_from": "'2025-07-01'", "valid_until": "null",
}  # fmt: skip


def officers(server: Server) -> None:
    """Officers of every province, with the posts of those who use the lists most."""
    server.run(
        """
        create table fill.officer as
        select g, gen_random_uuid() as id, 'nguoi' || lpad(g::text, 4, '0') as username, h.place,
               case when g %% 10 in (0, 1, 2, 3, 4) then 'inspector' when g %% 10 = 5 then 'head'
                    when g %% 10 = 6 then 'records_clerk' when g %% 10 = 7 then 'analyst'
                    when g %% 10 = 8 then 'committee_officer' else 'auditor' end as role,
               case when g %% 10 < 7 then h.branch else h.office end as agency, g %% 10 in (5, 7, 8) as covers_area
        from generate_series(0, %(officers)s - 1) g
        -- Ten to a home, so that each province has every role.
        join fill.home h on h.k = (g / 10 * 7) %% 3300
        """,
        officers=OFFICERS,
    )
    server.copy("agencies_officer", OFFICER, id="o.id", username="o.username", full_name="'Cán bộ ' || o.g", email="''")
    server.copy("agencies_post", POST, **AS_POST)
    # One who reads the nation.
    server.run(
        """
        insert into fill.officer
        select -1, gen_random_uuid(), 'trunguong', null, role, a.id, true
        from agencies_agency a, unnest(array['analyst', 'committee_officer']) role where a.key = 'bcd389-thuong-truc.vn'
        """
    )
    server.run("update fill.officer set id = (select min(id::text)::uuid from fill.officer where g = -1) where g = -1")
    server.copy(
        "agencies_officer", f"{OFFICER} where o.g = -1 and o.role = 'analyst'", id="o.id", username="o.username",
        full_name="'Người Trung Ương'", email="''",
    )  # fmt: skip
    server.copy("agencies_post", f"{POST} where o.g = -1", **AS_POST)


def subjects(server: Server) -> None:
    """Household businesses with a name and a phone of their own; every twentieth shares one of 5,000 phones."""
    count = server.size("subjects")
    server.run(
        """
        create table fill.subject as
        select n, gen_random_uuid() as id, gen_random_uuid() as name_id, gen_random_uuid() as phone_id,
               a.word || ' ' || b.word || ' ' || c.word as person, h.branch as owner,
               h.communes[1 + (hashint4(n * 7) & 1048575) %% array_length(h.communes, 1)] as place,
               case when n %% 100 < 95 then 'area' when n %% 100 < 98 then 'network' else 'agency' end as sharing,
               timestamptz '2025-07-01' + n %% 700000 * interval '1 minute' as at,
               case when n %% 20 = 0 then n %% 5000 else n + 10000 end as phone
        from generate_series(1, %(count)s) n join fill.home h on h.k = n %% 3300
        join fill.syllable a on a.k = (hashint4(n) & 1048575) %% 57
        join fill.syllable b on b.k = (hashint4(n * 3 + 1) & 1048575) %% 57
        join fill.syllable c on c.k = (hashint4(n * 5 + 2) & 1048575) %% 57;
        """,
        count=count,
    )
    server.reach("subject", "owner, place, sharing")
    server.run(
        "create table fill.phone as select phone, gen_random_uuid() as id,"
        " '+8497' || lpad(phone::text, 7, '0') as value"
        " from (select distinct phone from fill.subject) d; create unique index on fill.phone (phone);"
        "analyze fill.subject; analyze fill.phone"
    )
    model = "cross join (select * from subjects_subject where kind = 'household' order by id limit 1) x"
    server.copy(
        "subjects_subject", f"from fill.subject s {model}", id="s.id", owner_agency_id="s.owner", place_id="s.place",
        sharing="s.sharing", created_at="s.at", seen_by="s.seen_by", name="'Hộ kinh doanh ' || s.person",
        sort_key="lower(s.person) || s.n",
        canonical_id="null", keeper_id="null", withdrawn_at="null",
    )  # fmt: skip
    model = "cross join (select * from subjects_identifier where kind = 'phone' order by id limit 1) x"
    server.copy(
        "subjects_identifier", f"from fill.phone p {model} on conflict do nothing", id="p.id", canonical="p.value"
    )
    server.run("delete from fill.phone p where not exists (select 1 from subjects_identifier i where i.id = p.id)")
    reach = {
        "owner_agency_id": "s.owner", "place_id": "s.place", "sharing": "s.sharing", "subject_id": "s.id",
        "seen_by": "s.seen_by",
    }  # fmt: skip
    for known, more in (
        ("name", {"id": "s.name_id", "value": "'Hộ kinh doanh ' || s.person", "identifier_id": "null"}),
        ("identifier", {"id": "s.phone_id", "value": "''", "identifier_id": "p.id"}),
    ):
        model = (
            "join fill.phone p using (phone) cross join (select * from subjects_statement where property ="
            f" '{known}' and retracted_at is null and taken_in_id is null and presence_id is null"
            " order by id limit 1) x"
        )
        server.copy(
            "subjects_statement", f"from fill.subject s {model}", created_at="s.at", recorded_at="s.at", **reach, **more
        )
    # As a trigger keeps it of what the services write: the sets of those who see a statement.
    server.run(
        "insert into foundation_reach (seen_by) select distinct seen_by from subjects_statement s"
        " where not exists (select from foundation_reach known where known.reach = s.reach)"
    )
    words = (
        "from fill.subject s cross join lateral (select distinct lower(w) as toned from"
        " regexp_split_to_table('hộ kinh doanh ' || s.person, ' ') w) t cross join"
        " (select * from subjects_searchtoken order by id limit 1) x"
    )
    plain = "translate(t.toned, 'áảãạăâấầậđếềêệíìịóòôốồộơớờợúùủụưứừựýỳỷỹ', 'aaaaaaaaadeeeeiiiooooooooouuuuuuuuyyyy')"
    server.copy(
        "subjects_searchtoken", words, id="nextval(pg_get_serial_sequence('subjects_searchtoken', 'id'))",
        statement_id="s.name_id", plain=plain, toned="t.toned", **reach,
    )  # fmt: skip
    model = "cross join (select * from subjects_storyentry where kind = 'subjects.registered' order by id limit 1) x"
    server.copy(
        "subjects_storyentry", f"from fill.subject s {model}", id="gen_random_uuid()", created_at="s.at", at="s.at",
        target_type="''", target_id="''", **reach,
    )  # fmt: skip


def leads(server: Server) -> None:
    """Leads of a sweep of each province's office, shared with the branch there; the demo's leads are their models."""
    server.run(
        """
        create table fill.lead_model as
            select *, row_number() over (order by id) - 1 as m from screening_lead;
        create table fill.sweep as
            select p.place, gen_random_uuid() as id, gen_random_uuid() as export_id, h.office, h.branch
            from fill.province p join lateral (select * from fill.home where place = p.place limit 1) h on true;
        alter table fill.sweep add column owner uuid, add column sharing text default 'area';
        update fill.sweep set owner = office;
        """
    )
    models = server.one("select count(*) from fill.lead_model")
    server.run(
        """
        insert into foundation_share (id, record_type, record_id, agency_id, shared_at)
        select gen_random_uuid(), 'screening.sweep', s.id, s.branch, now() from fill.sweep s
        union all
        select gen_random_uuid(), 'screening.sweep', s.id, a.id, now() from fill.sweep s
        join fill.province p using (place) join agencies_agency a on a.key like 'qltt.' || p.code || '.doi%%'
        """.replace("%%", "%")
    )
    server.reach("sweep", "id, owner, place, sharing", "id")
    model = "cross join (select * from screening_export order by id limit 1) x"
    server.copy(
        "screening_export", f"from fill.sweep s {model}", id="s.export_id", owner_agency_id="s.office",
        place_id="s.place", sharing="'area'", seen_by="s.seen_by", sha256="repeat(md5(s.id::text), 2)",
    )  # fmt: skip
    model = "cross join (select * from screening_sweep where state = 'done' order by id limit 1) x"
    server.copy(
        "screening_sweep", f"from fill.sweep s {model}", id="s.id", export_id="s.export_id", owner_agency_id="s.office",
        place_id="s.place", sharing="'area'", seen_by="s.seen_by", request_key="md5(s.id::text)",
    )  # fmt: skip
    server.run(
        """
        create table fill.lead as
        select n, gen_random_uuid() as id, (hashint4(n * 13) & 1048575) %% %(models)s as m, h.office as owner,
               s.id as sweep, case when n %% 4 = 3 then null
               else h.communes[1 + (hashint4(n * 7) & 1048575) %% array_length(h.communes, 1)] end as place,
               (hashint4(n * 17) & 1048575) / 1048575.0 as r,
               case when n %% 100 < 80 then 'new' when n %% 100 < 90 then 'dismissed' else 'taken' end as state,
               'area' as sharing,
               -- Of those in somebody's hands half were given, and of the new ones a few, to the branch.
               case when n %% 100 >= 95 or n %% 100 = 1 then h.branch end as unit
        from generate_series(1, %(count)s) n join fill.home h on h.k = n %% 3300 join fill.sweep s on s.place = h.place
        """,
        count=server.size("leads"),
        models=models,
    )
    server.reach("lead", "owner, place, sharing, sweep", "sweep")
    server.run("analyze fill.lead_model")
    server.copy(
        "screening_lead",
        f"from fill.lead l join fill.lead_model x using (m) join fill.officer o on o.g = l.n % {OFFICERS}",
        id="l.id", owner_agency_id="l.owner",
        place_id="l.place", sharing="l.sharing", seen_by="l.seen_by", listing_id="x.listing_id || '~' || l.n",
        state="l.state", sweep_id="l.sweep",
        score="x.score * (0.6 + 0.4 * l.r)", probability="x.probability * (0.6 + 0.4 * l.r)", subject_id="null",
        seller_key="case when x.seller_key = '' then '' else repeat(md5(x.seller_key || l.n / 1650), 2) end",
        alike_key="case when x.alike_key = '' then '' else repeat(md5(x.alike_key || l.n / 1650), 2) end",
        text_sha256="repeat(md5(x.text_sha256 || l.n), 2)", content_sha256="repeat(md5(x.content_sha256 || l.n), 2)",
        first_seen_at="x.first_seen_at - l.r * interval '400 days'", case_id="null",
        last_seen_at="x.last_seen_at - l.r * interval '400 days'",
        dismissal_reason="case when l.state = 'dismissed' then 'other' else '' end",
        taken_by_id="case when l.state = 'taken' then o.id end",
        taken_at="case when l.state = 'taken' then now() end",
        assigned_unit_id="l.unit", assigned_by_id="case when l.unit is not null then o.id end",
        assigned_at="case when l.unit is not null then now() end",
        due_on="case when l.unit is not null then current_date - 20 + l.n % 60 end",
    )  # fmt: skip
    # As their sweeps gave them, so that a list can be narrowed to one sweep.
    server.copy(
        "screening_sweptlead",
        "from (select l.id as lead_id, l.sweep as sweep_id, '' as goods, x.price_vnd,"
        " row_number() over (partition by l.sweep order by x.score * (0.6 + 0.4 * l.r) desc) as rank,"
        " count(*) over (partition by l.sweep) as out_of from fill.lead l join fill.lead_model x using (m)) x",
        id="nextval(pg_get_serial_sequence('screening_sweptlead', 'id'))",
    )
    server.copy(
        "screening_leadword",
        "from fill.lead l join fill.lead_model m using (m) join screening_leadword x on x.lead_id = m.id",
        id="nextval(pg_get_serial_sequence('screening_leadword', 'id'))", lead_id="l.id",
    )  # fmt: skip
    # One look at each, as the page of a lead shows it: the model's, said of the copy.
    server.copy(
        "screening_sighting",
        "from fill.lead l join fill.lead_model m using (m) join lateral (select * from screening_sighting"
        " where lead_id = m.id order by id limit 1) x on true",
        id="gen_random_uuid()", lead_id="l.id", sweep_id="l.sweep",
    )  # fmt: skip


def cases(server: Server) -> None:
    """Cases of the teams and branches, with the events, people, subjects and counted rows of their models."""
    server.run(
        """
        create table fill.case_model as select *, row_number() over (order by id) - 1 as m from cases_case
            where not exists (select 1 from cases_caseevent e
                where e.case_id = cases_case.id and e.replaces_id is not null)
        """
    )
    models = server.one("select count(*) from fill.case_model")
    server.run(
        """
        create table fill.case as
        select n, gen_random_uuid() as id, (n * 31) %% %(models)s as m, (hashint4(n * 19) & 1048575) %% 700 as back,
               coalesce((select a.id from agencies_agency a
                         where a.key = 'qltt.' || h.code || '.doi-' || 1 + n / 10 %% 4),
                        h.branch) as owner,
               h.communes[1 + (hashint4(n * 7) & 1048575) %% array_length(h.communes, 1)] as place, 'area' as sharing,
               h.branch
        from generate_series(1, %(count)s) n join fill.home h on h.k = n %% 3300
        """,
        count=server.size("cases"),
        models=models,
    )
    server.reach("case", "owner, place, sharing")
    server.run("create index on fill.case (m); create unique index on fill.case (n); analyze fill.case")
    server.copy(
        "cases_case", "from fill.case c join fill.case_model x using (m)", id="c.id", owner_agency_id="c.owner",
        place_id="c.place", sharing="c.sharing", seen_by="c.seen_by", code="'VV-Q-' || c.n", lead_id="null",
        opened_on="x.opened_on - c.back",
        entered_on="x.entered_on - c.back", decided_on="x.decided_on - c.back", secret_register_number="''",  # noqa: S106
        due_on="x.due_on - case when c.n % 5 = 0 then c.back else 0 end",
    )  # fmt: skip
    server.run(
        "create table fill.event as select c.id as case_id, c.back, gen_random_uuid() as id, e.id as model"
        " from fill.case c join fill.case_model m using (m) join cases_caseevent e on e.case_id = m.id"
        f" where c.n <= {server.size('eventful')};"
        "create index on fill.event (model, case_id); analyze fill.event"
    )
    server.copy(
        "cases_caseevent", "from fill.event e join cases_caseevent x on x.id = e.model", id="e.id", case_id="e.case_id",
        happened_on="x.happened_on - e.back", recorded_at="x.recorded_at - e.back * interval '1 day'",
    )  # fmt: skip
    server.copy(
        "cases_countedrow",
        "from cases_countedrow x join fill.event e on e.model = x.event_id join fill.case c on c.id = e.case_id",
        id="nextval(pg_get_serial_sequence('cases_countedrow', 'id'))", case_id="e.case_id", event_id="e.id",
        owner_agency_id="c.owner", place_id="c.place", day="x.day - e.back",
        known_from="x.known_from - e.back * interval '1 day'",
    )  # fmt: skip
    server.copy(
        "cases_caseofficer",
        "from fill.case c join fill.case_model m using (m) join cases_caseofficer x on x.case_id = m.id"
        " and c.n % 50 = 0",
        id="nextval(pg_get_serial_sequence('cases_caseofficer', 'id'))", case_id="c.id",
    )  # fmt: skip
    server.copy(
        "cases_casesubject",
        "from fill.case c join fill.subject s on s.n = 1 + c.n % (select count(*) from fill.subject)"
        " cross join (select * from cases_casesubject where role = 'inspected' order by id limit 1) x",
        id="nextval(pg_get_serial_sequence('cases_casesubject', 'id'))", case_id="c.id", subject_id="s.id",
    )  # fmt: skip


def papers(server: Server) -> None:
    server.run(
        "create table fill.paper_model as select *, row_number() over (order by id) - 1 as m"
        " from documents_officialdocument where supersedes_id is null"
    )
    models = server.one("select count(*) from fill.paper_model")
    server.run(
        f"create table fill.paper as select g.n, c.id as target, c.branch as owner, c.place, c.sharing,"
        f" g.n % {models} as m"
        f" from generate_series(1, {server.size('papers')}) g(n)"
        " join fill.case c on c.n = 1 + g.n % (select count(*) from fill.case)"
    )
    server.reach("paper", "owner, place, sharing")
    server.copy(
        "documents_officialdocument", "from fill.paper p join fill.paper_model x using (m)", id="gen_random_uuid()",
        owner_agency_id="p.owner", issuing_agency_id="p.owner", place_id="p.place", sharing="p.sharing",
        seen_by="p.seen_by", target_id="p.target", number="x.number + 1000 + p.n", supersedes_id="null",
        supersession="''", changed_at="x.changed_at - (hashint4(p.n) & 1048575) % 700 * interval '1 day'",
    )  # fmt: skip


def words_to_search_by(server: Server) -> None:
    """What triggers write beside cases, papers and officers; triggers are off here."""
    for table, kind, columns, seen_by in (
        ("cases_case", "cases.case", "r.code, r.title", "r.seen_by"),
        ("documents_officialdocument", "documents.officialdocument", "r.title, r.number, r.symbol", "r.seen_by"),
        ("agencies_officer", "agencies.officer", "r.full_name, r.username", "array[0, 2]"),
    ):
        server.run(f"delete from foundation_searchword where kind = '{kind}'")
        server.run(
            "insert into foundation_searchword (kind, record_id, word, seen_by)"
            f" select '{kind}', r.id::text, w.word, {seen_by} from {table} r"
            f" cross join lateral foundation_words(concat_ws(' ', {columns})) as w (word)"
        )


def entries(server: Server) -> None:
    """Rows of the audit log, not sealed: the log's pages are measured here, the chain has a test of its own."""
    server.run(
        "create table fill.entry_model as select *, row_number() over (order by id) - 1 as m from foundation_auditentry"
    )
    # Without receipts: three million seals to make would be at work under the load that is measured.
    server.run("alter table foundation_auditentry disable trigger user")
    models = server.one("select count(*) from fill.entry_model")
    server.copy(
        "foundation_auditentry",
        f"from generate_series(1, {server.size('entries')}) g(n)"
        f" join fill.entry_model x on x.m = (g.n::bigint * 37) % {models}"
        f" join fill.officer o on o.g = g.n % {OFFICERS}",
        id="gen_random_uuid()", officer_id="o.id", agencies="array[o.agency]",
        at="timestamptz '2024-11-28' + g.n * interval '20 seconds'",
        target_id="gen_random_uuid()::text",
    )  # fmt: skip
    for (name,) in server.connection.execute(
        "select tgname from pg_trigger where tgrelid = 'foundation_auditentry'::regclass and not tgisinternal"
    ).fetchall():
        server.run(f'alter table foundation_auditentry enable always trigger "{name}"')


ROOMS = {"subjects": subjects, "leads": leads, "cases": cases, "papers": papers, "entries": entries}

if __name__ == "__main__":
    main()
