"""Every sentence that a page of the public's can show, as it is written where it is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

import minhbach
from minhbach.engine.identifiers import KINDS

PACKAGE = Path(minhbach.__path__[0])
SPEAKING = ("interfaces/portal", "domains/intake/kinds", "domains/outreach/kinds", "domains/outreach/mails")
_SAYING = {"_", "_lazy", "gettext", "gettext_lazy"}
_IN_TEMPLATE = re.compile(r"gettext\(\s*(u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))")


def every_sentence() -> set[str]:
    found = {kind.words for kind in KINDS.values() if not kind.is_closed}
    for folder in SPEAKING:
        for path in (PACKAGE / folder).rglob("*.py"):
            found.update(_of_code(ast.parse(path.read_text(encoding="utf-8"))))
        for path in (PACKAGE / folder).rglob("*.html"):
            found.update(_of_template(path.read_text(encoding="utf-8")))
    return found


def _of_code(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            # What is named elsewhere (the words of kinds of identifiers) is listed above.
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(said)), *_]) if name in _SAYING:
                yield said


def _of_template(text: str) -> Iterator[str]:
    for written in _IN_TEMPLATE.findall(templatize(text)):
        yield ast.literal_eval(written)
