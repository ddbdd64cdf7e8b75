"""One lead's explanation as a page of its own: no script, nothing fetched, fit for a cheap phone and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from minhbach.engine.screening.canonical import digest, file_name
from minhbach.engine.screening.signs import short_name
from minhbach.engine.telling.told import Reason, Stretch, Told
from minhbach.engine.telling.values import UNSEEN, day, number, said

STYLE = """
:root{--ink:#16202b;--quiet:#56636f;--line:#d9dfe5;--paper:#fff;--ground:#f4f6f8;--mark:#fff3c4;--good:#dff3e6}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.55 "Be Vietnam Pro",system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:72rem;margin:0 auto;padding:1rem}
h1{font-size:1.35rem;line-height:1.3;margin:.2rem 0 .6rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:0 0 .6rem}
h3{font-size:1rem;margin:1.1rem 0 .4rem}p{margin:.4rem 0}a{color:#0b5cad}
.quiet{color:var(--quiet);font-size:.9rem}.kicker{color:var(--quiet);margin:0;font-size:.9rem}
section,aside{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:0 0 1rem}
dl{display:grid;grid-template-columns:minmax(6.5rem,max-content) minmax(0,1fr);gap:.2rem .9rem;margin:.6rem 0}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}ul{margin:.4rem 0;padding-left:1.2rem}
@media(max-width:34rem){dl{display:block}dt{margin-top:.4rem;font-size:.9rem}}
.text{white-space:pre-wrap;overflow-wrap:anywhere;border-top:1px solid var(--line);padding-top:.8rem;margin-top:.8rem;max-width:68ch}
.heading{font-weight:600;overflow-wrap:anywhere}
a.m,span.m{background:var(--mark);color:inherit;text-decoration:none;border-bottom:2px solid #8a5a00;padding:1px 0}
a.m.against,span.m.against{background:var(--good);border-bottom-style:dotted;border-color:#1a6b3c}
sup{font-size:.7em;font-weight:700;line-height:0;padding:0 .1em}:target{outline:3px solid #0b5cad;outline-offset:2px}
ol.reasons{list-style:none;padding:0;margin:0}ol.reasons>li{margin:0 0 .8rem;padding-left:2.2rem;position:relative;overflow-wrap:anywhere}
.n{position:absolute;left:0;top:.1rem;min-width:1.6rem;height:1.6rem;border-radius:.8rem;background:#24445f;color:#fff;font-size:.85rem;line-height:1.6rem;text-align:center;text-decoration:none}
.against .n{background:#1a6b3c}.context .n,.weaker .n{background:#6a7681}
.near{display:block;font-size:.92rem;border-left:3px solid var(--line);padding-left:.6rem;margin:.2rem 0}
.share{display:block;color:var(--quiet);font-size:.9rem}
.bar{display:inline-block;vertical-align:middle;width:6rem;height:.45rem;border-radius:.25rem;border:1px solid var(--line);overflow:hidden;margin-right:.4rem;background:#eef1f4}
.bar i{display:block;height:100%;background:#24445f}.against .bar i{background:#1a6b3c}
.facts{grid-template-columns:minmax(0,1fr) minmax(0,1fr);font-size:.92rem}details{margin:.3rem 0}summary{cursor:pointer;color:var(--quiet)}
code{font:.88rem/1.4 ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}pre{background:var(--ground);padding:.6rem;border-radius:6px;white-space:pre-wrap;margin:.4rem 0}
.sign{display:inline-block;border:1px solid #24445f;border-radius:.6rem;padding:.05rem .6rem;margin:0 .3rem .3rem 0;font-size:.95rem}
.unseen{border:1px dashed #b42318;border-radius:3px;font-size:.7em;padding:0 .2em;color:#b42318}.left-out{color:var(--quiet);font-style:italic}
.warn{background:#fdecea;border-left:4px solid #b42318;padding:.5rem .8rem;margin:.6rem 0}
@media(min-width:62rem){.two{display:grid;grid-template-columns:minmax(0,1fr) 25rem;gap:1rem;align-items:start}.two>.listing{order:-1}}
@media print{body{background:none;font-size:11pt}main{max-width:none;padding:0}section,aside{border:0;padding:0;break-inside:auto}li,h2,h3{break-inside:avoid;break-after:auto}h2,h3{break-after:avoid}a.m,span.m{background:none}.n{background:none!important;color:#000;border:1px solid #000}details>*{display:block}details::details-content{content-visibility:visible;height:auto}a{color:inherit;text-decoration:none}}
""".strip()  # noqa: E501

_FACTS = (
    ("platform", "Sàn"),
    ("price_vnd", "Giá"),
    ("price_written", "Giá như người bán ghi"),
    ("brand", "Thương hiệu"),
    ("category", "Ngành hàng"),
    ("seller_name", "Người bán"),
    ("seller_id", "Mã người bán"),
    ("seller_location", "Nơi bán"),
    ("is_official", "Gian hàng chính hãng"),
    ("sold", "Đã bán"),
    ("collected_on", "Ngày thu thập"),
    ("listing_id", "Mã tin đăng"),
    ("url", "Địa chỉ tin"),
    ("image_urls", "Ảnh"),
)


def write_page(explanation: Mapping[str, Any], told: Told) -> str:
    """Return the page of one explanation.

    Shape: what engine.screening.explain gives, and the same as engine.telling.told tells it.
    """
    title = told.listing.get("title") or "Tin không có tên hàng"
    signs = "".join(f'<a class="sign" href="#dau-hieu-{one.sign}">{shown(one.name)}</a>' for one in told.signs)
    likely = f"<p>Theo cách tính hiện nay, {shown(told.likelihood)}.</p>" if told.likelihood else ""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Giải thích đầu mối: {shown(title[:80])}</title><style>{STYLE}</style></head><body><main>"
        f'<p class="kicker">Minh Bạch · Giải thích đầu mối</p><h1><bdi>{shown(title[:200])}</bdi></h1>'
        f"<p>Dấu hiệu: {signs}</p>{likely}"
        '<p class="quiet">Dấu hiệu là lý do để xem xét, chưa phải kết luận vi phạm.</p>'
        f'<div class="two"><section aria-labelledby="vi-sao"><h2 id="vi-sao">Vì sao là đầu mối</h2>'
        f"{reasons_for(told, linked=True)}{against_and_unchecked(told, linked=True)}</section>"
        f'<section class="listing" aria-labelledby="tin"><h2 id="tin">Tin đăng, giữ nguyên như khi quét</h2>'
        f'<p class="heading"><bdi>{marked(told.title, linked=True)}</bdi></p>{_facts(told.listing)}'
        f'<div class="text"><bdi>{marked(told.description, linked=True) or _NO_TEXT}</bdi></div></section></div>'
        f"{_versions(explanation)}</main></body></html>\n"
    )


_NO_TEXT = '<span class="quiet">Tin không có phần mô tả.</span>'


def shown(value: object) -> str:
    """Escape what a seller wrote; signs that nobody sees, or that turn the writing around, become visible."""
    escaped = escape(str(value))
    return UNSEEN.sub(lambda sign: f'<span class="unseen">U+{ord(sign.group()):04X}</span>', escaped)


def marked(stretches: Iterable[Stretch], *, linked: bool = False) -> str:
    """Return a text with its marks; LINKED where the reasons stand on the same page, once."""
    return "".join(_stretch(one, linked) for one in stretches)


def _stretch(stretch: Stretch, linked: bool) -> str:
    if stretch.left_out:
        return f'<span class="left-out"> … lược {number(stretch.left_out)} ký tự … </span>'
    if not stretch.reasons:
        return shown(stretch.text)
    numbers = f"<sup>{','.join(map(str, stretch.ends))}</sup>" if stretch.ends else ""
    kind = "m against" if stretch.is_against else "m"
    if not linked:
        return f'<span class="{kind}">{shown(stretch.text)}{numbers}</span>'
    anchors = "".join(f'<span id="cho-{one}"></span>' for one in stretch.anchors)
    note = escape("; ".join(dict.fromkeys(one.sentence for one in stretch.reasons)))
    link = f'href="#ly-do-{stretch.reasons[0].number}" title="{note}"'
    return f'{anchors}<a class="{kind}" {link}>{shown(stretch.text)}{numbers}</a>'


def _facts(listing: Mapping[str, Any]) -> str:
    rows = ""
    for column, name in _FACTS:
        value = listing.get(column)
        if value is None or value in ("", []):
            continue
        written = "<br>".join(shown(one) for one in value) if isinstance(value, list) else shown(said(column, value))
        rows += f"<dt>{name}</dt><dd><bdi>{written}</bdi></dd>"
    return f"<dl>{rows}</dl>"


def reasons_for(told: Told, *, linked: bool = False) -> str:
    """Return the signs with what speaks for each, and hints too weak for one."""
    parts = ""
    for sign in told.signs:
        anchor = f' id="dau-hieu-{sign.sign}"' if linked else ""
        parts += f"<h3{anchor}>Dấu hiệu: {shown(sign.name)}</h3>{_reasons(sign.reasons, linked)}"
        if sign.shared:
            told_below = ", ".join(map(str, sign.shared))
            parts += f'<p class="quiet">Cùng các điều liên quan nhiều dấu hiệu: {told_below}.</p>'
        likely = f"Riêng dấu hiệu này: {shown(sign.likelihood)}. " if sign.likelihood and len(told.signs) > 1 else ""
        harm = f"Mức hại dùng để xếp thứ tự: {shown(sign.harm)}." if sign.harm else ""
        basis = f"Lớp hành vi có thể liên quan: {shown('; '.join(sign.basis))}. " if sign.basis else ""
        parts += f'<p class="quiet">{likely}{basis}{harm}</p>' if likely or basis or harm else ""
    if told.shared:
        parts += f"<h3>Điều liên quan nhiều dấu hiệu</h3>{_reasons(told.shared, linked)}"
    if not told.signs:
        parts += "<p>Không còn dấu hiệu nào đủ mạnh.</p>"
    if told.weaker:
        parts += f"<h3>Gợi ý yếu, chưa đủ thành dấu hiệu</h3>{_reasons(told.weaker, linked, 'weaker')}"
    return parts


def against_and_unchecked(told: Told, *, linked: bool = False) -> str:
    """Return what speaks against the signs, the context, and what could not be checked."""
    none = '<p class="quiet">Không thấy điều gì.</p>'
    parts = f"<h3>Điều làm giảm nghi ngờ</h3>{_reasons(told.against, linked, 'against') if told.against else none}"
    if told.context:
        parts += f"<h3>Bối cảnh, không tính điểm</h3>{_reasons(told.context, linked, 'context')}"
    if told.unchecked:
        items = "".join(f"<li>{shown(sentence)}</li>" for sentence in told.unchecked)
        parts += f"<h3>Điều chưa kiểm tra được</h3><ul>{items}</ul>"
    if told.order:
        items = "".join(f"<li>{shown(sentence)}</li>" for sentence in told.order)
        parts += f"<h3>Vì sao đứng ở thứ tự này</h3><ul>{items}</ul>"
    return parts


def _reasons(reasons: Iterable[Reason], linked: bool, kind: str = "") -> str:
    return f'<ol class="reasons {kind}">' + "".join(_reason(one, linked) for one in reasons) + "</ol>"


def _reason(reason: Reason, linked: bool) -> str:
    number_shown = f'<span class="n">{reason.number}</span>'
    if linked and reason.places:
        number_shown = f'<a class="n" href="#cho-{reason.number}" title="Xem trong tin">{reason.number}</a>'
    anchor = f' id="ly-do-{reason.number}"' if linked else ""
    bar = f'<span class="bar" aria-hidden="true"><i style="width:{100 * reason.share:.0f}%"></i></span>'
    points = f"{reason.strength} · {_signed(reason.counted)} điểm"
    share = f'<span class="share">{bar}{points}</span>' if reason.counted else ""
    before, quote, after = (shown(words) for words in reason.around)
    near = f'<span class="near"><bdi>{before} <b>{quote}</b> {after}</bdi></span>' if quote else ""
    bears_on = ""
    if len(reason.signs) > 1:
        bears_on = f'<span class="share">Liên quan: {shown("; ".join(map(short_name, reason.signs)))}</span>'
    facts = ""
    if reason.facts:
        rows = "".join(f"<dt>{shown(name)}</dt><dd>{shown(value)}</dd>" for name, value in reason.facts)
        summary = "Số liệu đã dùng, giữ cùng đầu mối"
        facts = f'<details><summary>{summary}</summary><dl class="facts">{rows}</dl></details>'
    return f"<li{anchor}>{number_shown}<bdi>{shown(reason.sentence)}</bdi>{near}{bears_on}{share}{facts}</li>"


def _signed(value: float) -> str:
    return ("+" if value > 0 else "−") + number(abs(round(value, 2)))


def _versions(explanation: Mapping[str, Any]) -> str:
    versions = explanation["versions"]
    lexicons = "".join(
        f"<li><code>{shown(name)} {shown(one)}</code></li>" for name, one in versions["lexicons"].items()
    )
    listing_id = str(explanation["listing"]["listing_id"])
    return (
        '<section aria-labelledby="phien-ban"><h2 id="phien-ban">Kiểm chứng lại</h2>'
        f"<p>Giữ tệp <code>{shown(file_name(listing_id))}.json</code> cùng trang này, rồi chạy:</p>"
        f"<pre><code>{shown(explanation['recompute'])}</code></pre>"
        "<p>Lệnh đọc lại tin đăng đã giữ, chấm lại và cho biết có đúng từng byte hay khác ở đâu, vì sao.</p>"
        f"<dl><dt>Mã SHA-256 của tệp</dt><dd><code>{digest(explanation)}</code></dd>"
        f"<dt>Quét tính đến ngày</dt><dd>{shown(day(versions['as_of']))}</dd>"
        f"<dt>Điểm xếp thứ tự</dt><dd>{shown(number(explanation['score']))}</dd>"
        f"<dt>Phần mềm</dt><dd>{shown(versions['product'])}</dd>"
        f"<dt>Quy tắc</dt><dd>{shown(versions['rules'])}</dd>"
        f"<dt>Bảng điểm</dt><dd>{shown(versions['scorecard'])}</dd>"
        f"<dt>Dữ liệu đối chiếu</dt><dd>{shown(versions.get('knowledge') or 'không có')}</dd></dl>"
        f"<details><summary>Từ điển</summary><ul>{lexicons}</ul></details></section>"
    )
