"""``minhbach pictures``: pictures of listings described, compared, exchanged. Needs neither Django nor a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minhbach.foundation.writing import write_number

if TYPE_CHECKING:
    import polars as pl

    from minhbach.engine.pictures.gallery import Gallery

REFUSED, NOTHING_READ = 2, 3
_NAMED = 20

app = typer.Typer(no_args_is_help=True, help="Ảnh của tin đăng: lập kho ảnh, tìm ảnh trùng, trao đổi mã ảnh.")


class Kind(StrEnum):
    """What the pictures of a gallery are of."""

    LISTING = "listing"
    GENUINE = "genuine"
    FAKE = "fake"
    DOCUMENT = "document"


@app.command("index")
def index(
    given: Annotated[
        Path, typer.Argument(exists=True, help="Thư mục ảnh, tệp ZIP, một ảnh, hoặc danh sách mã ảnh (CSV có cột pdq).")
    ],
    out: Annotated[Path, typer.Option("--out", help="Thư mục nhận kho ảnh.")],
    table: Annotated[
        Path | None,
        typer.Option(
            "--table", exists=True, help="Bảng cho biết ảnh của ai: file, listing_id, platform, seller_id, seller_name…"
        ),
    ] = None,
    kind: Annotated[
        Kind, typer.Option("--kind", help="Ảnh của tin đăng, của hàng thật, của hàng bị phát hiện là giả, của giấy tờ.")
    ] = Kind.LISTING,
    sign: Annotated[str | None, typer.Option("--sign", help="Dấu hiệu vi phạm mà ảnh đã biết nói lên.")] = None,
    mark: Annotated[str | None, typer.Option("--mark", help="Nhãn hiệu của hàng trong ảnh.")] = None,
    label: Annotated[str | None, typer.Option("--label", help="Nơi đã thấy ảnh: số vụ việc, tên tài liệu.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Ai cung cấp ảnh.")] = None,
    model: Annotated[
        Path | None,
        typer.Option(
            "--model",
            envvar="MINHBACH_PICTURES_MODEL",
            help="Mô hình nhận ảnh (ONNX); mặc định là mô hình đã cài, nếu có.",
        ),
    ] = None,
    pdq_only: Annotated[bool, typer.Option("--pdq-only", help="Chỉ tính mã PDQ, không dùng mô hình.")] = False,
) -> None:
    """Lập kho ảnh: đọc từng ảnh trong tiến trình bị giới hạn, tính mã ảnh, nêu tên ảnh không đọc được."""
    with _refusals_said():
        from minhbach.engine.pictures.descriptor import installed_model
        from minhbach.engine.pictures.gallery import make_gallery

        counter = _Counter("Đọc ảnh")
        always = {"kind": str(kind), "sign": sign, "mark": mark, "seen_in": label, "source": source}
        gallery = make_gallery(
            given,
            out,
            sheet=table,
            always={name: value for name, value in always.items() if value},
            model=None if pdq_only else model or installed_model(),
            told=counter,
        )
        counter.end()
    _tell_gallery(gallery)
    if not len(gallery.pictures):
        raise typer.Exit(NOTHING_READ)


@app.command("match")
def match(
    gallery: Annotated[Path, typer.Argument(help="Kho ảnh của tin đăng.")],
    out: Annotated[
        Path, typer.Option("--out", help="Tệp nhận bảng ảnh trùng, ví dụ THƯ_MỤC_ĐỐI_CHIẾU/picture_matches.parquet.")
    ],
    known: Annotated[
        list[Path] | None, typer.Option("--known", help="Kho ảnh đã biết để so; có thể cho nhiều.")
    ] = None,
    exact: Annotated[
        bool | None, typer.Option("--exact/--fast", help="So hết từng ảnh, hay tra nhanh; mặc định tùy số ảnh.")
    ] = None,
) -> None:
    """Tìm ảnh trùng: dưới gian hàng khác, với ảnh hàng thật, hàng giả, giấy tờ đã biết."""
    with _refusals_said():
        from minhbach.engine.pictures.gallery import read_gallery
        from minhbach.engine.pictures.matching import match as find_matches
        from minhbach.engine.text.cells import csv_text

        own, others = read_gallery(gallery), [read_gallery(folder) for folder in known or ()]
        counter = _Counter("So ảnh")
        matches = find_matches(own, others, exact=exact, told=counter)
        counter.end()
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix == ".csv":
        out.write_text(csv_text(matches.columns, matches.iter_rows()), encoding="utf-8")
    else:
        matches.write_parquet(out)
    for other in others:
        if own.model != other.model and other.model is not None:
            typer.echo(f"- Kho {other.folder.name} dùng mô hình khác nên chỉ được so bằng mã PDQ.", err=True)
    listings = matches["listing_id"].n_unique()
    typer.echo(f"{write_number(len(matches))} cặp ảnh trùng, thuộc {write_number(listings)} tin đăng.")
    for kind, number in matches["kind"].value_counts(sort=True).iter_rows():
        typer.echo(f"  {_KINDS[kind]:40} {number:>9}")
    typer.echo(f"Kết quả: {out}")


@app.command("read")
def read(
    given: Annotated[Path, typer.Argument(exists=True, help="Thư mục ảnh, tệp ZIP hoặc một ảnh.")],
    out: Annotated[Path, typer.Option("--out", help="Thư mục nhận bảng đọc được, ví dụ thư mục dữ liệu đối chiếu.")],
    table: Annotated[Path | None, typer.Option("--table", exists=True, help="Bảng cho biết ảnh của ai.")] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Ngày để so hạn sử dụng; mặc định là hôm nay."),
    ] = None,
) -> None:
    """Đọc chữ, mã vạch, mã QR trong ảnh và xét bằng các quy tắc dùng cho chữ của tin đăng."""
    with _refusals_said():
        from minhbach.engine.cache import default_folder
        from minhbach.engine.pictures.wording import judge_words, read_pictures
        from minhbach.engine.screening.lexicon import load_vocabulary
        from minhbach.foundation.clock import local_date, now

        counter = _Counter("Đọc ảnh")
        readings = read_pictures(given, sheet=table, told=counter)
        counter.end()
        words = judge_words(
            readings, load_vocabulary(folder=default_folder()), as_of.date() if as_of else local_date(now())
        )
    out.mkdir(parents=True, exist_ok=True)
    readings.write_parquet(out / "readings.parquet")
    words.write_parquet(out / "picture_words.parquet")
    unread = readings.filter(readings["problem"].is_not_null()).select("file", "problem")
    _tell_refused(unread)
    with_codes = int((readings["codes"].list.len() > 0).sum())
    typer.echo(
        f"{write_number(len(readings) - len(unread))} ảnh đã đọc, {write_number(with_codes)} ảnh có mã; "
        f"{write_number(words['file'].n_unique())} ảnh có chữ cần xem."
    )
    typer.echo(f"Kết quả: {out}")


@app.command("hashes")
def hashes(
    gallery: Annotated[Path, typer.Argument(help="Kho ảnh.")],
    out: Annotated[Path, typer.Option("--out", help="Tệp CSV nhận danh sách mã ảnh.")],
) -> None:
    """Ghi danh sách mã ảnh (PDQ) của một kho để gửi nơi khác; không kèm ảnh nào."""
    with _refusals_said():
        from minhbach.engine.pictures.gallery import read_gallery
        from minhbach.engine.pictures.hash_lists import write_hash_list

        written = write_hash_list(read_gallery(gallery), out)
    typer.echo(f"{write_number(written)} mã ảnh. Kết quả: {out}")


_KINDS = {
    "shop": "ảnh của gian hàng khác",
    "listing": "ảnh của tin khác (không rõ gian hàng)",
    "genuine": "ảnh hàng thật",
    "fake": "ảnh hàng bị phát hiện là giả",
    "document": "ảnh giấy tờ",
}


def _tell_gallery(gallery: Gallery) -> None:
    how = "mã PDQ và mô hình" if gallery.model else "mã PDQ"
    typer.echo(
        f"{write_number(len(gallery.pictures))} ảnh, {write_number(len(gallery.refused))} ảnh bị loại; so bằng {how}."
    )
    _tell_refused(gallery.refused)
    for name in gallery.missing[:_NAMED]:
        typer.echo(f"- Bảng có nêu {name} nhưng không có ảnh đó.", err=True)
    typer.echo(f"Kết quả: {gallery.folder}")


def _tell_refused(refused: pl.DataFrame) -> None:
    from minhbach.engine.telling.unreadable import unreadable_sentence

    for file, problem in refused.head(_NAMED).iter_rows():
        typer.echo(f"- {unreadable_sentence({'file': file, 'problem': problem})}", err=True)
    if (more := len(refused) - _NAMED) > 0:
        typer.echo(f"- … và {write_number(more)} ảnh nữa.", err=True)


class _Counter:
    """How far it has come, for a person."""

    def __init__(self, words: str) -> None:
        self._words, self.has_told = words, False

    def __call__(self, done: int) -> None:
        typer.echo(f"\r{self._words}: {write_number(done)}", nl=False, err=True)
        self.has_told = True

    def end(self) -> None:
        """Leave the line."""
        if self.has_told:
            typer.echo("", err=True)


@contextmanager
def _refusals_said() -> Iterator[None]:
    from minhbach.engine.refusals import EngineRefusal
    from minhbach.interfaces.cli.sentences import refusal_sentence

    try:
        yield
    except EngineRefusal as refusal:
        typer.echo(refusal_sentence(refusal), err=True)
        raise typer.Exit(REFUSED) from refusal
