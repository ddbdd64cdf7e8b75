"""``minhbach screen``: listings in, leads out. Needs neither Django nor a database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minhbach.foundation.clock import local_date, now
from minhbach.foundation.writing import write_number

if TYPE_CHECKING:
    from minhbach.engine.screening.options import Progress

REFUSED, NOTHING_READ = 2, 3


class Engine(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    SPARK = "spark"


def screen(
    inputs: Annotated[
        list[str], typer.Argument(help="Tệp tin đăng (XLSX, CSV, JSON, Parquet, ZIP), thư mục, hoặc s3://kho/tiền-tố.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Thư mục nhận kết quả.")],
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Ngày quét; mặc định là hôm nay."),
    ] = None,
    collected: Annotated[
        datetime | None,
        typer.Option(
            "--collected",
            formats=["%Y-%m-%d"],
            help="Ngày thu thập các tin mà tệp không ghi ngày; hạn sử dụng được so với ngày ấy.",
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Số tiến trình; mặc định là số nhân CPU.")
    ] = None,
    lexicon: Annotated[list[Path] | None, typer.Option("--lexicon", help="Từ điển bổ sung (TOML).")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="Ghép thêm cột, ví dụ --column title='Tên hàng', hoặc số thứ tự: title=3."),
    ] = None,
    sheet: Annotated[
        list[str] | None, typer.Option("--sheet", help="Chỉ đọc bảng (trang tính, tệp trong ZIP) có tên hoặc số này.")
    ] = None,
    header: Annotated[
        bool | None,
        typer.Option("--header/--no-header", help="Tệp có hay không có dòng tiêu đề; mặc định là tự nhận."),
    ] = None,
    knowledge: Annotated[
        Path | None,
        typer.Option("--knowledge", help="Thư mục dữ liệu đối chiếu (nhãn hiệu, giá trung vị, kết quả kiểm tra…)."),
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Quét bằng các tiến trình của máy này, hay trên một cụm Spark.")
    ] = Engine.LOCAL,
    master: Annotated[
        str | None, typer.Option("--master", help="Địa chỉ cụm Spark, ví dụ spark://may-chu:7077.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Quét lại từ đầu, bỏ phần lượt quét dở dang đã xong.")] = False,
) -> None:
    """Quét tin đăng, ghi dấu hiệu và danh sách đầu mối vào thư mục kết quả."""
    import os

    from minhbach.engine.screening.forking import prepare_for

    processes = workers or len(os.sched_getaffinity(0))
    if processes > 1 and engine == Engine.LOCAL:
        prepare_for(inputs)

    from minhbach.engine.cache import default_folder
    from minhbach.engine.reading import HowToRead
    from minhbach.engine.refusals import EngineRefusal
    from minhbach.engine.screening.options import Options
    from minhbach.engine.screening.run import screen as run
    from minhbach.engine.screening.signs import sign_name
    from minhbach.interfaces.cli.report import write_report
    from minhbach.interfaces.cli.sentences import refusal_sentence

    options = Options(
        as_of=as_of.date() if as_of else local_date(now()),
        collected_on=collected.date() if collected else None,
        workers=processes,
        lexicons=tuple(lexicon or ()),
        added=_mapping(column) if column else None,
        how=HowToRead(tuple(sheet or ()), header) if sheet or header is not None else None,
        knowledge=knowledge,
        cache=default_folder(),
        fresh=fresh,
        master=_master(engine, master),
    )
    try:
        summary = run(inputs, out, options=options, progress=_Shown())
        write_report(out)
    except EngineRefusal as refusal:
        typer.echo(refusal_sentence(refusal), err=True)
        raise typer.Exit(REFUSED) from refusal
    typer.echo(
        f"{write_number(summary.listings)} tin đăng, {write_number(summary.leads)} đầu mối, "
        f"{write_number(summary.refused)} dòng bị loại."
    )
    for sign, number in summary.leads_by_sign.items():
        typer.echo(f"  {sign_name(sign):40} {number:>9}")
    if summary.inputs_ignored:
        typer.echo(
            f"Bỏ qua {len(summary.inputs_ignored)} tệp không phải tin đăng: {', '.join(summary.inputs_ignored[:5])}"
        )
    for fault in summary.faults:
        _tell_fault(fault)
    typer.echo(f"Kết quả: {out}")
    if not summary.listings:
        typer.echo("Không đọc được tin đăng nào. Hãy xem lại tệp, các cột và những điều nêu trên.", err=True)
        raise typer.Exit(NOTHING_READ)


def _tell_fault(fault: Mapping[str, object]) -> None:
    from minhbach.engine.telling.sentences import fault_example, fault_rows, fault_sentence

    said = " ".join(filter(None, (fault_rows(fault), f"({example})" if (example := fault_example(fault)) else "")))
    typer.echo(f"- {fault_sentence(fault)}" + (f"\n    {said}" if said else ""), err=True)


def _mapping(pairs: list[str]) -> dict[str, str]:
    mapping = dict(pair.partition("=")[::2] for pair in pairs)
    if any(not name for name in mapping.values()):
        raise typer.BadParameter("--column trường=Tên cột")
    return mapping


def _master(engine: Engine, master: str | None) -> str | None:
    if (engine == Engine.SPARK) != (master is not None):
        raise typer.BadParameter("--engine spark cần --master, và ngược lại")
    return master


_STAGES = {
    "reading": "Đọc tệp",
    "screening": "Quét",
    "comparing": "So các tin với nhau",
    "judging": "Chấm điểm",
    "ranking": "Xếp thứ tự",
    "done": "Xong",
}


class _Shown:
    """Progress for a person: listings, rate, time left."""

    def __init__(self) -> None:
        import time

        self._clock = time.monotonic
        self._began = self._clock()  # of the stage
        self._stage = ""
        self._last = 0.0

    def __call__(self, progress: Progress) -> None:
        now = self._clock()
        if progress.stage != self._stage:
            self._stage, self._began = progress.stage, now
        elif now - self._last < 1:
            return
        self._last = now
        text = f"{_STAGES[progress.stage]}: {write_number(progress.listings)} tin đăng"
        if progress.taken_up:
            text += f" (trong đó {write_number(progress.taken_up)} tin lượt trước đã quét xong)"
        # What an interrupted run had finished says nothing of this one's speed.
        rate = (progress.listings - progress.taken_up) / max(now - self._began, 0.001)
        if rate and progress.stage == "screening":
            text += f", {write_number(round(rate))} tin/giây"
            if progress.total:
                left = progress.total - progress.listings - progress.refused
                text += f", còn khoảng {write_number(round(left / rate))} giây"
        typer.echo(f"\r{text:<110}", nl=False, err=True)
        if progress.stage == "done":
            typer.echo("", err=True)
