"""Which events are the same occurrence; which reports are copies, and of whom; what an incident amounts to."""

from bongsu.fusion.clocks import Zoned, local_day, local_zone
from bongsu.fusion.copies import Copy, compare, copies, copy_groups
from bongsu.fusion.corrections import Correction, Told
from bongsu.fusion.derived import Best, Conflict, Derived, Option, derive
from bongsu.fusion.explain import Explanation, Reason, why
from bongsu.fusion.facts import Telling, tellings
from bongsu.fusion.fuse import Trace, fuse, trace
from bongsu.fusion.judgements import Standing, standing
from bongsu.fusion.news import is_history, is_news, is_undated
from bongsu.fusion.origins import Claimant, Origin, origins, outlet
from bongsu.fusion.stories import stories

__all__ = [
    "Best",
    "Claimant",
    "Conflict",
    "Copy",
    "Correction",
    "Derived",
    "Explanation",
    "Option",
    "Origin",
    "Reason",
    "Standing",
    "Telling",
    "Told",
    "Trace",
    "Zoned",
    "compare",
    "copies",
    "copy_groups",
    "derive",
    "fuse",
    "is_history",
    "is_news",
    "is_undated",
    "local_day",
    "local_zone",
    "origins",
    "outlet",
    "standing",
    "stories",
    "tellings",
    "trace",
    "why",
]
