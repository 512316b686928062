"""Floors: what was once reached and nobody lowers unnoticed. ``floors.json`` holds them by evaluation and figure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


def floors(evaluation: str) -> dict[str, float]:
    """Give the floors of one evaluation by figure."""
    found: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf8"))
    return found.get(evaluation, {})


def below(evaluation: str, figures: Mapping[str, float]) -> list[str]:
    """Tell each figure that is below its floor, or that has a floor and was not measured."""
    return [
        f"{evaluation}: {name} is {figures.get(name)}, the floor is {floor}"
        for name, floor in floors(evaluation).items()
        if figures.get(name, float("-inf")) < floor
    ]


def report(evaluation: str, figures: Mapping[str, float]) -> int:
    """Print figures beside their floors; give 1 where one is below, else 0, as an exit code."""
    known = floors(evaluation)
    for name, figure in figures.items():
        print(f"{name:<36}{figure:>9.4f}" + (f"   floor {known[name]:.4f}" if name in known else ""))
    low = below(evaluation, figures)
    for line in low:
        print(line)
    return int(bool(low))
