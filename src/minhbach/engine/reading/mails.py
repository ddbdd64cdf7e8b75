"""An e-mail as it lies on a server: who, what about, its words as text, its files laid aside with what they are.

Nobody's mail is well formed. A header or a body that says a wrong encoding is read in the one it has; where no encoding
reads it whole, it is read with gaps and marked. Whatever is no words becomes a file. Nothing is dropped.
"""

from __future__ import annotations

import re
from email import message_from_binary_file
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from minhbach.engine.attachments import look
from minhbach.engine.reading.kinds import encoding_of
from minhbach.engine.reading.legacy import convert, legacy_font
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.text.clean import clean

MOST_FILES = 100
LONGEST_TEXT = 100_000
_LONGEST_HEADER = 1_000
_GAP = "\ufffd"
_BREAKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "section",
        "article",
    ]
)
_SILENT = frozenset(("script", "style", "head", "title", "template"))
_SPACES, _EMPTY_LINES = re.compile(r"[ \t\xa0]+"), re.compile(r"\n{3,}")
# Answers that machines write before RFC 3834 or beside it.
_ANSWERING = ("x-autoreply", "x-autorespond", "x-autoresponder")
_BOUNCERS = re.compile(r"^(?:mailer-daemon|postmaster)@", re.IGNORECASE)


def read_mail(path: Path, folder: str) -> dict[str, Any]:
    """Return what a mail says; its files lie in FOLDER under the names that "path" tells.

    Raises: ReadingRefused where it holds more files than anybody sends.
    """
    # compat32, since the newer policy's own reading of headers breaks on what spammers write.
    with path.open("rb") as file:
        mail = message_from_binary_file(file, policy=compat32)
    reader = _Reader(Path(folder))
    text = reader.words(mail)
    name, address = parseaddr(_raw(mail, "from"))
    if len(text) > LONGEST_TEXT:
        reader.keep(text.encode(), "noi-dung.txt")
        text = text[:LONGEST_TEXT]
    subject = reader.decoded(_raw(mail, "subject"))
    return {
        "name": reader.decoded(name)[:200],
        "address": clean(address)[:320],
        "subject": subject[:_LONGEST_HEADER],
        "text": text,
        "automatic": _automatic(mail, address),
        "is_damaged": reader.is_damaged,
        "files": reader.files,
    }


def _automatic(mail: Message, address: str) -> str:
    """Say whether a machine wrote it: a bounce, an answer while somebody is away, or a list to many."""
    report = str(mail.get_param("report-type", "") or "").lower()
    if mail.get_content_type() == "multipart/report" and report in ("delivery-status", "disposition-notification"):
        return "bounce"
    if _raw(mail, "return-path").strip() == "<>" or _BOUNCERS.match(address):
        return "bounce"
    submitted = _raw(mail, "auto-submitted").split(";")[0].strip().lower()
    precedence = _raw(mail, "precedence").strip().lower()
    if submitted not in ("", "no") or precedence == "auto_reply" or any(_raw(mail, name) for name in _ANSWERING):
        return "answer"
    if _raw(mail, "list-id") or _raw(mail, "list-unsubscribe") or precedence in ("bulk", "list", "junk"):
        return "list"
    return ""


def _raw(mail: Message, name: str) -> str:
    """Return a header as it came; bytes beyond ASCII stand in it as halves of pairs."""
    found = next((value for key, value in mail.raw_items() if key.lower() == name), "")
    return " ".join(str(found).split())


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[dict[str, Any]] = []
        self.is_damaged = False

    def words(self, part: Message) -> str:
        """Return the words of a part and of those within it; of alternatives, the first that says something."""
        kind = part.get_content_type()
        within = part.get_payload()
        if part.is_multipart() and part.get_content_maintype() != "message" and isinstance(within, list):
            texts = (self.words(one) for one in within if isinstance(one, Message))
            if kind == "multipart/alternative":
                # All are read, so that a file among them is kept.
                return next(filter(str.strip, list(texts)), "")
            return "\n\n".join(filter(str.strip, texts))
        content = self._bytes(part)
        name = self.decoded(self._name(part))
        is_words = kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment" and not name
        if not is_words:
            if content:
                self.keep(content, name or _name_for(kind))
            return ""
        text = self._text(content, part.get_content_charset() or "")
        return text_of_html(text) if kind == "text/html" else text.strip()

    def keep(self, content: bytes, name: str) -> None:
        if len(self.files) == MOST_FILES:
            raise ReadingRefused(problem="takes_too_much", file=name)
        path = self.folder / f"tep-{len(self.files) + 1}"
        path.write_bytes(content)
        self.files.append({"name": name[:200], "size": len(content), "path": path.name, **look(path, name)})

    def decoded(self, raw: str) -> str:
        """Return a header's words, whatever encoding it says or has."""
        if any("\udc80" <= sign <= "\udcff" for sign in raw):
            return self._text(raw.encode("ascii", "surrogateescape"), "").strip()
        try:
            said = str(make_header(decode_header(raw)))
        except (HeaderParseError, LookupError, UnicodeError, ValueError):
            self.is_damaged = True
            said = raw
        if _GAP in said:
            self.is_damaged = True
        return " ".join(clean(said).split())

    def _bytes(self, part: Message) -> bytes:
        if part.get_content_maintype() == "message":
            held = part.get_payload()
            first = held[0] if isinstance(held, list) and held else None
            return first.as_bytes() if isinstance(first, Message) else str(held or "").encode("utf-8", "replace")
        content = part.get_payload(decode=True)
        return content if isinstance(content, bytes) else b""

    def _name(self, part: Message) -> str:
        try:
            return part.get_filename() or ""
        except (LookupError, UnicodeError, ValueError):
            self.is_damaged = True
            return ""

    def _text(self, content: bytes, declared: str) -> str:
        """Read bytes in the encoding they declare, else in the one they have."""
        for encoding in filter(None, (declared, "utf-8")):
            try:
                return self._of_font(content.decode(encoding))
            except (LookupError, UnicodeError, ValueError):
                continue
        path = self.folder / "chu"
        path.write_bytes(content)
        text = content.decode(encoding_of(content[:64_000], path), errors="replace")
        # It is read otherwise than it says, or not whole: whoever reads it is told.
        self.is_damaged = True
        return self._of_font(text)

    def _of_font(self, text: str) -> str:
        if _GAP in text:
            self.is_damaged = True
        return clean(convert(text, legacy_font(text[:20_000]))).replace("\r\n", "\n")


def _name_for(kind: str) -> str:
    ending = {"message/rfc822": "eml", "text/plain": "txt", "text/html": "html", "text/calendar": "ics"}.get(kind)
    return f"tep.{ending}" if ending else "tep"


def text_of_html(markup: str) -> str:
    """Return the words of a page; of a link that shows something else than where it leads, both."""
    parser = _Words()
    parser.feed(markup)
    parser.close()
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parser.words).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0
        self._link, self._begin = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKS:
            self.words.append("\n")
        elif tag == "a":
            self._link, self._begin = (dict(attrs).get("href") or "").strip(), len(self.words)
        elif tag == "td":
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _BREAKS:
            self.words.append("\n")
        elif tag == "a" and self._link:
            shown = "".join(self.words[self._begin :]).strip()
            if self._link.startswith(("http:", "https:")) and shown not in self._link:
                self.words.append(f" ({self._link})")
            self._link = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(" ".join(data.split("\n")) if data.strip() else " ")
