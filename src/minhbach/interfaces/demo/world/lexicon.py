"""What the demo's office teaches the screen: the marks of its world, in use; and words an analyst is still trying."""

from __future__ import annotations

import os
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from minhbach.domains.screening.models import Export, LexiconEntry, LexiconTrial
from minhbach.domains.screening.services import (
    Wording,
    approve_entry,
    judge_trial_lead,
    propose_entry,
    start_trial,
    try_here,
    write_entry,
)
from minhbach.domains.screening.services.exports import keep_export
from minhbach.engine.cache import default_folder
from minhbach.engine.screening.options import Options
from minhbach.engine.screening.run import screen
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import STANDING_OFFICE
from minhbach.interfaces.demo.world.province import Staff, agency

# The famous marks of the demo's world, as a lexicon of its own.
FAMOUS_MARKS = Path(__file__).parents[1] / "knowledge" / "famous_marks.toml"
AUTHOR, HEAD = "phantich", "truongban389"

NEW_WORDS = Wording(
    name="Hàng tuồn xưởng, đánh từ bên kia",
    sign="unknown_origin",
    phrases=("tuồn xưởng", "đánh từ bên kia về", "chợ bên kia biên giới"),
    is_advanced=False,
    strength="medium",
    title_only=False,
    goods=(),
    sparing=("denied", "warned", "refunded", "asked"),
    legal_basis=("KRNG", "NL"),
    source="Người bán tránh chữ “nhập lậu”, chuyển sang gọi là hàng tuồn xưởng, hàng đánh từ bên kia về.",
    fires=("Áo khoác nữ hàng tuồn xưởng", "Loa mini đánh từ bên kia về"),
    spares=("Shop không bán hàng tuồn xưởng", "May tại xưởng, giao trong ngày"),
)


def marks_wording() -> Wording:
    """Read the lexicon of the demo's marks as what an officer would type."""
    [row] = tomllib.loads(FAMOUS_MARKS.read_text(encoding="utf-8"))["entry"]
    return Wording(
        name="Nhãn hiệu của tỉnh mẫu bị sao chép",
        sign=row["sign"],
        phrases=tuple(row["phrases"]),
        is_advanced=True,
        strength="strong",
        title_only=False,
        goods=(),
        sparing=("denied", "warned", "refunded"),
        legal_basis=tuple(row["legal_basis"]),
        source=row["source"],
        fires=tuple(row["fires"]),
        spares=tuple(row["spares"]),
    )


def teach_marks(staff: Staff, listings: Path, *, at: datetime) -> LexiconEntry:
    """Let the analyst teach the marks, try them on a file, and the committee's head switch them on."""
    export = keep_export(agency=agency(STANDING_OFFICE), officer=staff[AUTHOR], at=at, path=listings)
    entry = write_entry(officer=staff[AUTHOR], at=at, wording=marks_wording())
    trial = try_out(staff, entry, export, at=at + timedelta(minutes=10))
    for shown in trial.shown.order_by("number"):
        judge_trial_lead(
            officer=staff[AUTHOR], at=at + timedelta(minutes=30), trial=trial, number=shown.number, verdict="worth"
        )
    propose_entry(
        officer=staff[AUTHOR], at=at + timedelta(minutes=40), entry=entry, note="Đã xem các tin thử, đều đáng xem."
    )
    return approve_entry(
        officer=staff[HEAD], at=at + timedelta(minutes=90), entry=entry, note="Đồng ý. Cuối tháng xem lại kết quả."
    )


def try_new_words(staff: Staff, export: Export, *, at: datetime) -> LexiconTrial:
    """Let the analyst draft words and try them on the latest file; what it adds waits to be looked at."""
    entry = write_entry(officer=staff[AUTHOR], at=at, wording=NEW_WORDS)
    return try_out(staff, entry, export, at=at + timedelta(minutes=5))


def try_out(staff: Staff, entry: LexiconEntry, export: Export, *, at: datetime) -> LexiconTrial:
    """Make a trial as a worker does, here and now."""
    trial = start_trial(officer=staff[AUTHOR], at=at, entry=entry, export=export)
    return try_here(
        trial, lambda path, out, lexicons: screen([path], out, options=screening_options(at, lexicons)), at=at
    )


def screening_options(at: datetime, lexicons: list[Path]) -> Options:
    workers = len(os.sched_getaffinity(0))
    return Options(as_of=local_date(at), workers=workers, lexicons=tuple(lexicons), cache=default_folder())
