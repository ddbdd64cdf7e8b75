"""``minhbach evaluate``: how right the screen is, against labels. Needs neither Django nor a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from minhbach.engine.screening.evaluate import Evaluation


def evaluate(
    leads: Annotated[Path, typer.Argument(help="leads.parquet của một lần quét.")],
    labels: Annotated[Path, typer.Option("--labels", help="Tệp nhãn (JSONL).")],
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            help="Tệp tin đăng gốc: so với tìm từ khóa đơn thuần, và cho xem lỗi trong nguyên văn của tin.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
    errors: Annotated[int, typer.Option("--errors", help="Số lỗi in ra mỗi loại.")] = 40,
) -> None:
    """Đo độ chính xác, độ bao phủ và F1 của lần quét theo từng dấu hiệu, kèm các lỗi."""
    import polars as pl

    from minhbach.engine.refusals import EngineRefusal
    from minhbach.engine.screening import evaluate as measuring
    from minhbach.interfaces.cli.sentences import refusal_sentence

    try:
        read = measuring.read_labels(labels)
        found, quotes = measuring.read_leads(leads)
    except EngineRefusal as refusal:
        typer.echo(refusal_sentence(refusal), err=True)
        raise typer.Exit(2) from refusal
    result = measuring.evaluate(found, read, quotes)
    compared: Evaluation | None = None
    texts: dict[str, str] = {}
    if baseline is not None:
        ids = [label.listing_id for label in read]
        listings = (
            pl.scan_parquet(baseline)
            .filter(pl.col("listing_id").is_in(ids))
            .select("listing_id", "title", "description")
            .collect()
        )
        compared = measuring.evaluate(measuring.keyword_baseline(listings), read, {})
        for row in listings.iter_rows(named=True):
            texts[row["listing_id"]] = f"{row['title'] or ''} — {row['description'] or ''}"
    if as_json:
        content = {"screen": measuring.as_dict(result)}
        if compared is not None:
            content["baseline"] = measuring.as_dict(compared)
        typer.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{result.labelled} tin có nhãn")
    _table(result)
    if compared is not None:
        typer.echo("\nTìm từ khóa đơn thuần:")
        _table(compared)
    for kind, title in (("wrong", "Báo nhầm"), ("missed", "Bỏ sót")):
        typer.echo(f"\n{title}:")
        for mistake in [one for one in result.mistakes if one.kind == kind][:errors]:
            typer.echo(f"  {mistake.sign:15} {mistake.listing_id:22} {mistake.text[:200]}")
            if mistake.listing_id in texts:
                typer.echo(f"    {measuring.in_its_text(mistake, texts[mistake.listing_id])}")


def _table(result: Evaluation) -> None:
    typer.echo(f"{'':15} {'đúng':>5} {'nhầm':>5} {'sót':>5}  {'P':>18} {'R':>18} {'F1':>18}")
    for one in result.measures:
        shares = "".join(
            f" {value:.2f} [{low:.2f}–{high:.2f}]".rjust(19)
            for value, (low, high) in (
                (one.precision, one.precision_interval),
                (one.recall, one.recall_interval),
                (one.f1, one.f1_interval),
            )
        )
        typer.echo(f"{one.name:15} {one.right:5} {one.wrong:5} {one.missed:5} {shares}")
