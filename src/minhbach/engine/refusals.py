"""What the engine refuses: codes and values, never sentences."""

from __future__ import annotations


class EngineRefusal(Exception):
    """An anticipated refusal: a stable code and the values its sentence needs.

    The sentences are told by ``engine.telling``.
    """

    code = "engine.refused"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(f"{self.code} {values}")

    def __reduce__(self) -> tuple[object, ...]:
        # Worker processes hand their refusals back to the parent by pickle.
        return (_rebuild, (type(self), self.values))


def _rebuild(kind: type[EngineRefusal], values: dict[str, object]) -> EngineRefusal:
    return kind(**values)
