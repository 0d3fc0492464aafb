"""Which events are the same occurrence; which reports are copies, of whom; what an incident amounts to."""

from bongsu.fusion.copies import Copy, compare, copies, copy_groups
from bongsu.fusion.explain import Explanation, Reason, why
from bongsu.fusion.facts import Telling, tellings
from bongsu.fusion.fuse import Trace, fuse, trace
from bongsu.fusion.stories import stories

__all__ = [
    "Copy",
    "Explanation",
    "Reason",
    "Telling",
    "Trace",
    "compare",
    "copies",
    "copy_groups",
    "fuse",
    "stories",
    "tellings",
    "trace",
    "why",
]
