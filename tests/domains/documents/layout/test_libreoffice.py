"""The files open in LibreOffice and print with every word and page where they belong."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from minhbach.domains.documents.layout import render_docx
from tests.domains.documents.layout.samples import SAMPLES

pytestmark = pytest.mark.print


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All samples, printed to PDF by one LibreOffice with a profile of its own."""
    folder = tmp_path_factory.mktemp("papers")
    for name, (content, around) in SAMPLES.items():
        (folder / f"{name}.docx").write_bytes(render_docx(content.compose(around)))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         str(folder), *sorted(str(path) for path in folder.glob("*.docx"))],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder


def pages(folder: Path, name: str) -> list[str]:
    text = subprocess.run(
        ["pdftotext", "-layout", str(folder / f"{name}.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [" ".join(page.split()) for page in text.split("\f") if page.strip()]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_paper_prints_on_a4(printed: Path, name: str) -> None:
    info = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "99", str(printed / f"{name}.pdf")], check=True, capture_output=True, text=True
    ).stdout
    sizes = re.findall(r"size:\s+([\d.]+) x ([\d.]+)", info)
    assert sizes
    assert all(sorted((round(float(a)), round(float(b)))) == [595, 842] for a, b in sizes)


def test_the_first_page_carries_no_number_and_the_second_does(printed: Path) -> None:
    first, second, *_ = pages(printed, "decision")
    # The name beside the nation's fills its column so nearly that machines break it differently.
    assert re.match(r"SỞ CÔNG THƯƠNG( TỈNH LẠNG SƠN)? CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", first)
    assert second.startswith("2 ")


def test_the_signature_never_stands_alone_on_a_page(printed: Path) -> None:
    for name in SAMPLES:
        for page in pages(printed, name):
            assert not re.match(r"(\d+ )?(Nơi nhận:|ĐẠI DIỆN BÊN|CÁ NHÂN VI PHẠM|NGƯỜI ĐẠI DIỆN)", page)


def test_each_appendix_of_a_report_has_a_page_of_its_own_without_a_number(printed: Path) -> None:
    papers = pages(printed, "report")
    assert [page.split(" KẾT QUẢ")[0].split(" THƯƠNG MẠI")[0] for page in papers[-2:]] == ["Phụ lục I", "Phụ lục II"]


def test_the_sum_in_words_is_on_the_printed_decision(printed: Path) -> None:
    assert "(Bằng chữ: Ba mươi lăm triệu đồng)" in " ".join(pages(printed, "decision"))
