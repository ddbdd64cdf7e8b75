"""What some tests need of the machine beyond the packages of the project; `tools/machine` puts it in where it may."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

# Set by CI: what a machine lacks is then a failure, not a skip.
STRICT = "MINHBACH_TEST_EVERYTHING"

LACKS = "Máy này thiếu chương trình; chạy:"


def browser() -> str | None:
    """Return the system's Chromium, where there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@cache
def lacking_for_journeys() -> tuple[str, ...]:
    """List the Debian packages without which no browser can be driven here."""
    from playwright.sync_api import sync_playwright

    driver = [sys.executable, "-m", "playwright", "--version"]
    if subprocess.run(driver, capture_output=True, check=False).returncode:
        return ("libatomic1", "chromium") if browser() is None else ("libatomic1",)
    if browser() is None:
        with sync_playwright() as playwright:
            if not Path(playwright.chromium.executable_path).exists():
                return ("chromium",)
    return ()


def lacking_for_prints() -> tuple[str, ...]:
    """List the Debian packages without which no paper is printed to be looked at."""
    needed = {"libreoffice-writer-nogui": ("soffice",), "poppler-utils": ("pdftotext", "pdfinfo")}
    return tuple(package for package, programs in needed.items() if not all(map(shutil.which, programs)))


FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")


@cache
def lacking_for_words() -> tuple[str, ...]:
    """List the Debian packages without which no words are written into a picture and read from it."""
    program = shutil.which("tesseract")
    known = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False) if program else None
    needed = {
        "tesseract-ocr": known is not None,
        "tesseract-ocr-vie": known is not None and "vie" in known.stdout.split(),
        "fonts-dejavu-core": FONT.is_file(),
    }
    return tuple(package for package, is_there in needed.items() if not is_there)


def advice(packages: tuple[str, ...]) -> str:
    return f"sudo apt-get install -y {' '.join(packages)}"
