"""W6: somebody opens his talk by the receipt while another guesses receipts as fast as he is let.

The guesser has connections of his own, a process of his own, and codes whose check digits are right.
"""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from threading import Thread

from record.ground import Bar, Ground
from voices.bars.w5_reports import STORY, ask, open_box, paid_press, portal_at_work

GUESSERS = (0, 8, 64)
# What the proxy would say of him; of who logs in it says something else.
GUESSER = "8.8.8.8"
LOGINS = 100
EVERY_SECONDS = 0.1
_CODE = re.compile(r'<p class="code">([\d ]+)</p>')


def measure(ground: Ground) -> Mapping[str, float]:
    box, figures, context = open_box(), {}, get_context("spawn")
    with portal_at_work() as port:
        press, paid = paid_press()
        _, page = ask(port, "POST", "/", {"press": press.hex, "letterbox": box, "what": STORY, "toll": paid})
        found = _CODE.search(page)
        assert found is not None
        for guessers in GUESSERS:
            stop, guessed = context.Event(), context.Value("q", 0)
            other = context.Process(target=_guess, args=(port, guessers, stop, guessed))
            other.start()
            time.sleep(2)
            before, begun = guessed.value, time.perf_counter()
            times = [_log_in(port, found.group(1)) for _ in range(ground.size(LOGINS))]
            figures[f"{guessers} kết nối dò, lần/s"] = (guessed.value - before) / (time.perf_counter() - begun)
            figures[f"{guessers} kết nối dò, mở bằng mã p95 ms"] = 1000 * statistics.quantiles(times, n=20)[-1]
            figures[f"{guessers} kết nối dò, chậm nhất ms"] = 1000 * max(times)
            stop.set()
            other.join()
    return figures


def _log_in(port: int, code: str) -> float:
    time.sleep(EVERY_SECONDS)
    begun = time.perf_counter()
    status, page = ask(port, "POST", "/theo-doi/", {"code": code})
    assert status == 200, page
    return time.perf_counter() - begun


def _guess(port: int, guessers: int, stop: Event, guessed: Synchronized[int]) -> None:
    def one() -> None:
        while not stop.is_set():
            drawn = random.randrange(10**25)
            try:
                status, _ = ask(
                    port,
                    "POST",
                    "/theo-doi/",
                    {"code": f"{drawn:025d}{98 - drawn * 100 % 97:02d}"},
                    **{"X-Sender": GUESSER},
                )
            except OSError:
                continue
            assert status == 404
            with guessed.get_lock():
                guessed.value += 1

    threads = [Thread(target=one) for _ in range(guessers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


BAR = Bar(
    "W6",
    "Mở trao đổi bằng mã biên nhận trong khi người khác dò mã hết tốc độ",
    measure,
    asked=[("8 kết nối dò, mở bằng mã p95 ms", "≤", 300), ("64 kết nối dò, mở bằng mã p95 ms", "≤", 300)],
)
