"""report.html of a run: what a person wants to see first, in sentences; each lead opens its explanation on the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from minhbach.domains.law.class_names import class_names
from minhbach.engine.screening.canonical import file_name, reasons_of
from minhbach.engine.screening.results import explained, open_results
from minhbach.engine.screening.signs import sign_name
from minhbach.engine.telling.sentences import refused_name, refused_row_sentence
from minhbach.engine.telling.told import Told, tell_explanation
from minhbach.engine.telling.values import day, number, said
from minhbach.interfaces.cli.explanation_page import STYLE, against_and_unchecked, marked, reasons_for, shown

TOP = 200
_REFUSED_SHOWN = 50
_EXTRA = """
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
.r{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}h2.lead{overflow-wrap:anywhere}.list td{font-size:.95rem}.list td:last-child{min-width:10rem;overflow-wrap:normal}
@media print{section.one{break-inside:avoid-page}}
""".strip()  # noqa: E501


def write_report(folder: Path) -> None:
    """Write the report of a finished run beside its outputs.

    Raises: RunUnreadable.
    """
    results = open_results(folder)
    told = [
        (content, tell_explanation(content, reasons_of(content), classes=class_names()))
        for _lead, _signals, content in explained(results, top=TOP)
    ]
    page = _page(results.record, told)
    aside = folder / ".report.html"
    aside.write_bytes(page.encode("utf-8", "replace"))
    aside.replace(folder / "report.html")


def _page(record: Mapping[str, Any], told: list[tuple[dict[str, Any], Told]]) -> str:
    names = ", ".join(shown(given["name"]) for given in record["inputs"])
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Kết quả quét: {names}</title><style>{STYLE}{_EXTRA}</style></head><body><main>"
        f'<p class="kicker">Minh Bạch · Kết quả quét tin đăng</p><h1>{names}</h1>'
        f"<p>Quét tính đến ngày {shown(day(record['versions']['as_of']))}: {number(record['listings'])} tin đăng, "
        f"{number(record['leads'])} đầu mối, {number(record['refused'])} dòng bị loại.</p>"
        '<p class="quiet">Dấu hiệu là lý do để xem xét, chưa phải kết luận vi phạm. '
        "Điểm chỉ để xếp thứ tự, không đưa vào hồ sơ vụ việc.</p>"
        f"{_signs(record)}{_refused(record)}{_list(record, told)}{''.join(map(_lead, told))}"
        f"{_versions(record)}</main></body></html>\n"
    )


def _signs(record: Mapping[str, Any]) -> str:
    rows = "".join(
        f'<tr><td>{shown(sign_name(sign))}<td class="r">{number(count)}'
        for sign, count in record["leads_by_sign"].items()
    )
    return (
        f'<section><h2>Đầu mối theo dấu hiệu</h2><table><tr><th>Dấu hiệu<th class="r">Đầu mối{rows}</table></section>'
    )


def _refused(record: Mapping[str, Any]) -> str:
    parts = ""
    if record["refused"]:
        counts = "".join(
            f'<tr><td>{shown(refused_name(reason))}<td class="r">{number(count)}'
            for reason, count in record["refused_by_reason"].items()
        )
        first = "".join(f"<li>{shown(refused_row_sentence(row))}" for row in record["refused_rows"][:_REFUSED_SHOWN])
        rest = record["refused"] - min(len(record["refused_rows"]), _REFUSED_SHOWN)
        more = f"<p>Còn {number(rest)} dòng nữa trong refused.parquet.</p>" if rest else ""
        parts += (
            f'<table><tr><th>Lý do<th class="r">Số dòng{counts}</table>'
            f"<details><summary>Từng dòng và cách sửa</summary><ul>{first}</ul>{more}</details>"
        )
    if record["cut"]:
        parts += f"<p>{number(record['cut'])} tin quá dài, chỉ đọc được phần đầu.</p>"
    return f"<section><h2>Dòng bị loại, tin đọc chưa hết</h2>{parts}</section>" if parts else ""


def _list(record: Mapping[str, Any], told: Iterable[tuple[dict[str, Any], Told]]) -> str:
    rows = "".join(
        f'<tr><td class="r">{place}<td><a href="#{_anchor(content)}"><bdi>{_title(one)}</bdi></a>'
        f'<br><span class="quiet">{shown(one.listing["seller_name"] or "không ghi người bán")} {_price(one)}</span>'
        f"<td>{'<br>'.join(shown(sign.name) for sign in one.signs)}"
        for place, (content, one) in enumerate(told, start=1)
    )
    of = f"{min(TOP, record['leads'])} đầu mối đứng đầu" if record["leads"] else "Không có đầu mối nào"
    return (
        f'<section><h2>{of}</h2><table class="list"><tr><th class="r">#<th>Tin đăng<th>Dấu hiệu{rows}</table></section>'
    )


def _lead(pair: tuple[dict[str, Any], Told]) -> str:
    content, told = pair
    likely = f"<p>Theo cách tính hiện nay, {shown(told.likelihood)}.</p>" if told.likelihood else ""
    command = f"minhbach explain . {content['listing']['listing_id']} --html {_anchor(content)}.html"
    return (
        f'<section class="one" id="{_anchor(content)}"><h2 class="lead"><bdi>{marked(told.title)}</bdi></h2>'
        f'<p class="quiet">{shown(told.listing["platform"] or "")} · {shown(content["listing"]["listing_id"])} · '
        f"{shown(told.listing['seller_name'] or 'không ghi người bán')} {_price(told)}</p>{likely}"
        f"{reasons_for(told)}{against_and_unchecked(told)}"
        f'<p class="quiet">Toàn văn có đánh dấu: <code>{shown(command)}</code></p></section>'
    )


def _versions(record: Mapping[str, Any]) -> str:
    versions = record["versions"]
    lexicons = "".join(f"<li><code>{shown(name)} {shown(one)}</code>" for name, one in versions["lexicons"].items())
    return (
        f"<section><h2>Phiên bản</h2><p>Phần mềm {shown(versions['product'])}, quy tắc {shown(versions['rules'])}, "
        f"bảng điểm {shown(versions['scorecard'])}, dữ liệu đối chiếu {shown(versions['knowledge'] or 'không có')}.</p>"
        f"<details><summary>Từ điển</summary><ul>{lexicons}</ul></details></section>"
    )


def _anchor(content: Mapping[str, Any]) -> str:
    return file_name(content["listing"]["listing_id"])


def _title(told: Told) -> str:
    return shown(told.listing["title"] or "Tin không có tên hàng")


def _price(told: Told) -> str:
    price = told.listing["price_vnd"]
    return f"· {shown(said('price_vnd', price))}" if price is not None else ""
