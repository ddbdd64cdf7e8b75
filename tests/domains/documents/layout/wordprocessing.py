"""What the schema of WordprocessingML finds wrong with a DOCX: Word opens such a file, if at all, with a warning."""

from __future__ import annotations

import io
import zipfile
from functools import cache, lru_cache
from pathlib import Path

from lxml import etree

SCHEMA = Path(__file__).parent / "schema" / "word.xsd"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Drawn by no schema of WordprocessingML.
OTHERS = ("word/theme/",)


def faults_of(docx: bytes) -> list[str]:
    """List what is against the schema, each with its part of the file."""
    found = []
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml") and not name.startswith(OTHERS):
                found += [f"{name}: {fault}" for fault in _faults_of_part(archive.read(name))]
    return found


# Most parts are the same in every paper.
@lru_cache(maxsize=64)
def _faults_of_part(part: bytes) -> tuple[str, ...]:
    root = _as_an_old_reader_sees(etree.fromstring(part))
    _schema().validate(root)
    return tuple(str(fault.message) for fault in _schema().error_log)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(SCHEMA))


def _as_an_old_reader_sees(root: etree._Element) -> etree._Element:
    """Leave out what a part itself says that a reader may ignore, as one that knows only the standard does."""
    spaces = tuple(f"{{{root.nsmap[one]}}}" for one in root.get(f"{COMPATIBILITY}Ignorable", "").split())
    spaces += (COMPATIBILITY,)
    for element in list(root.iter(etree.Element)):
        if str(element.tag).startswith(spaces):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name in [name for name in element.attrib if str(name).startswith(spaces)]:
            del element.attrib[name]
    return root
