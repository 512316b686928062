"""The mean of the weights of pipelines that grew from one another: it reads better than any of them.

    python -m training.blend OUT PIPELINE [PIPELINE ...]

Writes to OUT the first pipeline with the mean of all in the components that the first shares with the others. Runs that began
at the same weights end near enough to one another for that; runs from different beginnings do not.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy

import chancery.language  # noqa: F401  (registers the features that the configurations name)


def blend(paths: list[Path], out: Path) -> None:
    """Write the mean of the pipelines' weights; ``ValueError`` where two networks are not of one shape."""
    pipelines = [spacy.load(path) for path in paths]
    first = pipelines[0]
    for name in first.pipe_names:
        pipes = [nlp.get_pipe(name) for nlp in pipelines if name in nlp.pipe_names]
        networks = [list(pipe.model.walk()) for pipe in pipes if hasattr(pipe, "model")]
        for nodes in zip(*networks, strict=True):
            for param in nodes[0].param_names:
                if nodes[0].has_param(param):
                    nodes[0].set_param(param, sum(node.get_param(param) for node in nodes) / len(nodes))
    first.to_disk(out)


def main() -> None:
    """Blend."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("pipelines", type=Path, nargs="+")
    args = parser.parse_args()
    blend(args.pipelines, args.out)


if __name__ == "__main__":
    main()
