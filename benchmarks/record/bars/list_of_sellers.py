"""A list of a million sellers: tried, taken in and taken back by the worker's own task, with the record as it is."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Mapping

from record.ground import Bar, Ground, officer

ROWS = 1_000_000
FAULTY = 50
WORDS = (
    "An",
    "Bình",
    "Cúc",
    "Dũng",
    "Giang",
    "Hạnh",
    "Khang",
    "Lan",
    "Minh",
    "Nga",
    "Phúc",
    "Sơn",
    "Thảo",
    "Vinh",
    "Yến",
)
STREETS = ("Trần Phú", "Lê Lợi", "Bắc Sơn", "Hùng Vương", "Quang Trung")


def sellers(rows: int, seed: int) -> bytes:
    """Return a list as a platform sends it: every fiftieth row has a fault, every hundredth comes twice."""
    chance = random.Random(seed)
    out = io.StringIO()
    out.write("Tên gian hàng;Tên;Người đại diện;Địa chỉ;Số điện thoại;MST;Website\n")
    line = ""
    for n in range(rows):
        if n % 100 or not line:
            name = " ".join(chance.choices(WORDS, k=3))
            phone = f"09{chance.randrange(10**8):08}" if n % FAULTY else "12345"
            site = f"shop{seed}-{n}.example.vn" if n % 4 == 0 else ""
            street = chance.choice(STREETS)
            code = tax_code(chance) if n % 3 == 0 else ""
            line = f"Shop {n};Hộ kinh doanh {name};{name};{n % 900} {street};{phone};{code};{site}\n"
        out.write(line)
    return out.getvalue().encode()


def tax_code(chance: random.Random) -> str:
    """Return a code whose last digit is right."""
    while True:
        digits = f"0{chance.randrange(1, 7)}{chance.randrange(10**7):07}"
        last = 10 - sum(int(d) * w for d, w in zip(digits, (31, 29, 23, 19, 17, 13, 7, 5, 3), strict=True)) % 11
        if last < 10:
            return f"{digits}{last}"


def measure(ground: Ground) -> Mapping[str, float]:
    from minhbach.domains.agencies.selectors import access_of
    from minhbach.domains.subjects import services, tasks
    from minhbach.domains.subjects.models import Import
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope import acting_as
    from minhbach.foundation.scope.access import SYSTEM

    rows = ground.size(ROWS)
    who = officer("inspector")
    access = access_of(who, at=now())
    content = sellers(rows, int(time.time()))

    def done(act: object = None) -> tuple[Import, float]:
        begun = time.perf_counter()
        tasks.run_import(import_id=str(taken_in.id))
        with acting_as(SYSTEM):
            return Import.unscoped.get(pk=taken_in.pk), time.perf_counter() - begun

    with acting_as(access):
        taken_in = services.receive_list(
            officer=who, at=now(), kind="platform", name="Danh sách thử", content=content, file_name="ds.csv"
        )
        services.check_list(officer=who, at=now(), taken_in=taken_in, mapping=taken_in.mapping)
    tried, trying = done()
    with acting_as(access):
        services.start_import(officer=who, at=now(), taken_in=tried, takes_good=True)
    taken, taking = done()
    with acting_as(access):
        services.undo_import(officer=who, at=now(), taken_in=taken, reason="Đo")
    _undone, undoing = done()
    return {
        "dòng": taken.row_count,
        "mới": taken.new_count,
        "có lỗi": taken.fault_count,
        "thử s": trying,
        "nhập s": taking,
        "nhập dòng/s": taken.row_count / taking,
        "một triệu dòng phút": 1_000_000 / taken.row_count * taking / 60,
        "rút s": undoing,
    }


BAR = Bar(
    "LIST",
    "Nhập danh sách một triệu người bán, rồi rút lại",
    measure,
    asked=[("một triệu dòng phút", "≤", 10)],
    peers="trước đây ở đây 17,6 dòng/s; DFIR-IRIS, TheHive không có nhập hàng loạt",
    order=3,
)
