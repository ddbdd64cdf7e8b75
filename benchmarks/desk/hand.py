"""A hand at the desk that counts what it does: clicks, boxes typed in, and the seconds it waits for the machine."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page

PATIENCE = 30_000


@dataclass
class Count:
    """What one task took: CLICKS (a choice in a list is one, a key too), boxes TYPED in, SECONDS of waiting."""

    clicks: int = 0
    typed: int = 0
    seconds: float = 0.0
    remark: str = ""
    pages: set[str] = field(default_factory=set)

    def told(self) -> dict[str, Any]:
        """Return it as it is kept in the results."""
        return {"clicks": self.clicks, "typed": self.typed, "seconds": round(self.seconds, 2), "remark": self.remark}


class Hand:
    """One officer at work. What is not asked of COUNT (signing in, looking) is not counted."""

    def __init__(self, browser: Browser, site: str, username: str) -> None:
        self.page: Page = browser.new_context(
            locale="vi-VN", viewport={"width": 1366, "height": 768}, accept_downloads=True
        ).new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.site, self.count = site, Count()
        self.page.goto(f"{site}/vao-thu/")
        self.page.locator(f"form[action$='/vao-thu/{username}/'] button").click()
        self.page.wait_for_url(f"{site}/")

    def at(self, count: Count) -> Hand:
        """Count from now on in COUNT."""
        self.count = count
        return self

    def open(self, address: str) -> None:
        """Go to a page that stands open, or whose address was sent; the wait counts, the going does not."""
        begun = time.monotonic()
        self.page.goto(address if address.startswith("http") else self.site + address)
        self.count.seconds += time.monotonic() - begun

    def click(self, target: Locator, then: Locator | None = None) -> None:
        """Click, and wait until what comes of it is to be seen."""
        self.count.clicks += 1
        begun = time.monotonic()
        target.click()
        self._settle(then)
        self.count.seconds += time.monotonic() - begun

    def key(self, name: str, then: Locator | None = None) -> None:
        """Press one key, which counts as a click."""
        self.count.clicks += 1
        begun = time.monotonic()
        self.page.keyboard.press(name)
        self._settle(then)
        self.count.seconds += time.monotonic() - begun

    def type(self, box: Locator, text: str, then: Locator | None = None) -> None:
        """Type into one box."""
        self.count.typed += 1
        box.fill(text)
        if then is not None:
            begun = time.monotonic()
            box.blur()
            self._settle(then)
            self.count.seconds += time.monotonic() - begun

    def choose(self, box: Locator, then: Locator | None = None, **option: Any) -> None:
        """Choose in a list."""
        self.count.clicks += 1
        begun = time.monotonic()
        box.select_option(**option)
        self._settle(then)
        self.count.seconds += time.monotonic() - begun

    def give(self, box: Locator, file: Path) -> None:
        """Choose a file."""
        self.count.clicks += 1
        box.set_input_files(file)

    def _settle(self, then: Locator | None) -> None:
        if then is not None:
            then.first.wait_for(timeout=PATIENCE)
        self.page.wait_for_load_state()
        self.page.locator(".htmx-request").first.wait_for(state="detached", timeout=PATIENCE)
