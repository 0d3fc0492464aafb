"""The commands that work on the record: ingest, watch, incidents, show, why, judge, search, diff and record.

The reader and the database are loaded when a command runs, so that ``--help`` starts without them.
"""

from collections.abc import Callable

import click

from bongsu.cli_record.judging import judge_command
from bongsu.cli_record.keeping import record_command
from bongsu.cli_record.looking import diff_command, incidents_command, search_command, show_command, why_command
from bongsu.cli_record.shared import Complain, Desk, Print
from bongsu.cli_record.taking import ingest_command, watch_command
from bongsu.exports.layout import Look

__all__ = ["commands"]


def commands(print_: Print, complain: Complain, look: Callable[[], Look], epilog: str) -> tuple[click.Command, ...]:
    """Return the commands.

    Args:
        print_: writes a result to standard output.
        complain: writes a line to standard error.
        look: how wide and how coloured output is.
        epilog: the exit codes, for the help texts.
    """
    desk = Desk(print_, complain, look, epilog)
    return (
        ingest_command(desk),
        watch_command(desk),
        incidents_command(desk),
        show_command(desk),
        why_command(desk),
        judge_command(desk),
        search_command(desk),
        diff_command(desk),
        record_command(desk),
    )
