"""report.html: what a person wants to see first. Figures and codes only; the office has the sentences."""

from __future__ import annotations

import html
from pathlib import Path

import polars as pl

from minhbach.engine.screening.options import RunSummary

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ddd;padding:.4rem;text-align:left;"
    "vertical-align:top}mark{background:#ffe08a}.n{text-align:right}"
)


def write_report(path: Path, summary: RunSummary, leads: pl.DataFrame, parts: Path) -> None:
    """Write the counts of a run and its first leads with the words that raised them."""
    ids = leads["listing_id"].to_list()
    signals = (
        pl.scan_parquet(parts / "signals.parquet")
        .filter(pl.col("listing_id").is_in(ids))
        .select("listing_id", "sign", "rule", "quote", "weight")
        .collect()
    )
    reasons: dict[str, list[str]] = {}
    for row in signals.iter_rows(named=True):
        reasons.setdefault(row["listing_id"], []).append(
            f"<mark>{html.escape(row['quote'] or '')}</mark> "
            f"<small>{html.escape(row['rule'])} {row['weight']:+.2f}</small>"
        )
    counts = "".join(f"<tr><td>{sign}<td class=n>{number}" for sign, number in summary.leads_by_sign.items())
    refused = "".join(
        f"<tr><td>{html.escape(reason)}<td class=n>{number}" for reason, number in summary.refused_by_reason.items()
    )
    rows = "".join(
        f"<tr><td class=n>{place}<td>{html.escape(lead['title'] or '')}<br><small>{html.escape(lead['listing_id'])} "
        f"{html.escape(lead['seller_name'] or '')}</small><td>{', '.join(lead['signs'])}"
        f"<td>{'<br>'.join(reasons.get(lead['listing_id'], []))}<td class=n>{lead['score']:.3f}"
        for place, lead in enumerate(leads.iter_rows(named=True), start=1)
    )
    path.write_text(
        f"<!doctype html><html lang=vi><meta charset=utf-8><title>Minh Bạch screen</title><style>{_STYLE}</style>"
        f"<h1>{summary.leads} / {summary.listings}</h1><table><tr><th>sign<th class=n>leads{counts}</table>"
        f"<h2>refused: {summary.refused}</h2><table>{refused}</table>"
        f"<h2>leads</h2><table><tr><th class=n>#<th>listing<th>signs<th>reasons<th class=n>score{rows}</table>\n",
        encoding="utf-8",
    )
