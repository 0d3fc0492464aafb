"""Do the figures of a report agree with each other: units, totals, ranges and speeds?"""

from bongsu.checks import counts, limits, pairs
from bongsu.checks.amounts import facts
from bongsu.model import Finding, Incident, Report


def check_arithmetic(incident: Incident, report: Report) -> tuple[Finding, ...]:
    """Hold the figures of one report against each other. Nothing is ever mended.

    Two units: "1,100 kilometers (680 miles)". The press converts one figure and rounds the result. So the two agree
    when one, converted exactly, lies within the rounding of the other: 1,100 km is 683.5 miles, which is written as
    680, 685 or 700 miles. A figure may have been rounded to the largest of 1, 5, 10, 50, 100 … that divides it and is
    no more than a tenth of it; "about" doubles that. Supported: they agree. Contradicted: they do not. A slip that
    would explain it is named: the same number with both units, the units exchanged, miles for nautical miles, a digit
    too many or too few.

    Slips between claims: "4,500 miles" is what 4,500 km would be in the wrong unit. Two claims of one slot are
    contradicted where the same number stands with two units, or exchanging the units would make them agree. Figures
    of different sources that differ in any other way are not compared: that is disagreement, not an error.

    Totals: "three missiles, two from A and one from B". Counts are exact. Supported: the parts add up to the total, or
    to less after "including", or to more where the total is "at least". Contradicted: they do not. Cannot tell: the
    total is "about".

    Limits: contradicted are a distance of more than half way round the Earth (20,015 km on a sphere of 6,371 km), a
    speed of more than 11.2 km/s, with which nothing comes down again, amounts below zero, and ranges that run
    backwards ("between 100 and 50"). An amount of 0 is contradicted, unless the launch is said to have failed. What is
    said to glide or to reach orbit, or is not called a missile, may go round: cannot tell.

    Speed: distance by duration is the mean speed over ground. Contradicted: even the least that the rounding allows is
    more than the stated speed, or, without one, than the 7.9 km/s of the lowest orbit. Supported: even the greatest is
    no more than the stated speed; to be slower than an orbit is not worth a finding. A Mach number is read as 295 to
    340 m/s each, from high altitude to sea level. Where the launch was of several missiles, figures may be of
    different ones: cannot tell.

    Returns:
        One finding for each different comparison, with all claims that it is of.
    """
    own = [claim for claim in incident.claims if claim.evidence.report_id == report.id]
    claims = facts(incident, report)
    return (
        *pairs.pairs(incident, own),
        *pairs.slips(incident, claims),
        *counts.totals(incident, report, claims),
        *limits.absurd(incident, report, claims),
        *limits.speeds(incident, claims),
    )
