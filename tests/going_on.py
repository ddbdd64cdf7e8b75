"""For tests of something else: whoever acts goes on without whatever is asked about (`foundation/requirements`)."""


class _GoingOn(frozenset[str]):
    def __contains__(self, code: object) -> bool:
        return True


GO_ON = _GoingOn()
