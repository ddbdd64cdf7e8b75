"""The papers, one file each: what it says, how it is called and signed, how it is set.

`PAPERS` is the table of them all. A module of this package puts its paper there itself, with `@paper(...)`; nothing
else needs to name it.
"""

from importlib import import_module
from pkgutil import iter_modules

from minhbach.domains.documents.papers.table import PAPERS, Content, Form, Kind, SignedBy, thaw_content

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["PAPERS", "Content", "Form", "Kind", "SignedBy", "thaw_content"]
