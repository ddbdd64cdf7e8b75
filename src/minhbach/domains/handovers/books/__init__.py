"""The books, one file each; BOOKS is the table of them, in the order of the page."""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.domains.handovers.books import decisions, journal, stores, tips
from minhbach.domains.handovers.books.book import Book

BOOKS: Mapping[str, Book] = {book.slug: book for book in (journal.BOOK, tips.BOOK, decisions.BOOK, stores.BOOK)}

__all__ = ["BOOKS", "Book"]
