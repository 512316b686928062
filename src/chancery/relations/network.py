"""Who deals with whom in a period: a directed network of countries or actors, its measures, and GEXF for Gephi."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from chancery.model import Side
from chancery.relations.reports import Report

By = Literal["country", "actor"]


@dataclass(frozen=True)
class Standing:
    """How one stands in a network: what it deals, how much it links others (0 to 1), and its community."""

    name: str
    dealings: int
    betweenness: float
    community: int


def network(reports: Iterable[Report], by: By = "country") -> nx.DiGraph:
    """Build the network of real events: an edge from actor to recipient with ``weight`` (events) and mean ``score``.

    Mutual events stand as edges in both directions. Nodes without a country are left out where ``by`` is country.
    """
    sums: dict[tuple[str, str], tuple[int, float]] = {}
    for report in reports:
        if report.real:
            for edge in sorted(_edges(report, by)):
                count, total = sums.get(edge, (0, 0.0))
                sums[edge] = (count + 1, total + report.score)
    graph = nx.DiGraph()
    for (one, other), (count, total) in sorted(sums.items()):
        graph.add_edge(one, other, weight=count, score=round(total / count, 4))
    return graph


def standings(graph: nx.DiGraph) -> list[Standing]:
    """Measure everybody in a network, the busiest first; the same network gives the same communities."""
    if not graph:
        return []
    between = nx.betweenness_centrality(graph)
    groups = nx.community.greedy_modularity_communities(graph.to_undirected(), weight="weight")
    community = {name: number for number, group in enumerate(groups) for name in group}
    dealings = dict(graph.degree(weight="weight"))
    found = [Standing(name, dealings[name], round(between[name], 4), community[name]) for name in graph]
    return sorted(found, key=lambda one: (-one.dealings, one.name))


def gexf(graph: nx.DiGraph) -> str:
    """Give the network as GEXF 1.2, which Gephi opens."""
    return "\n".join(nx.generate_gexf(graph))


def _edges(report: Report, by: By) -> set[tuple[str, str]]:
    actors, recipients = _names(report.actors, by), _names(report.recipients, by)
    pairs = {(one, other) for one in actors for other in recipients}
    if not recipients:
        pairs = {(one, other) for one in actors for other in actors}
    return {(one, other) for one, other in pairs if one != other}


def _names(sides: tuple[Side, ...], by: By) -> list[str]:
    return [name for side in sides if (name := side.country if by == "country" else side.name)]
