"""Keeps what every page of the demo says to every role, and tells what two such records say differently.

    python tools/page_texts.py keep OUT              # OUT/<role>/<address>-<n>.txt
    python tools/page_texts.py compare BEFORE AFTER  # each changed line once, with the pages it stands on

`keep` builds the demo in a scratch home with a database server of its own, at a fixed moment, and walks the site as
each role of the page that offers them: along links and to the addresses of forms, breadth first, by GET alone, each
look undone. Of each address, whatever ids it holds, the first pages are kept, and of some further ones those that lead
to an address or have a field not met before, so that every form that some case offers is there. Then each role looks
where others were led and it was not (`~not-led-to`), and at every address with an id that belongs to nothing
(`~nobody`). Two runs on one commit give the same bytes, on any day.

Of the project it knows the `minhbach` command, the page of the roles and what HTML says: it outlives what is renamed.
"""

from __future__ import annotations

import argparse
import difflib
import logging
import os
import re
import shutil
import sys
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser
from importlib.metadata import entry_points
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl, urljoin, urlsplit
from uuid import UUID

SHOWN_BEFORE = 60  # letters of a changed line
MOMENT = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)  # 9:00 on a Friday in Vietnam
HOST = "localhost"
ROLES = "/vao-thu/"
START = "/"
SEEDS = (START, "/khong-co-trang-nay/", "/tim/?q=an", "/vu-viec/chon-doi-tuong/?q=an", ROLES)
LEFT_OUT = ("/static/", "/tai-khoan/dang-xuat/")
KEPT = 4  # pages of one address and role
LOOKED_AT = 30  # pages of one address looked at for where they lead
TAKEN = 3  # links that one page has to pages of one address: a list of each step is worth more than all of one
ANSWERS = 12  # lists kept of those that one filter gives
FILTERED = re.compile(r"\?(?!page=|export=)[a-z_-]+=[^&]+$")  # one question: each answer is another list
SORTED = re.compile(r"[?&]sort=")  # the same rows in another order

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOBODY = "00000000-0000-7000-8000-000000000000"
CLOCK = re.compile(r"\b\d{1,2}:\d\d(:\d\d)?\b")
WORD = re.compile(r"[a-z]+([-_.][a-z]+)*")

SILENT = {"script", "style"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "label", "legend", "li", "main", "nav", "ol", "optgroup", "option", "p", "pre", "section", "select",
    "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
READ_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-confirm", "label")


class PageReader(HTMLParser):
    """Reads a page as lines of what its reader sees, and the addresses it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.links: list[tuple[str, bool]] = []  # the address, and whether it gives a part of a page
        self.forms: list[str] = []
        self.fields: set[str] = set()
        self._words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.end_line()
        self._silent += tag in SILENT
        if tag == "a":
            self._words.append(" ")  # links that stand side by side are not one word
            self.links.append((said.get("href", ""), False))
        if "name" in said and tag in {"input", "select", "textarea"}:
            self.fields.add(re.sub(r"\d+", "0", said["name"]))
        if "hx-get" in said and "hx-push-url" not in said:
            self.links.append((said["hx-get"], True))
        if tag == "form" and said.get("action"):
            self.forms.append(said["action"])
        for name in READ_ATTRIBUTES:
            if said.get(name, "").strip():
                self.add_line(f"[{name}] {said[name]}")
        if tag == "input" and said.get("type") != "hidden" and said.get("value"):
            self.add_line(f"[value] {said['value']}")
        if "checked" in said or "selected" in said:
            self.add_line("[chosen]")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag in BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def add_line(self, text: str) -> None:
        self.end_line()
        self._words.append(text)
        self.end_line()

    def end_line(self) -> None:
        if line := " ".join("".join(self._words).split()):
            self.lines.append(masked(line))
        self._words = []


def masked(text: str) -> str:
    """Return a text without what differs between two buildings of one world."""
    return CLOCK.sub("hh:mm", AN_ID.sub("<id>", text))


def read_page(html: str) -> PageReader:
    """Read a whole page or a part of one."""
    reader = PageReader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader


def shape_of(address: str, is_part: bool) -> str:
    """Return an address without ids and without what is asked of it: the same for all pages of one kind."""
    parts = urlsplit(address)
    words = [part if WORD.fullmatch(part) else "_" for part in parts.path.strip("/").split("/") if part]
    asked = sorted({name for name, _value in parse_qsl(parts.query, keep_blank_values=True)})
    return ".".join(words or ["start"]) + ("?" + "+".join(asked) if asked else "") + ("~part" if is_part else "")


class Walk:
    """One role's way through the site."""

    def __init__(self, client: Any, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.met: set[tuple[str, bool]] = set()
        self.led_to: set[str] = set()  # addresses, and fields by the address they stand on
        self.led_on: dict[str, int] = defaultdict(int)  # how many pages had something not met before
        self.files: set[str] = set()
        self.looked_at: dict[str, int] = defaultdict(int)
        self.kept: dict[str, int] = defaultdict(int)
        self.first_of: dict[str, tuple[str, bool]] = {}

    def along_links(self) -> None:
        """Keep what can be reached from the start page."""
        waiting = deque((address, False) for address in SEEDS)
        self.met.update(waiting)
        while waiting:
            address, is_part = waiting.popleft()
            shape = shape_of(address, is_part)
            # Pages of which none but the first led anywhere new will not begin to.
            most = LOOKED_AT if self.led_on[shape] > 1 else KEPT
            if FILTERED.search(address):
                most = ANSWERS
            if shape in self.files:
                most = 1  # of a file the kind alone is kept
            if self.looked_at[shape] >= most:
                continue
            self.looked_at[shape] += 1
            page = self.look(address, is_part=is_part)
            if page.lines[0] == "405":
                continue
            if not page.lines[0].isdigit():
                self.files.add(shape)
            self.first_of.setdefault(shape, (address, is_part))
            new = {shape_of(*link).split("?")[0] for link in page.links} | {f"{shape} {one}" for one in page.fields}
            new -= self.led_to
            self.led_to |= new
            self.led_on[shape] += bool(new)
            if self.kept[shape] < KEPT or new or FILTERED.search(address):
                self.keep(shape, page.lines)
                waiting.extend(self.taken(page.links))

    def taken(self, links: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
        """Yield the links of a page that are followed."""
        taken: dict[str, int] = defaultdict(int)
        for link in links:
            shape = shape_of(*link)
            if link not in self.met and (taken[shape] < TAKEN or FILTERED.search(link[0])):
                taken[shape] += 1
                self.met.add(link)
                yield link

    def keep(self, shape: str, lines: list[str]) -> None:
        """Write a page down."""
        self.kept[shape] += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{shape}-{self.kept[shape]}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def look(self, address: str, *, is_part: bool = False) -> PageReader:
        """Return what a page says, its status first, and where it leads; whatever the look itself wrote is undone."""
        from django.db import transaction

        with transaction.atomic():
            response = self.client.get(address, headers={"HX-Request": "true"} if is_part else {})
            kind = response.get("Content-Type", "").split(";")[0]
            # A file is read to its end: that closes it the way the test client wants it.
            content = b"".join(response.streaming_content) if response.streaming else response.content
            html = content.decode() if kind == "text/html" else ""
            transaction.set_rollback(True)
        page = read_page(html)
        first = [str(response.status_code) if kind == "text/html" else f"{response.status_code} {kind}"]
        if "Location" in response:
            first.append(masked(f"→ {response['Location']}"))
            page.links.append((response["Location"], False))
        page.lines = first + page.lines
        # An act's form is also a page of its own, at the address that it is sent to.
        page.links += [(form, False) for form in page.forms]
        page.links = list(dict.fromkeys(self.followed(address, page.links)))
        return page

    @staticmethod
    def followed(address: str, links: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
        """Yield the links that stay on the site, whole."""
        for link, is_part in links:
            parts = urlsplit(urljoin(f"http://{HOST}{address}", link))
            if (parts.scheme, parts.netloc) != ("http", HOST) or parts.path.startswith(LEFT_OUT):
                continue
            if not SORTED.search(link):
                yield parts._replace(scheme="", netloc="", fragment="").geturl(), is_part


def build_demo(home: Path) -> None:
    """Build the demo in a folder, at the moment, and leave Django ready in this process."""
    import time_machine

    for name in ("DATABASE_URL", "MINHBACH_OWNER_DATABASE_URL"):
        os.environ.pop(name, None)
    os.environ |= {"MINHBACH_HOME": str(home), "MINHBACH_DEMO": "true"}
    # Hashes, and samples drawn by an id, show on pages: the ids of the world are the same in every building.
    with time_machine.travel(MOMENT, tick=False), patch("uuid_utils.compat.uuid7", ids_in_order().__next__):
        run_minhbach("demo", "--no-serve")


def ids_in_order() -> Iterator[UUID]:
    """Yield ids of version 7, each a millisecond after the one before."""
    begun = int(MOMENT.timestamp() * 1000)
    for number in count():
        chance = int.from_bytes(sha256(str(number).encode()).digest()[:8]) >> 2
        yield UUID(int=(begun + number) << 80 | 7 << 76 | 2 << 62 | chance)


def run_minhbach(*words: str) -> None:
    """Run the project's command in this process."""
    (command,) = entry_points(group="console_scripts", name="minhbach")
    sys.argv = ["minhbach", *words]
    try:
        command.load()()
    except SystemExit as end:
        if end.code:
            raise


def walk_as_everybody(out: Path) -> None:
    """Walk the site as each role, then look where a role was not led."""
    import time_machine
    from django.db import transaction
    from django.test import Client

    doors = [form for form in read_page(new_client(Client).get(ROLES).content.decode()).forms if form.startswith(ROLES)]
    logging.disable(logging.CRITICAL)
    walks = []
    with time_machine.travel(MOMENT, tick=False), transaction.atomic():
        for door in doors:
            begun = time.perf_counter()
            role = door.removeprefix(ROLES).strip("/")
            walk = Walk(new_client(Client), out / role)
            walk.client.post(door)
            walk.along_links()
            walks.append(walk)
            print(f"{role}: {sum(walk.kept.values())} pages, {time.perf_counter() - begun:.0f} s", flush=True)
        first_of: dict[str, tuple[str, bool]] = {}
        for walk in walks:
            first_of = walk.first_of | first_of
        for walk in walks:
            for shape, (address, is_part) in first_of.items():
                if shape not in walk.first_of:
                    walk.keep(f"{shape}~not-led-to", walk.look(address, is_part=is_part).lines)
                if AN_ID.search(address):
                    walk.keep(f"{shape}~nobody", walk.look(AN_ID.sub(NOBODY, address), is_part=is_part).lines)
        transaction.set_rollback(True)


def new_client(client: Any) -> Any:
    """Return a browser on the site."""
    return client(SERVER_NAME=HOST, raise_request_exception=False)


def keep(out: Path) -> None:
    """Write what every page says."""
    shutil.rmtree(out, ignore_errors=True)
    home = Path(tempfile.mkdtemp(prefix="page-texts-"))
    home.chmod(0o755)  # the database server runs as another user where we are root
    try:
        build_demo(home)
        walk_as_everybody(out)
    finally:
        run_minhbach("stop-database")
        shutil.rmtree(home, ignore_errors=True)


def compare(before: Path, after: Path) -> None:
    """Print what two records say differently: each changed line once, with how many pages and the first of them."""
    changed: dict[tuple[str, str], list[str]] = defaultdict(list)
    alone: dict[tuple[str, str], list[str]] = defaultdict(list)
    pages = 0
    kinds = {(path.parent.name, kind_of(path)) for folder in (before, after) for path in folder.glob("*/*.txt")}
    for role, kind in sorted(kinds):
        old, fresh = pages_of(before / role, kind), pages_of(after / role, kind)
        pairs, only_old, only_fresh = paired(old, fresh)
        alone["before", kind] += [role] * len(only_old)
        alone["after", kind] += [role] * len(only_fresh)
        for name, other in pairs:
            pages += old[name] != fresh[other]
            for change in changes(old[name], fresh[other]):
                changed[change].append(f"{role}/{name}")
    for (when, kind), roles in sorted(alone.items()):
        if roles:
            print(f"{len(roles)} pages only {when}: {kind} of {', '.join(sorted(set(roles)))}")
    for (was, now), places in sorted(changed.items(), key=lambda one: (-len(one[1]), one[0])):
        print(f"\n{len(set(places))} pages, the first {places[0]}")
        was, now = around_change(was, now)
        for sign, text in (("-", was), ("+", now)):
            for line in text.splitlines():
                print(f"  {sign} {line}")
    print(f"\n{len(changed)} changes on {pages} pages")


def around_change(was: str, now: str) -> tuple[str, str]:
    """Return two long lines from a little before the first letter that differs."""
    same = next((place for place, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), 0)
    start = same - SHOWN_BEFORE
    if "\n" in was + now or start <= 0:
        return was, now
    return f"…{was[start:]}", f"…{now[start:]}"


def kind_of(path: Path) -> str:
    """Return the address a page's file is named after."""
    return path.stem.rpartition("-")[0]


def pages_of(folder: Path, kind: str) -> dict[str, list[str]]:
    """Return the lines of all pages of a kind by the file's name, in the order of their numbers."""
    found = {path.stem: path for path in folder.glob("*.txt") if kind_of(path) == kind}
    order = sorted(found, key=lambda name: int(name.rpartition("-")[2]))
    return {name: found[name].read_text(encoding="utf-8").splitlines() for name in order}


def paired(
    old: dict[str, list[str]], fresh: dict[str, list[str]]
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Pair the pages of a kind by what they say, for a walk may come by them in another order; then name the rest."""
    alike = {
        (name, other): len(set(lines) & set(others)) / max(1, len(set(lines) | set(others))) + (name == other) / 100
        for name, lines in old.items()
        for other, others in fresh.items()
    }
    pairs: list[tuple[str, str]] = []
    for name, other in sorted(alike, key=lambda pair: -alike[pair]):
        if name not in dict(pairs) and other not in {taken for _, taken in pairs}:
            pairs.append((name, other))
    only_old = [name for name in old if name not in dict(pairs)]
    return pairs, only_old, [name for name in fresh if name not in {taken for _, taken in pairs}]


def changes(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what stood there and what stands there now; a line for a line where as many went as came."""
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        if b - a == d - c:
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield "\n".join(old[a:b]), "\n".join(new[c:d])


def main() -> None:
    """Keep or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    keeping = commands.add_parser("keep")
    keeping.add_argument("out", type=Path)
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    chosen = parser.parse_args()
    if chosen.command == "keep":
        keep(chosen.out)
    else:
        compare(chosen.before, chosen.after)


if __name__ == "__main__":
    main()
