"""How long a person waits for a turn beside a flood: as it came in, and by shares. Reckoned, not measured.

    python benchmarks/turns.py

One pours records in for twenty seconds, another enters one each second. A turn costs a fixed part and a part for each
record, which is what a busy machine makes longer. Turns as in `foundation.jobs.following`: 500 as they came, or each
writer's share of what fits into 0.7 s.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

SECONDS, MOST, LEAST, LONGEST, PAUSE = 20, 500, 100, 0.7, 0.4
# Records a second; the fixed part of a turn and what each record adds, in seconds.
GROUNDS = {
    "W1, máy yên": (500, 0.1, 0.00035),
    "W1, máy bận gấp ba": (300, 0.3, 0.0011),
    "W1, máy bận gấp sáu": (150, 0.6, 0.0021),
    "đổ vào nhanh hơn làm kịp": (500, 0.3, 0.003),
    # By two turns of 300 records with a hundred numbers each (docs/decisions/0057): 16 and 43 ms a record.
    "W2": (30, 2.0, 0.009),
}
Entry = tuple[float, str]


@dataclass
class Line:
    """What waits, and how long those waited whom it left."""

    by_shares: bool
    fixed: float
    each: float
    at: float = 0.0
    pace: int = LEAST
    waits: list[float] = field(default_factory=list)

    def turn(self, waiting: list[Entry]) -> list[Entry]:
        """Do a turn, and return what still waits."""
        chosen = sorted(waiting) if not self.by_shares else _shared(waiting)
        taken, left = chosen[: self.pace if self.by_shares else MOST], chosen[self.pace if self.by_shares else MOST :]
        took = self.fixed + self.each * len(taken)
        self.at += took
        self.waits += [self.at - since for since, writer in taken if writer == "person"]
        expected = int(len(taken) * LONGEST / took) if took > LONGEST else self.pace * 2
        self.pace = max(LEAST, min(MOST, expected))
        self.at += PAUSE if len(taken) < LEAST else 0.0
        return left


def _shared(waiting: list[Entry]) -> list[Entry]:
    own: Counter[str] = Counter()
    placed = []
    for one in sorted(waiting):
        own[one[1]] += 1
        placed.append((own[one[1]], one))
    return [one for _, one in sorted(placed)]


def reckon(line: Line, a_second: int) -> None:
    flood = [(n / a_second, "flood") for n in range(a_second * SECONDS)]
    coming = sorted([*flood, *((n + 0.5, "person") for n in range(SECONDS))], reverse=True)
    waiting: list[Entry] = []
    while coming or waiting:
        while coming and coming[-1][0] <= line.at:
            waiting.append(coming.pop())
        if waiting:
            waiting = line.turn(waiting)
        else:
            line.at += PAUSE


def main() -> None:
    for ground, (a_second, fixed, each) in GROUNDS.items():
        for name, by_shares in (("theo thứ tự", False), ("chia phần", True)):
            line = Line(by_shares, fixed, each)
            reckon(line, a_second)
            waits = sorted(line.waits)
            print(f"{ground}, {name}: người nhập tay chờ {waits[len(waits) // 2]:.1f} s, lâu nhất {waits[-1]:.1f} s;")
            print(f"    tất cả xong sau {line.at:.0f} s")


if __name__ == "__main__":
    main()
