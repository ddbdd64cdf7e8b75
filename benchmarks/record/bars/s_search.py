"""S: the first results of the one search, for one who sees an area: common and rare words, slips, parts of numbers.

Asked is what the page asks: every kind of record, in its order, the first eight of each. The subjects are laid down as
the services write them, words included; on the large ground those of the ground itself are asked.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping

from record.ground import KEEP_REACH, Bar, Ground, officer
from record.large import SYLLABLES, Large

SUBJECTS = 200_000
ASKED = 60
FAMILY = (
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Trần",
    "Trần",
    "Lê",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
)
MIDDLE = ("Văn", "Văn", "Thị", "Thị", "Đức", "Minh", "Ngọc", "Hữu")
GIVEN = (
    "Hùng", "Hưng", "Hạnh", "Hà", "Lan", "Mai", "Nam", "Phát", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tuấn", "Vinh",
    "Yến", "An", "Bình", "Cường", "Dũng", "Giang", "Khánh", "Linh", "Long", "Nga", "Phúc", "Quỳnh", "Thành", "Uyên",
)  # fmt: skip
SLIPS = {"nguyen": "ngueyn", "tran": "trna", "hung": "hugn", "quan": "qan", "phat": "phta", "thanh": "thnah"}


def measure(ground: Ground) -> Mapping[str, float]:
    from minhbach.domains.agencies.selectors import access_of
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as
    from minhbach.interfaces.office.search import find_everywhere

    chance = random.Random(8)
    if ground.large:
        count, texts_of = ground.large.subjects, asked_large(ground.large, chance)
    else:
        count = ground.size(SUBJECTS)
        fill(count)
        texts_of = asked(count, chance)
    who = officer("head")
    access = access_of(who, at=now())
    figures: dict[str, float] = {"hồ sơ": float(count)}
    for kind, texts in texts_of.items():
        took: list[float] = []
        spent = time.process_time()
        for text in texts:
            begun = time.perf_counter()
            with acting_as(access):
                find_everywhere(who, text, at=now())
            took.append((time.perf_counter() - begun) * 1000)
        took = took[len(took) // 10 :]
        figures[f"{kind}, giữa ms"] = sorted(took)[len(took) // 2]
        figures[f"{kind}, p95 ms"] = sorted(took)[int(len(took) * 0.95)]
        figures[f"{kind}, xử lý ms"] = (time.process_time() - spent) * 1000 / len(texts)
    return figures


def asked(count: int, chance: random.Random) -> dict[str, list[str]]:
    """Return what is typed, by what it is."""
    from minhbach.engine.text.keys import search_key

    def name() -> str:
        return f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"

    def slip(text: str) -> str:
        words = search_key(text).split()
        at = next((place for place, word in enumerate(words) if word in SLIPS), None)
        return " ".join(SLIPS[word] if place == at else word for place, word in enumerate(words))

    numbers = [f"08{chance.randrange(count):08}" for _ in range(ASKED)]
    return {
        "từ phổ biến": [search_key(chance.choice(FAMILY)) for _ in range(ASKED)],
        "họ tên": [name() for _ in range(ASKED)],
        "từ hiếm": [f"gian hàng {chance.randrange(count)}x" for _ in range(ASKED)],
        "gõ nhầm": [slip(name()) for _ in range(ASKED)],
        "không có": [f"zq{chance.randrange(10**6)} vx" for _ in range(ASKED)],
        "số": numbers,
        "bốn số cuối": [number[-4:] for number in numbers],
    }


def asked_large(large: Large, chance: random.Random) -> dict[str, list[str]]:
    """Return the same of what stands on the large ground: fifty-seven words, each in a quarter of a million names."""
    from minhbach.engine.text.keys import search_key

    def word() -> str:
        return search_key(chance.choice(SYLLABLES))

    def name() -> str:
        return large.name(chance.randrange(large.subjects))

    def slip(text: str) -> str:
        """Exchange the last two letters of the longest word."""
        words = search_key(text).split()
        longest = max(words, key=len)
        return " ".join(one[:-2] + one[-1] + one[-2] if one == longest else one for one in words)

    # Of every hundredth the last digits are kept.
    numbers = [large.phone(chance.randrange(large.subjects // 100) * 100) for _ in range(ASKED)]
    dialled = [f"0{number[3:]}" for number in numbers]
    return {
        "từ phổ biến": [word() for _ in range(ASKED)],
        "họ tên": [name() for _ in range(ASKED)],
        "từ hiếm": [f"{word()} {word()} {chance.randrange(10**6)}x" for _ in range(ASKED)],
        "gõ nhầm": [slip(name()) for _ in range(ASKED)],
        "không có": [f"zq{chance.randrange(10**6)} vx" for _ in range(ASKED)],
        "số": dialled,
        "bốn số cuối": [number[-4:] for number in dialled],
    }


def fill(count: int) -> None:
    """Lay named subjects down, each with its words and a telephone's, unless the ground has as many words already."""
    import psycopg

    from minhbach.foundation.database import embedded
    from minhbach.interfaces.cli import installation

    admin = embedded.start(installation.home()).admin_conninfo
    with psycopg.connect(admin, dbname=installation.DATABASE, autocommit=True) as server:
        have = server.execute("select reltuples from pg_class where relname = 'subjects_searchtoken'").fetchone()
        if have and have[0] >= count * 6:
            return
        for one in ("synchronous_commit = off", "session_replication_role = replica", "work_mem = '128MB'"):
            server.execute(f"set {one}")
        words = {"family": FAMILY, "middle": MIDDLE, "given": GIVEN}
        lists = {name: "array[" + ",".join(f"'{word}'" for word in found) + "]" for name, found in words.items()}
        for statement in _FILL.split(";"):
            server.execute(statement.format(count=count, **lists))
        server.execute(KEEP_REACH)
        server.execute("vacuum analyze subjects_subject, subjects_searchtoken, subjects_statement")


_FILL = """
create temp table s_lies as
    select (row_number() over (order by c.id)) - 1 as k, b.id as owner, c.id as place, 'area' as sharing,
        foundation_owned_by(b.id) as owned, foundation_seen_by(b.id, c.id, 'area', '{{}}') as seen
    from agencies_place p join agencies_agency b on b.key = 'qltt.' || substr(p.key, 6)
    join lateral (select id from agencies_place c where c.parent_id = p.id order by id limit 60) c on true
    where p.level = 'province' and p.key like '2025:%';
create temp table s_filled as
    select n, gen_random_uuid() as id, gen_random_uuid() as said, l.*,
        (({family})[1 + (hashint4(n) & 65535) % array_length({family}, 1)]) || ' '
        || (({middle})[1 + (hashint4(n * 3) & 65535) % array_length({middle}, 1)]) || ' '
        || (({given})[1 + (hashint4(n * 7) & 65535) % array_length({given}, 1)]) || ' Gian hàng ' || n || 'x' as name
    from generate_series(0, {count} - 1) n join s_lies l on l.k = n % (select count(*) from s_lies);
insert into subjects_subject (id, owner_agency_id, place_id, sharing, created_at, kind, name, sort_key, owned_by,
        seen_by)
    select id, owner, place, sharing, now() - n * interval '1 second', 'household', name, foundation_fold(name),
        owned, seen from s_filled;
insert into subjects_statement (id, owner_agency_id, place_id, sharing, created_at, subject_id, property, value,
        holder, source_kind, source_note, recorded_at, retraction_reason, owned_by, seen_by)
    select said, owner, place, sharing, now(), id, 'name', name, '', 'officer', '', now(), '', owned, seen
    from s_filled;
insert into subjects_searchtoken (statement_id, subject_id, plain, toned, owner_agency_id, place_id, sharing, owned_by,
        seen_by)
    select f.said, f.id, t.plain, t.toned, f.owner, f.place, f.sharing, f.owned, f.seen from s_filled f
    cross join lateral (
        select foundation_fold(word) as plain, lower(word) as toned from regexp_split_to_table(f.name, ' ') word
        union all select '#08' || lpad(f.n::text, 8, '0'), '#08' || lpad(f.n::text, 8, '0')
        union all select last, last from (select '%' || reverse('08' || lpad(f.n::text, 8, '0')) as last) digits
    ) t
"""

WANTED = [
    (f"{kind}, p95 ms", "≤", 100)
    for kind in ("từ phổ biến", "họ tên", "từ hiếm", "gõ nhầm", "không có", "số", "bốn số cuối")
]
BAR = Bar(
    "S",
    "Kết quả tìm đầu tiên, với người phụ trách một địa bàn",
    measure,
    asked=WANTED,
    asked_large=WANTED,
    peers="Open Zaak: danh sách 320–430 ms; MISP: 56–63 ms với 11.400 thông tin, không chịu lỗi gõ",
    order=6,
)
