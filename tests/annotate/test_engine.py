"""The language engine: trees, names, bounds, and the same bytes whatever is read beside."""

import hashlib
import json
import multiprocessing
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bongsu.annotate import Engine, annotate
from bongsu.annotate.engine import Parsed
from bongsu.errors import ModelError
from bongsu.model import Report
from bongsu.reference import Gazetteer

SENTENCES = [
    ["North", "Korea", "fired", "two", "ballistic", "missiles", "into", "the", "sea", "on", "Monday", "."],
    ["Foreign", "Minister", "Kang", "Kyung", "-", "wha", "met", "Antony", "Blinken", "in", "Seoul", "."],
    ["It", "flew", "500", "km", ",", "the", "Joint", "Chiefs", "of", "Staff", "said", "."],
]
TEXT = "\n".join(" ".join(words) for words in SENTENCES)


def is_tree(parsed: Parsed) -> bool:
    """One root, and every word reaches it."""
    roots = [index for index, head in enumerate(parsed.heads) if head == index]
    if len(roots) != 1 or parsed.relations[roots[0]] != "root":
        return False
    for start in range(len(parsed.heads)):
        node, steps = start, 0
        while parsed.heads[node] != node and steps <= len(parsed.heads):
            node, steps = parsed.heads[node], steps + 1
        if node != roots[0]:
            return False
    return True


def test_subject_verb_and_object(engine: Engine) -> None:
    """Who fired what is in the tree."""
    parsed = engine.parse(SENTENCES[:1])[0]
    words = SENTENCES[0]
    fired, korea, missiles = words.index("fired"), words.index("Korea"), words.index("missiles")
    assert parsed.upos[fired] == "VERB"
    assert parsed.heads[fired] == fired
    assert (parsed.heads[missiles], parsed.relations[missiles]) == (fired, "obj")
    subject = next(i for i, relation in enumerate(parsed.relations) if relation == "nsubj")
    assert parsed.heads[subject] == fired
    assert subject in {korea, korea - 1}


def test_names_of_persons_and_places(engine: Engine) -> None:
    """Persons are found in Korean and in Western order."""
    (parsed,) = engine.parse(SENTENCES[1:2])
    persons = {" ".join(SENTENCES[1][name.start : name.end]) for name in parsed.names if name.kind == "PER"}
    assert "Antony Blinken" in persons
    assert any("Kang" in person for person in persons)


def test_report_does_not_depend_on_neighbours_or_threads(engine: Engine, gazetteer: Gazetteer) -> None:
    """The same report gives the same bytes before, between and beside others, on several threads at once."""
    report = Report.make(text=TEXT)
    alone = msgspec.json.encode(annotate(report, gazetteer, engine))
    for other in SENTENCES:
        annotate(Report.make(text=" ".join(other)), gazetteer, engine)
    with ThreadPoolExecutor(4) as pool:
        several = list(pool.map(lambda _: msgspec.json.encode(annotate(report, gazetteer, engine)), range(8)))
    assert set(several) == {alone}


READ_ELSEWHERE = """
import sys
import msgspec
from bongsu.annotate import Engine, annotate
from bongsu.model import Report
from bongsu.reference import Gazetteer, load_tables
report = Report.make(text=sys.argv[1])
sys.stdout.buffer.write(msgspec.json.encode(annotate(report, Gazetteer(load_tables()), Engine())))
"""


def test_another_process_gives_the_same_bytes(engine: Engine, gazetteer: Gazetteer) -> None:
    """A fresh process reads alike."""
    here = msgspec.json.encode(annotate(Report.make(text=TEXT), gazetteer, engine))
    there = subprocess.run([sys.executable, "-c", READ_ELSEWHERE, TEXT], capture_output=True, check=True, timeout=60)
    assert there.stdout == here


def test_fork_can_use_the_loaded_model(engine: Engine) -> None:
    """A model that was loaded before a fork works after it."""
    here = engine.parse(SENTENCES)
    global _loaded  # noqa: PLW0603 - a fork inherits it
    _loaded = engine
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_parse_inherited) == here


_loaded: Engine


def _parse_inherited() -> list[Parsed]:
    return _loaded.parse(SENTENCES)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.text(min_size=1, max_size=12), max_size=40), max_size=4))
def test_any_words_give_trees(engine: Engine, sentences: list[list[str]]) -> None:
    """Whatever the words, every sentence gets one tree over all of them, and names inside it."""
    for words, parsed in zip(sentences, engine.parse(sentences), strict=True):
        assert len(parsed.upos) == len(parsed.heads) == len(parsed.relations) == len(words)
        assert not words or is_tree(parsed)
        assert all(0 <= name.start < name.end <= len(words) for name in parsed.names)


@pytest.mark.parametrize(
    "words",
    [["missile"] * 5000, ["x" * 100_000], ["ミサイル"] * 900, ["\u202b", "\x00", "🚀" * 700], ["1" * 30] * 600],
    ids=["5000 words", "one long word", "japanese", "controls and emoji", "digits"],
)
def test_long_sentences_are_parsed_whole(engine: Engine, words: list[str]) -> None:
    """A sentence beyond what the encoder sees is parsed in parts that make one tree."""
    (parsed,) = engine.parse([words])
    assert len(parsed.heads) == len(words)
    assert is_tree(parsed)


@pytest.mark.parametrize("name", ["model.int8.onnx", "tokenizer.json", "labels.json", "roles.onnx"])
@pytest.mark.parametrize("harm", ["missing", "cut"])
def test_damaged_model_is_a_clear_error(tmp_path: Path, name: str, harm: str) -> None:
    """A missing or damaged model file is named, with the remedy."""
    shutil.copytree(str(files("bongsu") / "data" / "model"), tmp_path / "model")
    victim = tmp_path / "model" / name
    if harm == "missing":
        victim.unlink()
    else:
        victim.write_bytes(victim.read_bytes()[:-100])
    with pytest.raises(ModelError, match=rf"{name}: .*; install bongsu again"):
        Engine(tmp_path / "model")


def test_model_that_onnxruntime_cannot_run_is_a_clear_error(tmp_path: Path) -> None:
    """A file that is no model, though its digest is right, is refused by onnxruntime and said so."""
    shutil.copytree(str(files("bongsu") / "data" / "model"), tmp_path / "model")
    (tmp_path / "model" / "model.int8.onnx").write_bytes(b"no model")
    labels = json.loads((tmp_path / "model" / "labels.json").read_bytes())
    labels["files"]["model.int8.onnx"] = hashlib.sha256(b"no model").hexdigest()
    (tmp_path / "model" / "labels.json").write_text(json.dumps(labels))
    with pytest.raises(ModelError, match=r"onnxruntime .* cannot run it"):
        Engine(tmp_path / "model")
