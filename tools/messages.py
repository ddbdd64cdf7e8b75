"""Brings every catalogue's msgids up to date with the code; run by `make messages`.

Each application keeps its own catalogue. Babel reads the Python, two patterns read the templates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1] / "src" / "minhbach"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
DIRECT = re.compile(r"""\{%-?\s*translate\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
# Inside another tag: {% chip _("official shop") "good" %}, {{ name|default:_("seller unknown") }}.
INSIDE = re.compile(r"""_\("((?:[^"\\]|\\.)*)"\)""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b([^%]*)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
PLURAL = re.compile(r"\{%\s*plural\s*%\}")


def sentences_by_catalogue() -> dict[Path, set[str]]:
    """This will find every sentence to translate, by the catalogue it belongs to."""
    found: dict[Path, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            found[catalogue_of(path)] |= set(_in_python(path))
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        found[catalogue_of(path)] |= set(_in_template(path))
    return {path: sentences for path, sentences in found.items() if sentences}


def catalogue_of(path: Path) -> Path:
    """The application a file lies in keeps its translations."""
    parts = path.relative_to(PACKAGE).parts
    if parts[0] in {"domains", "interfaces"} and len(parts) > 2:
        return PACKAGE / parts[0] / parts[1] / "locale/vi/LC_MESSAGES/django.po"
    return PACKAGE / ("foundation" if parts[0] == "foundation" else "config") / "locale/vi/LC_MESSAGES/django.po"


def _in_python(path: Path) -> list[str]:
    messages = []
    for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
        text = message[0] if isinstance(message, tuple) else message
        if text:
            messages.append(text)
    return messages


def plurals() -> dict[str, str]:
    """This will find the plural beside each sentence that has one: Django asks for both together."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
                if isinstance(message, tuple):
                    found[message[0]] = message[1]
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        for options, body in BLOCK.findall(path.read_text(encoding="utf-8")):
            parts = PLURAL.split(body)
            if len(parts) == 2:
                found[_as_message(options, parts[0])] = _as_message(options, parts[1])
    return found


def _in_template(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    messages = [(double or single).replace('\\"', '"') for double, single in DIRECT.findall(text)]
    messages += INSIDE.findall(text)
    for options, body in BLOCK.findall(text):
        messages.append(_as_message(options, PLURAL.split(body)[0]))
    return messages


def _as_message(options: str, body: str) -> str:
    if "trimmed" in options:
        body = " ".join(line.strip() for line in body.strip().splitlines())
    return re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", body.replace("%", "%%"))


def main() -> None:
    plural_of = plurals()
    for path, sentences in sentences_by_catalogue().items():
        catalogue = Catalog(locale="vi")
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale="vi")
        known = {str(m.id[0] if isinstance(m.id, tuple | list) else m.id) for m in catalogue if m.id}
        for sentence in sorted(sentences - known):
            catalogue.add((sentence, plural_of[sentence]) if sentence in plural_of else sentence)
        for stale in known - sentences:
            catalogue.delete(stale)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, no_location=True, omit_header=False, sort_output=True)


if __name__ == "__main__":
    main()
