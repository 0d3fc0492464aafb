"""Every error that bongsu raises on purpose. Each says where, what and the remedy, in one line."""


class BongsuError(Exception):
    """Base of all errors that a caller may want to catch.

    Args:
        where: the file and, where there is one, the line or row (``reports.jsonl:3``).
        problem: what is wrong there.
        remedy: what the reader can do about it.
    """

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem}; {remedy}")
        self.where = where
        self.problem = problem
        self.remedy = remedy


class InputError(BongsuError):
    """A report, or the file it should be in, cannot be read."""


class UsageError(BongsuError):
    """The command was asked for something that does not fit together."""


class OutputError(BongsuError):
    """A result cannot be written where it was asked for."""


class ModelError(BongsuError):
    """The language model is missing, damaged, or cannot be run on this machine."""


class TableError(BongsuError):
    """A table in ``data/`` is missing or malformed."""


class FetchError(InputError):
    """An address cannot be fetched now: the network, the server or the answer is at fault.

    Args:
        where: the address.
        problem: what went wrong.
        remedy: what the reader can do about it.
        status: the HTTP status; None where there was no answer.
        retry_after: seconds for which the server asks not to be asked again; None where it does not say.
    """

    def __init__(
        self, where: str, problem: str, remedy: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(where, problem, remedy)
        self.status = status
        self.retry_after = retry_after


class RefusedError(FetchError):
    """An address must not be fetched: it is not public, breaks a limit, or its robots.txt forbids it."""


class StoppedError(FetchError):
    """A fetch was given up because the run was asked to stop."""


class RecordError(BongsuError):
    """The record cannot be opened, read or written, or what is asked of it is not in it."""


class EndpointError(BongsuError):
    """The language model that the user named cannot be asked, or its answer is none."""
