"""What is written once for all who read tells nothing of any of them"""

from __future__ import annotations

from pathlib import Path

from django.template import Engine
from django.template.base import Node, TextNode
from django.template.defaulttags import URLNode
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode

from minhbach.interfaces import portal as pages
from minhbach.interfaces.portal.frame import Once

TEMPLATES = Path(pages.__path__[0], "templates")
# As in the settings of the portal, which another process has.
BUILTINS = ["django.templatetags.i18n", "django.templatetags.static", "minhbach.interfaces.portal.frame"]


def engine() -> Engine:
    return Engine(dirs=[TEMPLATES], builtins=BUILTINS)


def is_the_same_for_all(node: Node) -> bool:
    match node:
        case TextNode():
            return True
        case TranslateNode():
            return node.filter_expression.var.lookups is None and not node.filter_expression.filters
        case URLNode():
            return not node.args and not node.kwargs
        case StaticNode():
            return isinstance(node.path.var, str)
    return False


def test_what_is_written_once_holds_words_addresses_and_files_alone() -> None:
    found = [
        (path.name, node)
        for path in TEMPLATES.rglob("*.html")
        for node in engine().get_template(str(path.relative_to(TEMPLATES))).nodelist.get_nodes_by_type(Once)
    ]
    assert len(found) > 4
    wrong = [(name, repr(one)) for name, node in found for one in node.nodelist if not is_the_same_for_all(one)]
    assert wrong == []


def test_a_word_of_the_page_in_it_would_be_found() -> None:
    [node] = engine().from_string("{% once %}<p>{{ typed }}{% endonce %}").nodelist
    assert isinstance(node, Once)
    assert [is_the_same_for_all(one) for one in node.nodelist] == [True, False]
