"""What the demo's office teaches the screen: the marks of its world, in use; and words an analyst is still trying."""

from __future__ import annotations

import os
import tempfile
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from minhbach.domains.screening.lexicon_file import Wording, lexicon_files, rule_of
from minhbach.domains.screening.models import Export, LexiconEntry, LexiconTrial
from minhbach.domains.screening.runs import open_run
from minhbach.domains.screening.selectors.lexicon import versions_by_id
from minhbach.domains.screening.services import (
    approve_entry,
    judge_trial_lead,
    propose_entry,
    start_trial,
    write_entry,
)
from minhbach.domains.screening.services.exports import keep_export, named_copy
from minhbach.domains.screening.services.trials import begin_trial, finish_trial
from minhbach.domains.screening.trials import compare, shown_leads
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
    """This will read the lexicon of the demo's marks as what an officer would type."""
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
    """This will let the analyst teach the marks, try them on a file, and the committee's head switch them on."""
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
    """This will let the analyst draft words and try them on the latest file; what it adds waits to be looked at."""
    entry = write_entry(officer=staff[AUTHOR], at=at, wording=NEW_WORDS)
    return try_out(staff, entry, export, at=at + timedelta(minutes=5))


def try_out(staff: Staff, entry: LexiconEntry, export: Export, *, at: datetime) -> LexiconTrial:
    """This will make a trial as a worker does, here and now."""
    trial = start_trial(officer=staff[AUTHOR], at=at, entry=entry, export=export)
    begin_trial(trial.id, at=at)
    with (
        tempfile.TemporaryDirectory(prefix="minhbach-demo-") as folder,
        named_copy(export, as_name=export.name) as path,
    ):
        without, with_it = Path(folder) / "without", Path(folder) / "with"
        others = versions_by_id(trial.other_version_ids)
        for out, versions in ((without, others), (with_it, [*others, trial.version])):
            with lexicon_files(versions) as lexicons:
                screen([path], out, options=screening_options(at, lexicons))
        effect = compare(without, with_it, rule_of(entry.code), seed=trial.version.sha256)
        shown = shown_leads(with_it, effect)
        versions_read = {
            "with": open_run(with_it).content["versions"],
            "without": open_run(without).content["versions"],
        }
        finish_trial(trial.id, effect, shown, versions_read, at=at + timedelta(minutes=1))
    trial.refresh_from_db()
    return trial


def screening_options(at: datetime, lexicons: list[Path]) -> Options:
    workers = len(os.sched_getaffinity(0))
    return Options(as_of=local_date(at), workers=workers, lexicons=tuple(lexicons))
