"""The static files of a release are gathered once, whole, named by their content and kept by browsers"""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from minhbach.config.settings.environment import current_folder
from minhbach.foundation.clock import now
from minhbach.interfaces.health import deployment
from minhbach.interfaces.office import front_end
from tests.conftest import PROJECT

SOURCE = PROJECT / "src" / "minhbach"


@pytest.fixture
def folders(settings: Any, tmp_path: Path) -> Path:
    settings.STATIC_FOLDERS = tmp_path / "static"
    return tmp_path / "static"


def test_each_package_file_that_a_template_names_is_on_the_list() -> None:
    named = {
        name
        for template in SOURCE.rglob("*.html")
        for name in re.findall(r"{% static ['\"]([^'\"]+)", template.read_text(encoding="utf-8"))
        if name.split("/")[0] in {"echarts", "cytoscape", "be-vietnam-pro"}
    }
    assert named <= set(front_end.FILES)


def test_gathered_once_a_second_start_changes_nothing(folders: Path) -> None:
    folder = front_end.gather()
    made = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert front_end.gather() == folder == current_folder(folders)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == made
    assert (folder / "echarts/echarts.min.js").exists()


def test_two_that_start_at_once_make_one_folder(folders: Path) -> None:
    with ThreadPoolExecutor() as both:
        first, second = both.map(lambda _: front_end.gather(), range(2))
    assert first == second
    assert [one.name for one in folders.iterdir() if one.is_dir()] == [first.name]


def test_what_was_left_half_made_is_made_anew(folders: Path) -> None:
    folder = front_end.gather()
    half = folder.with_name(f"{folder.name}.new")
    folder.rename(half)
    (half / "office/office.css").write_text("half")
    assert front_end.gather() == folder
    assert (folder / "office/office.css").read_bytes() == (
        SOURCE / "interfaces/office/static/office/office.css"
    ).read_bytes()
    assert not half.exists()


def test_the_release_before_keeps_its_files_and_the_one_before_that_goes(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = front_end.gather()
    for name in ("second", "third"):
        monkeypatch.setattr(front_end, "_digest", lambda _, name=name: name)
        front_end.gather()
    assert not first.exists()
    assert sorted(one.name for one in folders.iterdir() if one.is_dir()) == ["second", "third"]
    assert current_folder(folders).name == "third"


def test_packages_that_are_not_there_are_named(folders: Path, settings: Any, tmp_path: Path) -> None:
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, minhbach_node_modules=tmp_path / "nowhere")
    with pytest.raises(front_end.FrontEndMissing, match=r"echarts\.min\.js"):
        front_end.gather()
    assert not folders.exists()


def test_what_a_page_asks_for_is_compressed_and_kept_for_years(db: None) -> None:
    page = Client().get("/tai-khoan/dang-nhap/").content.decode()
    asked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(asked) >= 8
    for address in asked:
        answer = Client().get(address, headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable", address
        if address.endswith((".css", ".js")) and answer.headers.get("Content-Encoding") != "gzip":
            assert "be-vietnam-pro" in address  # too small to gain
        answer.close()


def test_a_first_load_is_at_most_250_kilobytes(db: None) -> None:
    page = Client().get("/tai-khoan/dang-nhap/").content
    asked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.decode())
    sent = len(page)
    for address in asked:
        answer: Any = Client().get(address, headers={"accept-encoding": "gzip"})
        sent += len(b"".join(answer.streaming_content))
    fonts = sorted((Path(settings.STATIC_ROOT) / "be-vietnam-pro/files").glob("*.????????????.woff2"))
    assert len(fonts) == 4
    sent += sum(font.stat().st_size for font in fonts)
    assert sent <= 250_000, sent


def test_the_doctor_asks_the_site_and_not_the_packages(db: None, settings: Any, tmp_path: Path) -> None:
    assert list(deployment.front_end(now())) == []
    names = Path(settings.STATIC_ROOT, "staticfiles.json").read_text()
    (tmp_path / "staticfiles.json").write_text(names)
    settings.STATIC_ROOT = tmp_path
    found = list(deployment.front_end(now()))
    assert len(found) >= 9
    assert all(ailment.what.startswith("Trang web xin /static/") for ailment in found)
    assert all(ailment.what.endswith("máy chủ trả lời 404.") for ailment in found)


def test_a_site_that_gathered_nothing_is_told_to_start_again(db: None, settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (ailment,) = deployment.front_end(now())
    assert ailment.what == "Trang đăng nhập trả lời 500."
    assert "minhbach serve" in ailment.remedy


def test_a_built_package_carries_its_front_end(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=PROJECT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    listed = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(wheel)], check=True, capture_output=True, text=True
    ).stdout
    for path in (*front_end.FILES.values(), f"{front_end.ICONS}/sun.svg"):
        assert f"minhbach/front_end/{path} " in listed
