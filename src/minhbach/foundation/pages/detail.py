"""What a page of one thing shows of it: facts, each a label and a value.

"foundation/detail.html" is the page: title, chips, acts and facts, with blocks for the story, papers and files;
"foundation/facts.html" the facts alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Fact:
    """One line. KIND as of a list's column (text, vnd, number, day, moment, chip), or "lines": several of them.

    An empty one is not shown.
    """

    label: str | Promise
    value: Any
    kind: str = "text"
    url: str = ""
    note: str | Promise = ""

    @property
    def is_empty(self) -> bool:
        return self.value is None or self.value == "" or self.value == ()
