"""The clock of what waits: passed in, so that tests need not wait and a run can be stopped."""

import datetime as dt
import threading
import time
from collections.abc import Callable

import msgspec


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _wait(seconds: float) -> bool:
    return threading.Event().wait(seconds)


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """Where the time comes from.

    Attributes:
        now: the date and time, in UTC; it may step.
        monotonic: seconds that never go back, for lengths of time.
        wait: waits that many seconds and returns True as soon as the run is to stop, as ``threading.Event.wait`` does.
    """

    now: Callable[[], dt.datetime] = _utc_now
    monotonic: Callable[[], float] = time.monotonic
    wait: Callable[[float], bool] = _wait

    def today(self) -> str:
        """Return the date and time in UTC to the second, in ISO 8601."""
        return self.now().astimezone(dt.UTC).isoformat(timespec="seconds")
