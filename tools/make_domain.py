"""Write the skeleton of a domain that passes every check, and enter it wherever a domain must be known.

    make domain NAME=commitments ABOVE=cases WORDS="Cam kết"

ABOVE is the domain it stands directly above: it may import that one and all below it. THING, the name of its first
table, is NAME without its “s”; WORDS name its room, SLUG is its address. What is written is a beginning: every line of
it is meant to be changed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from string import Template

PROJECT = Path(__file__).parents[1]
SKELETON = Path(__file__).parent / "new_domain"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("name")
    ask.add_argument("--above", required=True)
    ask.add_argument("--thing", default="")
    ask.add_argument("--words", default="")
    ask.add_argument("--slug", default="")
    ask.add_argument("--project", type=Path, default=PROJECT)
    given = ask.parse_args()
    for path in make_domain(
        given.project, given.name, above=given.above, thing=given.thing, words=given.words, slug=given.slug
    ):
        print(path.relative_to(given.project))
    print(f"\nNext: say in ARCHITECTURE.md and docs/domains/{given.name}.md what it owns, then `make check`.")


def make_domain(
    project: Path, name: str, *, above: str, thing: str = "", words: str = "", slug: str = ""
) -> list[Path]:
    """Write the skeleton into PROJECT and return the files that were written or changed."""
    domains = project / "src/minhbach/domains"
    thing = thing or name.removesuffix("s")
    words = words or name.replace("_", " ").capitalize()
    if not re.fullmatch(r"[a-z][a-z_]{2,19}", name) or not re.fullmatch(r"[a-z][a-z_]{2,19}", thing):
        sys.exit("NAME and THING are words of a to z, such as commitments and commitment.")
    if (domains / name).exists():
        sys.exit(f"There is a domain {name} already.")
    if not (domains / above / "office.py").exists():
        sys.exit(f"There is no domain {above} to stand above.")
    values = {
        "domain": name,
        "Domain": _camel(name),
        "thing": thing,
        "things": f"{thing}s",
        "Thing": _camel(thing),
        "words": words,
        "slug": slug or _slug(words),
        "index": f"{thing[:20]}_owner",
        "place": str(_next_place(domains)),
    }
    written = [_write(file, project, values) for file in sorted(SKELETON.rglob("*.txt"))]
    changed = enter_domain(project, name, above=above, words=words, slug=values["slug"])
    code = [str(path) for path in written if path.suffix == ".py" and "0001_initial" not in path.name]
    # Where the names stand in the alphabet, and how long they are, decides the order of imports and the line breaks.
    for work in (["check", "--quiet", "--select", "I", "--fix"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *work, *code], cwd=project, check=True)
    return [*written, *changed]


def enter_domain(project: Path, name: str, *, above: str, words: str, slug: str) -> list[Path]:
    """Name the domain in the order of layers, the settings, the addresses and the table of the house."""
    return [
        _insert(project / "pyproject.toml", rf'(layers = \[(?:"\w+", )*)("{above}")', rf'\1"{name}", \2'),
        _insert(
            project / "src/minhbach/config/settings/__init__.py",
            rf'(    "minhbach\.domains\.){above}",\n',
            rf'\g<1>{name}",\n\g<0>',
        ),
        _insert(project / "src/minhbach/config/urls.py", r"PAGES = \{\n", rf'\g<0>    "{slug}/": "{name}",\n'),
        _insert(project / "ARCHITECTURE.md", rf"\| `{above}` \|", rf"| `{name}` | {words.lower()}: … |\n\g<0>"),
    ]


def _write(file: Path, project: Path, values: dict[str, str]) -> Path:
    """Write one file of the skeleton where it belongs: its path in the skeleton says where."""
    place = file.relative_to(SKELETON).with_suffix("")
    name = values["domain"]
    if place.parts[0] == "tests":
        target = project / "tests/domains" / name / place.relative_to("tests")
    elif place.name == "docs.md":
        target = project / "docs/domains" / f"{name}.md"
    elif place.parts[0] == "templates":
        shown = place.name.replace("thing", values["thing"])
        target = project / "src/minhbach/domains" / name / "templates" / name / shown
    else:
        target = project / "src/minhbach/domains" / name / place
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(Template(file.read_text(encoding="utf-8")).substitute(values), encoding="utf-8")
    return target


def _insert(path: Path, pattern: str, replacement: str) -> Path:
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
    if not count:
        sys.exit(f"{path.name} has changed its shape: nothing there fits {pattern}")
    path.write_text(text, encoding="utf-8")
    return path


def _next_place(domains: Path) -> int:
    """After every room there is: those who know the work decide where it belongs."""
    places = [
        int(place) for file in domains.glob("*/office.py") for place in re.findall(r"place=(\d+)", file.read_text())
    ]
    return max(places) // 10 * 10 + 10


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one))))


if __name__ == "__main__":
    main()
