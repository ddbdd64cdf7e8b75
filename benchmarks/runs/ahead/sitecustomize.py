"""Set the clock of every process that finds this folder on its path a month ahead; that of the database stays right."""

from datetime import timedelta

from minhbach.foundation import clock

_right = clock.now
clock.now = lambda: _right() + timedelta(days=30)
