"""Somebody at his desk without a browser: he goes where a page leads, and presses what it shows; nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from lxml import html

from minhbach.domains.agencies.models import Post

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Hand:
    """One officer. What is not on the page where he stands, he can neither follow nor press nor fill in."""

    post: Post
    client: Client = field(default_factory=Client)
    address: str = ""
    page: Any = None

    def sit_down(self) -> None:
        """Begin a day: a session of yesterday is over."""
        self.client.force_login(self.post.officer, backend=BACKEND)

    def open(self, address: str = "/") -> Hand:
        return self._see(self.client.get(address, follow=True), 200)

    def follow(self, words: str) -> Hand:
        ways = [one.get("href") for one in self.page.xpath("//main//a") if words in said(one)]
        assert ways, f"no way “{words}” on {self.address}: {self.shown}"
        return self.open(self._whole(ways[0]))

    def fetch(self, part: str) -> Hand:
        """Look into the piece that the page fetches from an address."""
        [piece] = {one.get("hx-get") for one in self.page.iter() if part in (one.get("hx-get") or "")}
        return self.open(piece)

    def find(self, part: str, words: str) -> Hand:
        """Type into a box that fetches what is found; what comes stands beside it, the first of it chosen."""
        [box] = [one for one in self.page.iter("input") if part in (one.get("hx-get") or "")]
        found = self.client.get(box.get("hx-get"), {box.get("name"): words}).content.decode()
        for one in html.fragments_fromstring(found):
            box.getparent().append(one)
        return self

    def press(self, button: str, **typed: Any) -> Hand:
        """Fill in what is typed, leave the rest as it stands, and press; go on where the page asks once."""
        answer = self._send(button, typed)
        asked = [one.get("value") for one in self.page.xpath("//main//input[@name='confirmed']")]
        if answer.status_code == 422 and asked:
            answer = self._send(button, {**typed, "confirmed": asked})
        assert answer.status_code == 200, f"“{button}” on {self.address}: {self.told}"
        return self

    def reads(self, *words: str) -> Hand:
        for one in words:
            assert one in self.told, f"“{one}” does not stand on {self.address}: {self.told}"
        return self

    @property
    def told(self) -> str:
        """What the page says."""
        return said((self.page.xpath("//main") or [self.page])[0])

    @property
    def shown(self) -> list[str]:
        """What can be followed and pressed."""
        return [words for one in self.page.xpath("//main//a | //main//button") if (words := said(one))]

    def _send(self, words: str, typed: dict[str, Any]) -> Any:
        buttons = [(form, one) for form in self.page.forms for one in form.iter("button") if said(one) == words]
        assert buttons, f"no button “{words}” on {self.address}: {self.shown}"
        form, button = buttons[0]
        values: dict[str, Any] = {}
        for name, value in form.form_values():
            # A browser leaves out the line break with which a box begins.
            values.setdefault(name, []).append(value.removeprefix("\n"))
        if button.get("name"):
            values[button.get("name")] = button.get("value", "")
        boxes = {one.get("name") for one in form.iter("input", "select", "textarea")}
        # What an act asks of a provision comes once the provision is chosen.
        unknown = {name for name in typed if not name.startswith("act0-")} - boxes
        assert not unknown, f"no box {unknown} on {self.address}"
        sent = self.client.post(self._whole(form.get("action") or ""), values | typed, follow=True)
        self._see(sent, 200, 422)
        return sent

    def _whole(self, address: str) -> str:
        way = address.partition("#")[0]
        here = self.address.partition("#")[0].partition("?")[0]
        return way if way.startswith("/") else here + way

    def _see(self, answer: Any, *expected: int) -> Hand:
        chain = getattr(answer, "redirect_chain", ())
        self.address = chain[-1][0] if chain else answer.request["PATH_INFO"]
        self.page = html.fromstring(answer.content)
        assert answer.status_code in expected, f"{answer.status_code} on {self.address}: {self.told}"
        return self


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
