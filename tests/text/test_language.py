import subprocess
import sys

import pytest

from bongsu.text.language import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The missile flew over the sea and fell outside of the zone, the ministry said.", "en"),
        ("N. Korea fires missile; Japan condemns launch", "en"),
        ("Air force launches rocket from western range", "en"),
        ("북한이 6일 동해상으로 탄도미사일을 발사했다고 합동참모본부가 밝혔다.", "ko"),
        ("北朝鮮は6日、日本海に向けて弾道ミサイルを発射したと防衛省が発表した。", "ja"),
        ("Nordkorea hat am Montag nach Angaben aus Seoul erneut eine ballistische Rakete getestet.", "de"),
        ("De raket was in de lucht en is over Japan gevlogen; dat was in de ochtend, zei de minister.", "nl"),
        ("", "und"),
        ("1 100 - 680 !!", "und"),
        ("KCNA", "und"),
    ],
)
def test_tells_the_language(text: str, code: str) -> None:
    """Sentences are told, and what has too few letters is not."""
    assert language(text) == code


def test_english_does_not_load_the_classifier() -> None:
    """A plain English text is told without the slow classifier."""
    code = (
        "import sys; from bongsu.text.language import language; "
        "assert language('The missile fell into the sea, and it was the first of the year.') == 'en'; "
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_says_where_room_is_missing() -> None:
    """The classifier is unpacked into a temporary file; a disk that takes no more is said plainly."""
    program = (
        "import resource\nfrom bongsu.errors import ModelError\nfrom bongsu.text.language import language\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    language('Die Raketen flogen weit über das Meer nach Osten.')\n"
        "except ModelError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "temporary files: the classifier of languages cannot be unpacked (File too large); make room" in done.stdout
