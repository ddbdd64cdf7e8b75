"""The door for lists: a file or what was pasted, and what each of its columns holds.

    class ListForm(PageForm):
        file = ListFile(largest=20)
        pasted = Pasted(longest=2 * 1024 * 1024)

        def facts(self):
            return content_of(self.asked)

Every room that takes lists in asks for them in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm


class ListFile(fields.File):
    """The file of a list; LARGEST in MB."""

    def __init__(self, *, largest: int, **more: Any) -> None:
        given = {"label": _lazy("Tệp danh sách (XLSX, CSV)"), "accept": ".xlsx,.csv,.txt,.tsv", **more}
        super().__init__(required=False, largest=largest, **given)


class Pasted(fields.Text):
    """A list that was pasted, as it stands: a cell at its edge may be empty."""

    def __init__(self, *, longest: int) -> None:
        super().__init__(
            label=_lazy("Hoặc dán từ Excel, kèm dòng tiêu đề"),
            required=False,
            longest=longest,
            rows=5,
            strip=False,
            attrs={"spellcheck": "false"},
        )


def content_of(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes to a service for the fields `file` and `pasted`, with all else that was asked."""
    rest = {name: value for name, value in asked.items() if name not in ("file", "pasted")}
    file = asked["file"]
    return {**rest, "content": file or asked["pasted"].encode(), "file_name": file.name if file else ""}


class SentList(Protocol):
    """A list as it is kept: its headings, its first rows, and what each column was said to hold."""

    columns: Sequence[str]
    sample: Sequence[Mapping[str, str | None]]
    mapping: Mapping[str, str]


class ColumnsForm(PageForm):
    """What each column holds, one of CHOICES (code, words), beside a value as it stands in the file."""

    def __init__(self, *args: Any, listed: SentList, choices: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        self._listed, self._choices = listed, dict(choices)
        super().__init__(*args, **kwargs)

    def derived(self) -> dict[str, Any]:
        mapping = self._listed.mapping
        return {
            f"column{place}": fields.Choice(
                label=column,
                choices=[("", _("không dùng")), *self._choices.items()],
                required=False,
                initial=mapping.get(column, "") if mapping.get(column) in self._choices else "",
                help_text=self._example(column),
            )
            for place, column in enumerate(self._listed.columns)
        }

    def mapping(self) -> dict[str, str]:
        """Return column -> what it holds, for the columns that are used."""
        chosen = {column: self.asked[f"column{place}"] for place, column in enumerate(self._listed.columns)}
        return {column: code for column, code in chosen.items() if code}

    def _example(self, column: str) -> str:
        example = next((cell for row in self._listed.sample if (cell := row.get(column))), "")
        return _("Ví dụ: %(value)s") % {"value": example[:60]} if example else ""
