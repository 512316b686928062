"""The house as ARCHITECTURE.md draws it: who may import whom, and no knowledge in code."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "src" / "chancery"
MODULES = sorted(path for path in HOUSE.rglob("*.py"))
EXTRACT = sorted((HOUSE / "extract").rglob("*.py"))
FACE = {"model", "article", "reading", "ledger"}


def rooms() -> dict[str, set[str]]:
    table = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf8").split("## The rooms")[1]
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", table, re.M)
    return {room: set(re.findall(r"`(\w+)`", allowed)) for room, allowed in rows}


def steps() -> set[str]:
    """The files of the road, as its table names them; what else is in extract/ is ground that all steps stand on."""
    return set(re.findall(r"`extract/(\w+)\.py`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf8")))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "chancery":
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "chancery"}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_fall(path: Path) -> None:
    room = room_of(path)
    allowed = FACE if room in ("__init__", "__main__") else rooms()[room] | {room}
    allowed = allowed | {"cli"} if room == "__main__" else allowed
    wanted = {name.split(".")[1] for name in imports(path) if name.count(".")}
    assert wanted - {"__version__"} <= allowed


@pytest.mark.parametrize("path", EXTRACT, ids=lambda path: path.stem)
def test_steps_exchange_data_not_code(path: Path) -> None:
    used = {name.split(".")[2] for name in imports(path) if name.startswith("chancery.extract.")}
    assert not used & steps()
    inner = {folder.name for folder in (HOUSE / "extract").iterdir() if folder.is_dir()}
    assert path.parent.name not in inner or used & inner <= {path.parent.name}


@pytest.mark.parametrize("path", EXTRACT, ids=lambda path: path.stem)
def test_steps_touch_no_files(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "open" not in called
    assert not re.search(r"^(?:import|from) (?:pathlib|os|io|httpx|socket)\b", path.read_text(encoding="utf8"), re.M)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_word_list_in_code(path: Path) -> None:
    """More than eight lower-case words in one literal are a table; labels of UD and a column's closed choices are none."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    choices = {
        id(node.slice)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "Literal"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List) and id(node) not in choices:
            words = [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
            plain = [word for word in words if word.isalpha() and word.islower() and word not in LABELS]
            assert len(plain) <= 8, f"line {node.lineno}: {plain}"


LABELS = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj dep det discourse dislocated expl fixed flat "
    "goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp".split()
)


def test_every_file_of_the_road_is_drawn() -> None:
    plan = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf8")
    drawn = plan.split("The face,")[1].split("`tests/test_house.py`")[0]
    for path in EXTRACT:
        if path.stem != "__init__":
            assert f"`{path.stem}`" in drawn or f"`extract/{path.name}`" in plan
