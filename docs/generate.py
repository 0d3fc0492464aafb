"""Write ``docs/reference.md`` from the code: run ``python docs/generate.py`` after a docstring or a table changed.

Everything in the reference is read from its one source: the source text of the modules, the options and texts of
the commands, and the comments that lead the tables. ``tests/test_docs.py`` fails when the file is out of date.
"""  # noqa: INP001 - a script, not a package

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from bongsu.cli import Exit, command

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "bongsu"
TARGET = ROOT / "docs" / "reference.md"

_HEAD = """\
# Reference

Made from the code by `python docs/generate.py`. Do not edit it by hand: edit the docstring, the help text or the
table's comment that it comes from.
"""
_TABLES = """\
Each table is a file in `src/bongsu/data/`. The comment that leads it says what it holds, where it is from and under
which licence.
"""
_FIELD = re.compile(r"^(?P<name>\w+): (?P<text>.+)$")
_EXIT_CODE = re.compile(r"^ +(?P<code>\d+) {2,}(?P<text>\S.*)$", re.MULTILINE)


def reference() -> str:
    """Return the whole reference as Markdown, ending in a newline."""
    parts = [
        _HEAD,
        *_commands(),
        *_exit_codes(),
        "## The nouns\n",
        _prose(ast.get_docstring(_module("model.py")) or ""),
        *_vocabularies(_module("model.py")),
        *_definitions(_module("model.py")),
        "## The nouns of an explanation\n",
        _prose(ast.get_docstring(_module("explained.py")) or ""),
        *_definitions(_module("explained.py")),
        "## The columns of events.yaml\n",
        *(part for node in _classes("coding/frames.py", "Row") for part in _class(node)),
        "## Settings\n",
        *_definitions(_module("config.py")),
        "## Errors\n",
        _prose(ast.get_docstring(_module("errors.py")) or ""),
        *_definitions(_module("errors.py")),
        "## Reading from Python\n",
        _prose(ast.get_docstring(_module("pipeline.py")) or ""),
        *_definitions(_module("pipeline.py")),
        "## Checks\n",
        *_checks(),
        "## Tables\n",
        _TABLES,
        *_tables(),
    ]
    return "\n".join(parts)


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Yield the full name and the definition of a group and of every command in it."""
    yield name, group
    for short, inner in group.commands.items():
        if isinstance(inner, click.Group):
            yield from commands(inner, f"{name} {short}")
        else:
            yield f"{name} {short}", inner


def _commands() -> Iterator[str]:
    yield "## Commands\n"
    for name, found in commands(command, "bongsu"):
        arguments = [f" {p.metavar or p.name}" for p in found.params if isinstance(p, click.Argument)]
        subcommand = " COMMAND" if isinstance(found, click.Group) else ""
        yield f"### `{name}`\n"
        yield f"Usage: `{name} [OPTIONS]{subcommand}{''.join(arguments)}`\n"
        yield f"{inspect.cleandoc(found.help or '')}\n"
        options = [p for p in found.get_params(click.Context(found)) if isinstance(p, click.Option)]
        yield _table(
            ("option", "meaning"),
            ((f"`{', '.join(p.opts)}{f' {p.metavar}' if p.metavar else ''}`", p.help or "") for p in options),
        )
        examples = re.findall(r"^ {2}(\S.*)$", (found.epilog or "").partition("Exit codes:")[0], re.MULTILINE)
        yield _block("sh", "\n".join(examples))


def _exit_codes() -> Iterator[str]:
    found = {int(match["code"]): match["text"] for match in _EXIT_CODE.finditer(command.epilog or "")}
    assert set(found) == set(map(int, Exit)), "the help text and the codes differ"
    yield "## Exit codes\n"
    yield _table(("code", "meaning"), ((str(code), text) for code, text in found.items()))


def _module(path: str) -> ast.Module:
    return ast.parse((SOURCE / path).read_text(encoding="utf-8"))


def _classes(path: str, *names: str) -> Iterator[ast.ClassDef]:
    """Yield some classes of a module."""
    for node in _module(path).body:
        if isinstance(node, ast.ClassDef) and node.name in names:
            yield node


def _vocabularies(module: ast.Module) -> Iterator[str]:
    """Yield the closed vocabularies: names that stand for a list of words or for a union of classes."""
    rows = []
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            constants = (n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant))
            words = [f"`{word}`" for word in constants if isinstance(word, str)]
            rows.append((f"`{node.targets[0].id}`", ", ".join(words) or _type(node.value)))
    yield "### Vocabularies\n"
    yield _table(("name", "one of"), rows)


def _definitions(module: ast.Module) -> Iterator[str]:
    """Yield every public class and function of a module, in the order in which it is written."""
    for node in module.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _class(node)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield f"### `{_signature(node)}`\n"
            yield _prose(ast.get_docstring(node) or "")


def _class(node: ast.ClassDef) -> Iterator[str]:
    text, meanings = _attributes(ast.get_docstring(node) or "")
    bases = ", ".join(ast.unparse(base) for base in node.bases if ast.unparse(base) != "msgspec.Struct")
    yield f"### `{node.name}{f'({bases})' if bases else ''}`\n"
    yield _prose(text)
    fields = [f for f in node.body if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)]
    if fields:
        yield _table(("field", "type", "default", "meaning"), (_field(field, meanings) for field in fields))
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_"):
            is_property = any(ast.unparse(decorator) == "property" for decorator in method.decorator_list)
            name = f"{node.name}.{method.name}" if is_property else f"{node.name}.{_signature(method)}"
            yield f"**`{name}`**\n"
            yield _prose(ast.get_docstring(method) or "")


def _field(field: ast.AnnAssign, meanings: dict[str, str]) -> tuple[str, str, str, str]:
    assert isinstance(field.target, ast.Name)
    default = f"`{ast.unparse(field.value)}`" if field.value is not None else ""
    name = field.target.id
    return f"`{name}`", _type(field.annotation), default, meanings.get(name, "")


def _type(annotation: ast.expr) -> str:
    """Return a type as it is written, fit for a table, forward references without their quotation marks."""
    return f"`{_bare(annotation)}`".replace("|", r"\|")


def _bare(annotation: ast.expr) -> str:
    text = ast.unparse(annotation)
    return text if text.startswith("Literal") else text.replace("'", "")


def _signature(node: ast.FunctionDef) -> str:
    """Return a function's name with the parameters that a caller gives, and what it returns."""
    given = [a for a in node.args.args if a.arg not in {"self", "cls"}]
    shown = [a.arg for a in given] + (["*"] if node.args.kwonlyargs else []) + [a.arg for a in node.args.kwonlyargs]
    if node.args.vararg is not None:
        shown.append(f"*{node.args.vararg.arg}")
    returns = f" -> {_bare(node.returns)}" if node.returns is not None else ""
    return f"{node.name}({', '.join(shown)}){returns}"


def _checks() -> Iterator[str]:
    for path in sorted((SOURCE / "checks").glob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        found = [n for n in module.body if isinstance(n, ast.FunctionDef) and n.name.startswith("check_")]
        for function in found:
            yield f"### {path.stem}: {ast.get_docstring(module)}\n"
            yield f"`bongsu.checks.{path.stem}.{_signature(function)}`\n"
            yield _prose(ast.get_docstring(function) or "")


def _tables() -> Iterator[str]:
    for path in sorted(path for path in (SOURCE / "data").iterdir() if path.suffix in {".yaml", ".csv"}):
        lines = path.read_text(encoding="utf-8").splitlines()
        until = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        yield f"### {path.name}\n"
        yield _block("text", "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines[:until]))


def _attributes(docstring: str) -> tuple[str, dict[str, str]]:
    """Part a docstring into its prose and the meanings that its ``Attributes:`` give, by field."""
    prose, found, listed = docstring.partition("Attributes:\n")
    if not found:
        return docstring, {}
    meanings: dict[str, str] = {}
    name = ""
    for line in inspect.cleandoc(listed).splitlines():
        match = _FIELD.match(line)
        if match is not None:
            name = match["name"]
        meanings[name] = match["text"] if match is not None else f"{meanings[name]} {line.strip()}"
    return prose, {name: _markdown(text).replace("|", r"\|") for name, text in meanings.items()}


def _prose(docstring: str) -> str:
    """Return a docstring as Markdown: its sections as lists."""
    first, *sections = re.split(r"\n\n(?=(?:Args|Raises|Returns|Yields):\n)", docstring.strip())
    parts = [_markdown(first)]
    for section in sections:
        title, _, body = section.partition("\n")
        items = re.split(r"\n(?=\S)", inspect.cleandoc(body))
        parts += [title, "\n".join(f"- {_markdown(' '.join(item.split()))}" for item in items)]
    return "\n\n".join(parts) + "\n"


def _markdown(text: str) -> str:
    """Turn the markup of docstrings into Markdown's."""
    return re.sub(r"(?::\w+:)?`+([^`]+)`+", r"`\1`", text)


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```\n"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table without the columns in which nothing stands."""
    columns = zip(header, *rows, strict=True)
    used = [(name, "---", *cells) for name, *cells in columns if any(cells)]
    return "".join(f"| {' | '.join(line)} |\n" for line in zip(*used, strict=True))


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
