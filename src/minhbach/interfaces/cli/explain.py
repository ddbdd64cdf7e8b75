"""``minhbach explain``: why a listing is a lead, and whether that comes out again.

Needs neither Django nor a database.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from minhbach.engine.screening.recompute import Difference
    from minhbach.engine.telling.told import Reason, Told

REFUSED, DIFFERS = 2, 1
_WIDTH = 100
_TOP = 200


def explain(
    out: Annotated[Path | None, typer.Argument(help="Thư mục kết quả của một lần quét.")] = None,
    listing_id: Annotated[str | None, typer.Argument(help="Mã tin đăng của đầu mối.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Ghi trang giải thích vào tệp này.")] = None,
    as_json: Annotated[Path | None, typer.Option("--json", help="Ghi bản giải thích (JSON) vào tệp này.")] = None,
    all_into: Annotated[
        Path | None, typer.Option("--all", help="Ghi trang và JSON của các đầu mối đứng đầu vào thư mục này.")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, help="Số đầu mối cho --all.")] = _TOP,
    recompute: Annotated[
        Path | None, typer.Option("--recompute", help="Tính lại từ bản giải thích (JSON) này và so từng byte.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Tính lại đầu mối đã nêu và so từng byte.")] = False,
    lexicon: Annotated[list[Path] | None, typer.Option("--lexicon", help="Từ điển bổ sung đã dùng khi quét.")] = None,
    knowledge: Annotated[
        Path | None, typer.Option("--knowledge", help="Thư mục dữ liệu đối chiếu đã dùng khi quét, để tính lại.")
    ] = None,
) -> None:
    """Giải thích một đầu mối: từng lý do, chỗ trong tin, điều ngược lại; hoặc tính lại để kiểm chứng."""
    from minhbach.engine.refusals import EngineRefusal
    from minhbach.interfaces.cli.sentences import refusal_sentence

    try:
        if recompute is not None:
            _recompute(recompute.read_bytes(), recompute.name, tuple(lexicon or ()), knowledge)
            return
        if out is None or (listing_id is None and all_into is None):
            raise typer.BadParameter("Hãy cho thư mục kết quả và mã tin đăng, hoặc --all, hoặc --recompute TỆP.")
        if all_into is not None:
            _write_all(out, all_into, top)
            return
        content = _one(out, str(listing_id))
        if check:
            from minhbach.engine.screening.canonical import canonical

            _recompute(canonical(content), str(listing_id), tuple(lexicon or ()), knowledge)
            return
    except EngineRefusal as refusal:
        typer.echo(refusal_sentence(refusal), err=True)
        raise typer.Exit(REFUSED) from refusal
    except OSError as error:
        if error.filename is None:  # no file's fault: whoever reads what is printed went away
            raise
        typer.echo(f"Không đọc hoặc ghi được {Path(str(error.filename)).name}: {error.strerror}.", err=True)
        raise typer.Exit(REFUSED) from error
    _give(content, html, as_json)


def _one(out: Path, listing_id: str) -> dict[str, Any]:
    from minhbach.engine.screening.results import explained, open_results

    return next(explained(open_results(out), [listing_id])).explanation


def _give(content: dict[str, Any], html: Path | None, as_json: Path | None) -> None:
    from minhbach.engine.screening.canonical import canonical

    if as_json is not None:
        as_json.write_bytes(canonical(content))
    if html is not None:
        html.write_bytes(_page(content))
    if html is None and as_json is None:
        typer.echo(_plain(content))


def _write_all(out: Path, folder: Path, top: int) -> None:
    from minhbach.engine.screening.canonical import canonical, file_name
    from minhbach.engine.screening.results import explained, open_results

    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for _lead, _signals, content in explained(open_results(out), top=top):
        name = file_name(content["listing"]["listing_id"])
        (folder / f"{name}.json").write_bytes(canonical(content))
        (folder / f"{name}.html").write_bytes(_page(content))
        written += 1
    typer.echo(f"Đã ghi {written} bản giải thích.")


def _page(content: dict[str, Any]) -> bytes:
    from minhbach.interfaces.cli.explanation_page import write_page

    return write_page(content, _tell(content)).encode("utf-8", "replace")


def _tell(content: dict[str, Any]) -> Told:
    from minhbach.domains.law.class_names import class_names
    from minhbach.engine.screening.canonical import reasons_of
    from minhbach.engine.telling.told import tell_explanation

    return tell_explanation(content, reasons_of(content), classes=class_names())


def _recompute(content: bytes, name: str, lexicons: tuple[Path, ...], folder: Path | None) -> None:
    from minhbach.engine.screening.knowledge import load_knowledge
    from minhbach.engine.screening.lexicon import load_vocabulary
    from minhbach.engine.screening.recompute import recompute

    made_again = recompute(content, name=name, vocabulary=load_vocabulary(lexicons), knowledge=load_knowledge(folder))
    if not made_again.differences:
        typer.echo("Tính lại: giống đến từng byte.")
        return
    typer.echo("Tính lại: khác ở những điểm sau.")
    for difference in made_again.differences:
        typer.echo(f"  - {_difference(difference)}")
    raise typer.Exit(DIFFERS)


def _difference(difference: Difference) -> str:
    """Say what came out otherwise, and why where the versions tell."""
    from minhbach.engine.screening.signs import sign_name
    from minhbach.engine.telling.sentences import reason_sentence

    before, now, name = difference.before, difference.now, difference.name
    if difference.what == "text":
        return "Tệp đã bị sửa: không còn đúng cách ghi của bản giải thích."
    if difference.what == "version":
        of = {"product": "phần mềm", "rules": "quy tắc", "as_of": "ngày so hạn", "scorecard": "bảng điểm"}
        return (
            f"Phiên bản {of.get(name, f'từ điển {name}')} khác: trước {before or 'không có'}, nay {now or 'không có'}."
        )
    if difference.what == "reason":
        said = reason_sentence(now or before)
        change = "Thêm lý do" if before is None else "Không còn lý do" if now is None else "Lý do đổi"
        return f"{change}: {said}"
    if difference.what == "sign":
        return f"Dấu hiệu {sign_name(name)}: trước {before}, nay {now}."
    return f"Giá trị “{name}” khác: trước {_short(before)}, nay {_short(now)}."


def _short(value: object) -> str:
    return textwrap.shorten(str(value), 80, placeholder="…")


def _plain(content: dict[str, Any]) -> str:
    from minhbach.engine.screening.canonical import digest
    from minhbach.engine.telling.values import day

    told = _tell(content)
    listing = told.listing
    parts = [_visible(str(listing["title"] or "Tin không có tên hàng")), f"Mã tin: {_visible(listing['listing_id'])}"]
    if told.likelihood:
        parts.append(f"Theo cách tính hiện nay, {told.likelihood}.")
    parts.append("Dấu hiệu là lý do để xem xét, chưa phải kết luận vi phạm.")
    for sign in told.signs:
        parts += ["", f"DẤU HIỆU: {sign.name.upper()}", *_lines(sign.reasons)]
        if sign.shared:
            parts.append(f"    Cùng các điều liên quan nhiều dấu hiệu: {', '.join(map(str, sign.shared))}.")
        if sign.harm:
            parts.append(f"    Mức hại dùng để xếp thứ tự: {sign.harm}.")
    for heading, reasons in (
        ("Điều liên quan nhiều dấu hiệu", told.shared),
        ("Gợi ý yếu, chưa đủ thành dấu hiệu", told.weaker),
        ("Điều làm giảm nghi ngờ", told.against),
        ("Bối cảnh, không tính điểm", told.context),
    ):
        if reasons:
            parts += ["", heading.upper(), *_lines(reasons)]
    parts += ["", "TIN ĐĂNG", _wrapped(_marked(told))]
    if told.unchecked:
        parts += ["", "ĐIỀU CHƯA KIỂM TRA ĐƯỢC", *(f"  - {sentence}" for sentence in told.unchecked)]
    if told.order:
        parts += ["", "VÌ SAO ĐỨNG Ở THỨ TỰ NÀY", *(f"  - {sentence}" for sentence in told.order)]
    versions = content["versions"]
    parts += [
        "",
        "KIỂM CHỨNG LẠI",
        f"  {content['recompute']}",
        f"  SHA-256 của tệp: {digest(content)}",
        f"  Tính đến ngày {day(versions['as_of'])}; phần mềm {versions['product']}, quy tắc {versions['rules']}, "
        f"bảng điểm {versions['scorecard']}.",
    ]
    return "\n".join(parts)


def _lines(reasons: tuple[Reason, ...]) -> list[str]:
    from minhbach.engine.screening.signs import short_name

    lines = []
    for reason in reasons:
        share = f" ({reason.strength})" if reason.counted else ""
        text = _visible(f"[{reason.number}] {reason.sentence}{share}")
        lines.append(textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="      "))
        if len(reason.signs) > 1:
            lines.append(f"      Liên quan: {'; '.join(map(short_name, reason.signs))}")
        if reason.around[1]:
            near = _visible("{} ⟦{}⟧ {}".format(*reason.around).strip())
            lines.append(textwrap.fill(near, _WIDTH, initial_indent="      | ", subsequent_indent="      | "))
        lines += [f"      {_visible(name)}: {_visible(value)}" for name, value in reason.facts]
    return lines


def _marked(told: Told) -> str:
    """The text with each mark between brackets, and the numbers of its reasons."""
    text = ""
    for field in (told.title, told.description):
        for stretch in field:
            if stretch.left_out:
                text += f" … lược {stretch.left_out} ký tự … "
            elif stretch.reasons:
                ends = f"[{','.join(map(str, stretch.ends))}]" if stretch.ends else ""
                text += f"⟦{_visible(stretch.text)}⟧{ends}"
            else:
                text += _visible(stretch.text)
        text += "\n"
    return text.rstrip()


def _wrapped(text: str) -> str:
    lines = (textwrap.fill(line, _WIDTH, initial_indent="  ", subsequent_indent="  ") for line in text.splitlines())
    return "\n".join(lines)


def _visible(text: str) -> str:
    """A terminal obeys signs that nobody sees: they are written out."""
    from minhbach.engine.telling.values import written_out

    return written_out(text)
