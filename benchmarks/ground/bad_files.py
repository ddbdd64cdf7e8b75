"""Two hundred files that no office should be ended by, each under the name it would come with.

They are made, not kept: encodings, broken containers, bombs, wrong types, huge cells. The same every time.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

import polars as pl
import xlsxwriter

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FRAME = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="a/xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
    f'Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}
_SHEET = "xl/worksheets/sheet1.xml"
_STRINGS = "xl/sharedStrings.xml"
_BEGIN, _END = f'<worksheet xmlns="{_MAIN}"><sheetData>', "</sheetData></worksheet>"
_MEGABYTE = "x" * (1 << 20)

HEADER = ["Mã tin", "Tên sản phẩm", "Giá bán", "Người bán"]
ROWS = [["sp1", "Kem trị nám tận gốc", "350.000", "Tiệm Mây"], ["sp2", "Áo thun", "Liên hệ", "Cửa hàng Bình"]]
_OTHERS = {  # first bytes of files that are no tables
    "png": b"\x89PNG\r\n\x1a\n",
    "pdf": b"%PDF-1.7\n",
    "exe": b"MZ\x90\x00",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "rar": b"Rar!\x1a\x07",
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "elf": b"\x7fELF\x02",
    "jpg": b"\xff\xd8\xff\xe0",
    "mp4": b"\x00\x00\x00\x18ftypmp42",
    "gz": gzip.compress(b"a;b\n1;2\n"),
    "sqlite": b"SQLite format 3\x00",
    "class": b"\xca\xfe\xba\xbe",
    "wasm": b"\x00asm",
}

File = tuple[str, bytes]


def bad_files() -> Iterator[File]:
    """Yield each file with its name."""
    yield from _encodings()
    yield from _texts()
    yield from _json_lines()
    yield from _other_kinds()
    yield from _workbooks()
    yield from _far_cells()
    yield from _bombs()
    yield from _containers()
    yield from _parquets()
    yield from _damaged()


def _text(separator: str = ",") -> str:
    return "\n".join(separator.join(row) for row in [HEADER, *ROWS]) + "\n"


def _encodings() -> Iterator[File]:
    for separator in (",", ";", "\t"):
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1258"):
            yield f"bang-ma-{encoding}.csv", _text(separator).encode(encoding, errors="replace")
    for name in ("latin-1", "ascii", "cp037", "gb18030", "shift_jis"):
        yield f"bang-ma-{name}.csv", _text().encode(name, errors="replace")
    yield "tcvn3.csv", "M·;Tªn hµng\n1;Kem trÞ n¸m, gi¸ rÎ, ®Æc trÞ môn\n".encode("latin-1")
    yield "vni.csv", "Maõ;Teân haøng\n1;Kem trò naùm, giaù reû, ñaëc trò muïn\n".encode("latin-1")
    yield "hai-bang-ma.csv", _text().encode() + _text().encode("utf-16")
    yield "nua-chu.csv", _text().encode()[:-3] + b"\xe1\xba"


def _texts() -> Iterator[File]:
    text = _text()
    yield "rong.csv", b""
    yield "trang.csv", b" \r\n\t\n" * 1000
    yield "mot-chu.csv", b"x"
    yield "nul.csv", text.replace("Kem", "Kem\x00").encode()
    yield "toan-nul.csv", bytes(100_000)
    yield "dieu-khien.csv", text.replace("Kem", "Kem\x0b\x01\x1f\x7f\ufffe\uffff").encode()
    yield "dao-chieu.csv", text.replace("Kem", "\u202eKem\u2066").encode()
    yield "ngoac-kep-mo.csv", (text + 'sp3,"Ngoặc mở mà không đóng,1,2\n' + "dòng tiếp\n" * 100_000).encode()
    yield "o-dai.csv", (text + "sp3," + "x" * 30_000_000 + ",1,2\n").encode()
    yield "dong-dai.csv", b"a," * 5_000_000
    yield "nhieu-cot.csv", ",".join(f"c{number}" for number in range(50_000)).encode() + b"\n" + b"1," * 50_000
    yield "cot-trung.csv", b"a,a,a,a\n" * 5
    yield "ten-cot-dai.csv", ("x" * 100_000 + ",Tên sản phẩm\n1,2\n").encode()
    yield "chi-dau-phay.csv", b",,,,\n" * 10_000
    yield "le-dong.csv", b"a\rb\nc\r\nd\x0be\n\r" * 100
    yield "khong-deu.csv", "".join("x," * number + "\n" for number in range(300)).encode()
    yield "trieu-dong.csv", b"a,b\n" * 1_000_000
    yield "cong-thuc.csv", 'Tên sản phẩm,Giá bán\n=HYPERLINK("http://a"),@SUM(1)\n+1,-2\n'.encode()
    yield "ma.html", b"<html><table><tr><td>a</td></tr></table><script>alert(1)</script>"
    yield "mang.json", json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode()


def _json_lines() -> Iterator[File]:
    yield "sau.jsonl", (b'{"a":' * 100_000) + b"1" + b"}" * 100_000
    yield "sau-mang.jsonl", b'{"title":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    yield "so-lon.jsonl", b'{"title":"a","price_vnd":' + b"9" * 5_000 + b"}\n"
    yield "nua-cap.jsonl", b'{"title":"a\\ud800b","x\\udfff":1}\n'
    yield "nan.jsonl", b'{"title":"a","price_vnd":NaN}\n{"title":"b","price_vnd":-Infinity}\n'
    yield "nul.jsonl", b'{"title":"a\\u0000b","\\u0000":1}\n'
    yield "khoa-lap.jsonl", b'{"title":"a","title":"b","title ":"c"}\n' * 3
    yield "khac-kieu.jsonl", b'{"title":["a",{"b":1}],"price_vnd":{"x":1}}\n[1]\n"x"\n12\nnull\n'
    yield "nhieu-khoa.jsonl", json.dumps({f"k{number}": 1 for number in range(50_000)}).encode()
    yield "dong-dai.jsonl", json.dumps({"title": "x" * 30_000_000}).encode()
    yield "dut.jsonl", b'{"title":"a"}\n{"title":"b'


def _other_kinds() -> Iterator[File]:
    for kind, head in _OTHERS.items():
        for ending in ("csv", "xlsx"):
            yield f"la-{kind}.{ending}", head + bytes(range(256)) * 20
    yield "docx.xlsx", _archive({"word/document.xml": "<w:document/>", "[Content_Types].xml": "<Types/>"})
    yield "ods.xlsx", _archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": _ODS})
    yield "khoa.xlsx", _OTHERS["xls"] + bytes(2000) + "EncryptedPackage".encode("utf-16-le")


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet><table:table>'
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value="1" '
    'table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def _archive(parts: dict[str, Any]) -> bytes:
    """Write parts; a part may be an iterator of its pieces."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=True) as file:
                for piece in [content] if isinstance(content, str | bytes) else content:
                    file.write(piece.encode() if isinstance(piece, str) else piece)
    return buffer.getvalue()


def _workbook(rows: Any = "", **parts: Any) -> bytes:
    pieces = [rows] if isinstance(rows, str) else rows
    return _archive({**_FRAME, _STRINGS: f'<sst xmlns="{_MAIN}"/>', _SHEET: _pieces(pieces), **parts})


def _pieces(rows: Any) -> Iterator[str]:
    yield _BEGIN
    yield from rows
    yield _END


def _words(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def _row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


_TABLE = "".join(
    _row(number, *(_words(f"{'ABCD'[column]}{number}", cell) for column, cell in enumerate(row)))
    for number, row in enumerate([HEADER, *ROWS], start=1)
)


def whole_workbook() -> bytes:
    """Write a workbook as Excel would."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *ROWS]):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def _workbooks() -> Iterator[File]:
    letters = "abcdefghij"
    entities = "".join(f'<!ENTITY {letters[n + 1]} "{("&" + letters[n] + ";") * 10}">' for n in range(8))
    laughs = f'<!DOCTYPE l [<!ENTITY a "lol">{entities}]>'
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    entity = _row(1, '<c r="A1" t="str"><v>&e;</v></c>')
    yield "ngoai.xlsx", _workbook(**{_SHEET: outside + _BEGIN + entity + _END})
    yield "cuoi.xlsx", _workbook(**{_SHEET: f'{laughs}{_BEGIN}<row r="1"><c r="A1" t="str"><v>&i;</v></c></row>{_END}'})
    yield "cuoi-so.xlsx", _workbook(_TABLE, **{"xl/workbook.xml": laughs + _FRAME["xl/workbook.xml"]})
    yield (
        "khong-trang.xlsx",
        _workbook(_TABLE, **{"xl/workbook.xml": f'<workbook xmlns="{_MAIN}"><sheets/></workbook>'}),
    )
    yield "khong-duong.xlsx", _workbook(_TABLE, **{"xl/_rels/workbook.xml.rels": "<Relationships/>"})
    yield (
        "duong-ra-ngoai.xlsx",
        _workbook(
            _TABLE,
            **{
                "xl/_rels/workbook.xml.rels": _FRAME["xl/_rels/workbook.xml.rels"].replace(
                    "worksheets/sheet1.xml", "../../../../etc/passwd"
                )
            },
        ),
    )
    yield "trang-khong-xml.xlsx", _workbook(**{_SHEET: "no XML at all"})
    yield "trang-dut.xlsx", _workbook(**{_SHEET: _BEGIN + _TABLE[:200]})
    yield "trang-rong.xlsx", _workbook()
    yield "chuoi-ngoai.xlsx", _workbook(_row(1, '<c r="A1" t="s"><v>999999999</v></c>'))
    yield "chuoi-am.xlsx", _workbook(_row(1, '<c r="A1" t="s"><v>-1</v></c>'))
    yield (
        "so-la.xlsx",
        _workbook(_row(1, '<c r="A1"><v>1e999</v></c>', '<c r="B1"><v>x</v></c>', '<c r="C1" t="d"><v>9</v></c>')),
    )
    yield "o-la.xlsx", _workbook(_row(1, _words("ZZZZZZ99999999999", "a"), _words("", "b"), _words("1A", "c")))
    yield (
        "dong-lui.xlsx",
        _workbook(_row(5, _words("A5", "a")) + _row(2, _words("A2", "b")) + _row(0, _words("A0", "c"))),
    )
    yield "dong-lon.xlsx", _workbook(_row(4_294_967_295, _words("A4294967295", "a")))
    yield "nghin-dong-trang.xlsx", _workbook('<row r="1"/>' * 100_000 + _TABLE)
    yield "dieu-khien.xlsx", _workbook(_TABLE.replace("Kem", "Kem&#11;_x000B_"))
    prefixed = (_BEGIN + _TABLE + _END).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    yield "tien-to.xlsx", _workbook(**{_SHEET: prefixed.replace("xmlns=", "xmlns:x=")})


def _far_cells() -> Iterator[File]:
    strays = ('<c r="{}" s="0"/>', '<c r="{}"><v>1</v></c>', '<c r="{}" t="str"><v></v></c>', "<c r='{}'><v>2</v></c>")
    for place in ("XFD1048576", "IV65536", "ZZ500000", "A1048576", "XFD1"):
        number = int("".join(letter for letter in place if letter.isdigit()))
        for kind, stray in enumerate(strays):
            rows = _TABLE if number > 1 else _TABLE.replace("</row>", stray.format(place) + "</row>", 1)
            far = _row(number, stray.format(place)) if number > 1 else ""
            yield f"xa-{place}-{kind}.xlsx", _workbook(rows + far)


def _bombs() -> Iterator[File]:
    yield (
        "bom-mot-o.xlsx",
        _workbook(
            piece
            for piece in [
                _TABLE,
                '<row r="4"><c r="A4" t="inlineStr"><is><t>',
                *[_MEGABYTE] * 400,
                "</t></is></c></row>",
            ]
        ),
    )
    shared = [f'<sst xmlns="{_MAIN}"><si><t>', *[_MEGABYTE] * 400, "</t></si></sst>"]
    yield "bom-chuoi.xlsx", _workbook(_row(1, '<c r="A1" t="s"><v>0</v></c>'), **{_STRINGS: shared})
    many = "".join(_words(f"{letter}1", "y" * 100) for letter in "ABCDEFGH")
    yield "bom-dong.xlsx", _workbook(_row(number, many) for number in range(1, 400_000))
    yield "bom-o-rong.xlsx", _workbook(_row(number, *['<c s="1"/>'] * 200) for number in range(1, 100_000))
    yield "bom-cot.xlsx", _workbook(_row(number, *["<c><v>1</v></c>"] * 16_384) for number in range(1, 600))
    yield (
        "bom-nhieu-chuoi.xlsx",
        _workbook(_TABLE, **{_STRINGS: [f'<sst xmlns="{_MAIN}">', *["<si><t>z</t></si>" * 10_000] * 800, "</sst>"]}),
    )
    yield "bom-kieu.xlsx", _workbook(_TABLE, **{"xl/styles.xml": ["<styleSheet>", *[_MEGABYTE] * 300, "</styleSheet>"]})
    yield "bom-so.xlsx", _workbook(_TABLE, **{"xl/workbook.xml": ["<workbook>", *[_MEGABYTE] * 300, "</workbook>"]})
    yield "bom-khac.xlsx", _workbook(_TABLE, **{"xl/media/a.bin": [_MEGABYTE] * 300})


def _containers() -> Iterator[File]:
    good = whole_workbook()
    yield "chi-dau.xlsx", b"PK\x03\x04"
    yield "thu-muc-rong.xlsx", b"PK\x05\x06" + bytes(18)
    yield "them-duoi.xlsx", good + b"\x00" * 100_000
    yield "them-dau.xlsx", b"x" * 1000 + good
    yield "hai-lan.xlsx", good + good
    yield (
        "mat-khau.xlsx",
        good.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
        ),
    )
    yield (
        "noi-doi.xlsx",
        _lying(_workbook(_row(number, _words(f"A{number}", "z" * 500)) for number in range(1, 200_000))),
    )
    yield (
        "nhieu-phan.xlsx",
        _archive({**_FRAME, _SHEET: _BEGIN + _TABLE + _END, **{f"xl/a{n}.xml": "" for n in range(20_000)}}),
    )
    yield (
        "duong-len.xlsx",
        _archive({**_FRAME, "../../../tmp/x.xml": "x", "/etc/x.xml": "x", _SHEET: _BEGIN + _TABLE + _END}),
    )
    yield "long-nhau.xlsx", _archive({"a.xlsx": _archive({"b.xlsx": good})})
    yield (
        "hoa-thuong.xlsx",
        _archive({name.upper(): part for name, part in {**_FRAME, _SHEET: _BEGIN + _TABLE + _END}.items()}),
    )
    yield (
        "gach-nguoc.xlsx",
        _archive({name.replace("/", "\\"): part for name, part in {**_FRAME, _SHEET: _BEGIN + _TABLE + _END}.items()}),
    )


def _lying(archive: bytes) -> bytes:
    """Let every part of an archive say that it unpacks to ten bytes."""
    changed, place = bytearray(archive), 0
    while (place := changed.find(b"PK\x01\x02", place)) >= 0:
        changed[place + 24 : place + 28] = struct.pack("<I", 10)
        place += 4
    return bytes(changed)


def _parquets() -> Iterator[File]:
    title = {"title": ["Kem trị nám", None]}
    frames: dict[str, dict[str, Any]] = {
        "a[1]": title,
        "ban-ghi": {**title, "seller": [{"name": "Mây", "tags": [{"a": b"\xff"}]}, None]},
        "danh-sach": {**title, "description": [[["a"], []], None], "image_urls": [[{"u": "x"}], None]},
        "nhi-phan": {**title, "description": [b"\xff\xfe", None]},
        "thoi-luong": {**title, "price_vnd": pl.Series([1, None], dtype=pl.Duration)},
        "mang": {**title, "price_vnd": pl.Series([[1, 2], None], dtype=pl.Array(pl.Int8, 2))},
        "rong-kieu": {"title": [None, None], "price_vnd": [None, None]},
        "vo-cung": {**title, "price_vnd": [float("inf"), float("nan")], "sold": [-1, 2**62]},
        "khong-dong": {"title": []},
        "cot-nul": {**title, "\x00": [1, 2], "👍🏽" * 50: [1, 2], "": [1, 2]},
        "nhieu-cot": {f"c{number}": [1] for number in range(5_000)},
        "dieu-khien": {"title": ["Kem\x00\x0b\ufffe", "b"]},
    }
    for name, frame in frames.items():
        yield f"{name}.parquet", _parquet(pl.DataFrame(frame))
    yield (
        "bom.parquet",
        _parquet(pl.DataFrame({"title": ["z" * 1_000_000]}).select(pl.col("title").repeat_by(2_000)).explode("title")),
    )
    yield "o-dai.parquet", _parquet(pl.DataFrame({"title": ["z" * 30_000_000]}))
    yield "chi-dau.parquet", b"PAR1"
    yield "dau-duoi.parquet", b"PAR1" + bytes(100) + struct.pack("<I", 2**31 - 1) + b"PAR1"


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def _damaged() -> Iterator[File]:
    chance = random.Random(389)
    for ending, good in (
        ("xlsx", whole_workbook()),
        ("parquet", _parquet(pl.DataFrame([ROWS], schema=None, orient="row"))),
    ):
        for share in (10, 50, 90, 99):
            yield f"cat-{share}.{ending}", good[: len(good) * share // 100]
        for number in range(12):
            broken = bytearray(good)
            for _ in range(1 + number):
                broken[chance.randrange(4, len(broken))] ^= 1 << chance.randrange(8)
            yield f"lat-bit-{number}.{ending}", bytes(broken)
