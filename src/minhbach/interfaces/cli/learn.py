"""``minhbach learn``: from inspectors' outcomes, or any labelled table, to a better model with its card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minhbach.foundation.clock import local_date, now

if TYPE_CHECKING:
    from minhbach.engine.learning.judgement import Candidate
    from minhbach.engine.refusals import EngineRefusal

REFUSED = 2
_ROWS_SHOWN = 50


def learn(
    outcomes: Annotated[
        Path | None,
        typer.Argument(help="Bảng kết quả kiểm tra, hoặc bảng có nhãn (CSV, XLSX, JSONL, Parquet)."),
    ] = None,
    knowledge: Annotated[
        Path | None, typer.Option("--knowledge", help="Thư mục giữ mô hình; screen --knowledge dùng lại.")
    ] = None,
    run: Annotated[
        list[Path] | None, typer.Option("--run", help="Thư mục kết quả của lần quét có các đầu mối này.")
    ] = None,
    text: Annotated[list[str] | None, typer.Option("--text", help="Cột chữ của bảng có nhãn.")] = None,
    label: Annotated[str | None, typer.Option("--label", help="Cột nhãn.")] = None,
    price: Annotated[str | None, typer.Option("--price", help="Cột giá.")] = None,
    seller: Annotated[str | None, typer.Option("--seller", help="Cột người bán.")] = None,
    time: Annotated[str | None, typer.Option("--time", help="Cột thời gian.")] = None,
    number: Annotated[
        list[str] | None, typer.Option("--number", help="Cột số khác: điểm đánh giá, tuổi gian hàng, số hàng đã bán…")
    ] = None,
    category: Annotated[
        list[str] | None, typer.Option("--category", help="Cột phân loại: ngành hàng, loại gian hàng, nơi bán…")
    ] = None,
    positive: Annotated[str | None, typer.Option("--positive", help="Giá trị nhãn cần tìm.")] = None,
    score: Annotated[Path | None, typer.Option("--score", help="Bảng khác để chấm bằng mô hình của thư mục.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Tệp nhận kết quả của --score hoặc --plan (.csv, .parquet, .xlsx).")
    ] = None,
    plan: Annotated[
        int | None, typer.Option("--plan", min=1, help="Lập danh sách chừng này lượt kiểm tra từ --run.")
    ] = None,
    random_share: Annotated[
        float, typer.Option("--random-share", min=0, max=1, help="Phần lượt kiểm tra chọn ngẫu nhiên.")
    ] = 0.05,
    seed: Annotated[str | None, typer.Option("--seed", help="Hạt giống; mặc định là tuần này, như 2026-W47.")] = None,
    capacity: Annotated[int, typer.Option("--capacity", min=1, help="Số lượt kiểm tra mỗi tuần.")] = 50,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Bỏ qua các dòng kết quả không dùng được.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ in thẻ mô hình, không ghi gì.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Đổi lại mô hình trước.")] = False,
) -> None:
    """Học từ kết quả kiểm tra (hoặc bảng có nhãn): ghi mô hình và thẻ mô hình, từ chối mô hình kém hơn."""
    from minhbach.engine.refusals import EngineRefusal

    today = local_date(now())
    try:
        if plan is not None:
            _plan(run or [], plan, random_share, seed or f"{today:%G-W%V}", out)
            return
        if knowledge is None or not (undo or outcomes or score):
            _refuse("learning.nothing_asked")
            return
        _demand_extra()
        if undo:
            _undo(knowledge)
            return
        if outcomes is not None:
            if text or label:
                if not (text and label):
                    _refuse("learning.nothing_asked")
                candidate = _from_table(
                    outcomes,
                    knowledge,
                    {
                        "texts": tuple(text or ()),
                        "label": label,
                        "price": price,
                        "seller": seller,
                        "time": time,
                        "numbers": tuple(number or ()),
                        "categories": tuple(category or ()),
                    },
                    positive,
                    capacity,
                    today,
                )
            else:
                if not run:
                    _refuse("learning.run_missing")
                candidate = _from_outcomes(outcomes, knowledge, run or [], capacity, today, skip_bad=skip_bad)
            _settle(candidate, knowledge, today, dry_run=dry_run)
        if score is not None:
            _score(score, knowledge, out)
    except EngineRefusal as refusal:
        _show(refusal)
        raise typer.Exit(REFUSED) from refusal


def _demand_extra() -> None:
    from importlib.util import find_spec

    if find_spec("sklearn") is None or find_spec("scipy") is None:
        _refuse("learning.extra_missing")


def _refuse(problem: str, **values: object) -> None:
    from minhbach.engine.learning.reading import LearningRefused

    raise LearningRefused(problem=problem, **values)


def _show(refusal: EngineRefusal) -> None:
    from minhbach.engine.telling.sentences import refused_row_sentence
    from minhbach.interfaces.cli.sentences import refusal_sentence

    rows = refusal.values.get("rows")
    told = type(refusal)(**{**refusal.values, "rows": ""}) if rows else refusal
    typer.echo(refusal_sentence(told), err=True)
    if isinstance(rows, Sequence):
        for row, problem, value in rows[:_ROWS_SHOWN]:
            typer.echo("  " + refused_row_sentence({"row": row, "reason": problem, "value": value}), err=True)
        if len(rows) > _ROWS_SHOWN:
            typer.echo(f"  … và {len(rows) - _ROWS_SHOWN} dòng khác.", err=True)


def _from_outcomes(
    path: Path, knowledge: Path, runs: list[Path], capacity: int, today: date, *, skip_bad: bool
) -> Candidate:
    from minhbach.engine.screening.outcomes.refitting import learn_from_outcomes

    candidate: Candidate = learn_from_outcomes(
        path, runs, knowledge, made_on=today, capacity=capacity, skip_bad=skip_bad
    )
    return candidate


def _from_table(
    path: Path,
    knowledge: Path,
    columns: Mapping[str, Any],
    positive: str | None,
    capacity: int,
    today: date,
) -> Candidate:
    from minhbach.engine.learning.from_tables import Columns, learn_from_table

    stages = {"reading": "Đọc bảng …", "strength": "Chọn độ mạnh …", "final": "Học trên toàn bộ bảng …"}
    return learn_from_table(
        path,
        Columns(**columns),
        knowledge,
        made_on=today,
        positive=positive,
        capacity=capacity,
        say=lambda stage: typer.echo(stages.get(stage, f"Kiểm tra phần {stage} …"), err=True),
    )


def _settle(candidate: Candidate, knowledge: Path, today: date, *, dry_run: bool) -> None:
    """Put the candidate in its place, or say why not."""
    from minhbach.engine.learning.keeping import CARD, keep_model, keep_refused
    from minhbach.interfaces.cli.model_card import refusal_reasons, write_card

    card = write_card(candidate.model, candidate.refused)
    if dry_run:
        typer.echo(card)
        if candidate.refused:
            raise typer.Exit(REFUSED)
        return
    if candidate.refused:
        path = keep_refused(knowledge, card)
        typer.echo("Mô hình mới bị từ chối; mô hình hiện tại được giữ nguyên.", err=True)
        for reason in refusal_reasons(candidate.refused):
            typer.echo(f"  {reason}", err=True)
        typer.echo(f"Thẻ của mô hình bị từ chối: {path}", err=True)
        raise typer.Exit(REFUSED)
    keep_model(knowledge, candidate.model, card, made_on=today, beside=getattr(candidate, "beside", {}))
    _told(candidate.model["validation"])
    typer.echo(f"Thẻ mô hình: {knowledge / CARD}")


def _told(report: Mapping[str, Any]) -> None:
    new, before = report["new"], report.get("before")
    for name, words in (("average_precision", "Độ chính xác trung bình"), ("brier", "Điểm Brier")):
        said = f"{words}: {new[name]['value']:.3f}"
        said += f" (trước: {before[name]['value']:.3f})" if before else ""
        typer.echo(said.replace(".", ",") + ".")


def _undo(knowledge: Path) -> None:
    from minhbach.engine.learning.keeping import restore_previous

    restore_previous(knowledge)
    typer.echo("Đã đổi lại mô hình trước. Chạy lệnh này lần nữa để đổi ngược lại.")


def _plan(runs: list[Path], number: int, random_share: float, seed: str, out: Path | None) -> None:
    import polars as pl

    from minhbach.engine.screening.outcomes.visits import plan_visits

    if not runs or not (runs[-1] / "leads.parquet").is_file():
        _refuse("learning.run_missing")
    visits = plan_visits(pl.read_parquet(runs[-1] / "leads.parquet"), number, seed=seed, random_share=random_share)
    target = out or runs[-1] / "visits.csv"
    _write(visits, target)
    drawn = int((visits["chosen_how"] == "random").sum())
    typer.echo(
        f"{visits.height} lượt kiểm tra, trong đó {drawn} lượt chọn ngẫu nhiên (hạt giống {seed}): {target}\n"
        "Điền cột outcome, decided_on (và sign nếu có) rồi đưa lại cho minhbach learn."
    )


def _score(path: Path, knowledge: Path, out: Path | None) -> None:
    import polars as pl

    from minhbach.engine.learning.from_tables import judge_table

    table, said, threshold = judge_table(path, knowledge)
    target = out or path.with_name(f"{path.stem}-scored.csv")
    _write(
        table.with_columns(
            pl.Series("probability", said.round(6), dtype=pl.Float64),
            pl.Series("predicted", (said >= threshold).astype(int), dtype=pl.Int64),
        ),
        target,
    )
    typer.echo(f"{table.height:,} dòng, {int((said >= threshold).sum()):,} dòng cần xem: {target}".replace(",", "."))


def _write(frame: Any, target: Path) -> None:
    """Write a frame in the form that the file's name asks for."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".parquet":
        frame.write_parquet(target)
    elif target.suffix == ".xlsx":
        frame.write_excel(target)
    else:
        from minhbach.engine.text.cells import csv_text

        target.write_text(csv_text(frame.columns, frame.iter_rows()), encoding="utf-8-sig", newline="")
