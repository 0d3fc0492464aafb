"""On whose clocks days are counted: of the states that launch or speak, and of the outlets that write of them."""

from typing import Final

STATES: Final = {
    "PRK": ("Asia/Pyongyang",),
    "KOR": ("Asia/Seoul",),
    "JPN": ("Asia/Tokyo",),
    "CHN": ("Asia/Shanghai",),
    "TWN": ("Asia/Taipei",),
    "IND": ("Asia/Kolkata",),
    "PAK": ("Asia/Karachi",),
    "IRN": ("Asia/Tehran",),
    "ISR": ("Asia/Jerusalem",),
    "YEM": ("Asia/Aden",),
    "UKR": ("Europe/Kyiv",),
    "FRA": ("Europe/Paris",),
    "GBR": ("Europe/London",),
    "RUS": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Krasnoyarsk", "Asia/Yakutsk", "Asia/Kamchatka"),
    "USA": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu"),
}
"""State to the zones in which it launches or speaks (``zone.tab`` of the IANA time zone database)."""
ELSEWHERE: Final = (*STATES["USA"], "Europe/London", "Europe/Paris", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney")
"""Zones of the outlets that write in English, which may give their own time without saying so."""
DESKS: Final = tuple(zone for zone in ELSEWHERE if zone != "Pacific/Honolulu")
"""Those by whose days outlets date: a desk in Honolulu would make two days of every hour."""
