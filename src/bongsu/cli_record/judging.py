"""The commands by which an analyst decides: judge and what is under it."""

from typing import TYPE_CHECKING, Final

import click

from bongsu.cli_record.shared import BY, LOOKING, REASON, RECORD, Desk, instant, now, with_options
from bongsu.errors import RecordError, UsageError
from bongsu.model import Judgement, Ruling

if TYPE_CHECKING:
    from bongsu.record import Record

_JUDGE_EXAMPLES = """\b
Examples:
  bongsu judge same 4f1c2a9b30 77d01be2c5 --by "A. Han" --reason "one launch, two time zones"
  bongsu judge wrong 9a0b… --by "A. Han" --reason "miles taken for kilometres"
  bongsu judge copy "Daily Post" Reuters --by "A. Han" --reason "reprints the wire without saying so"
  bongsu judge take-back 12ab… --by "A. Han" --reason "the ministry has corrected itself"
  bongsu judge list

"""
_RULINGS: Final[dict[str, tuple[Ruling, str]]] = {
    "same": ("same", "Events A B... are one occurrence."),
    "not-same": ("not the same", "Events A B... are different occurrences, no two of them one."),
    "wrong": ("claim is wrong", "The claim is wrong, and no best value rests on it."),
    "copy": ("outlet is a copy", "What the first outlet publishes comes from the second."),
    "take-back": ("taken back", "The judgement no longer holds."),
}


def judge_command(desk: Desk) -> click.Command:
    """Return the command."""
    group = click.Group(
        "judge",
        help="Enter what an analyst decided. It outranks the rules, is kept for good, and can be taken back.",
        epilog=_JUDGE_EXAMPLES + desk.epilog,
    )
    for name, (ruling, text) in _RULINGS.items():
        group.add_command(_ruling(desk, name, ruling, text))

    @group.command("list", epilog=_JUDGE_EXAMPLES + desk.epilog)
    @with_options(*LOOKING)
    def list_(*, address: str, as_json: bool, as_of: str | None) -> None:
        """List the judgements, also those that were taken back."""
        from bongsu import desk_words  # noqa: PLC0415

        with desk.open(address) as record:
            judged = record.judged(as_of=instant(as_of))
        desk.tell(judged, desk_words.judged, as_json=as_json)

    return group


def _ruling(desk: Desk, name: str, ruling: Ruling, text: str) -> click.Command:
    @click.command(name, help=text, epilog=_JUDGE_EXAMPLES + desk.epilog)
    @click.argument("subjects", nargs=-1, required=True)
    @with_options(RECORD, BY, REASON)
    def enter(*, subjects: tuple[str, ...], address: str, by: str, reason: str) -> None:
        with desk.open(address) as record:
            whole = tuple(_whole(record, ruling, subject) for subject in subjects)
            try:
                judgement = Judgement.make(ruling=ruling, subjects=whole, by=by, at=now(), reason=reason)
            except ValueError as error:
                where = f"judge {name}"
                raise UsageError(where, str(error), f"see bongsu {where} --help") from None
            record.judge(judgement)
        desk.print(f"{judgement.id}\n")

    return enter


def _whole(record: "Record", ruling: Ruling, subject: str) -> str:
    """Return the whole id of an event, of which the beginning is enough; other subjects as they are."""
    if ruling not in {"same", "not the same"}:
        return subject
    found = {one.event.id for one in record.events(event=subject)}
    if len(found) != 1:
        problem = "no event of the record has this id" if not found else f"the ids of {len(found)} events begin so"
        raise RecordError(subject, problem, "see bongsu incidents and bongsu show")
    return found.pop()
