"""Draw places read in TimeBank's news to be judged by hand: is this a place here, and is it the right one?

The corpus marks no places, so nothing is scored by machine. The draw is the same every time.

    python -m evaluation.places [--count 100]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator

from chancery.extract import actors, places, references
from chancery.language import Pipeline, load
from chancery.lexicon import Lexicon
from evaluation.corpora import looked_at
from evaluation.dates import Story, stories


def places_in(story: Story, pipeline: Pipeline, lexicon: Lexicon) -> Iterator[str]:
    """Give a line for every place of a story: what it was taken for, and the words around it."""
    article = story.article
    doc = pipeline.parse(article.text, article.paragraphs)
    cast = references.resolve(doc, article, actors.find_actors(doc, article, lexicon), lexicon)
    for place in places.find_places(doc, article, cast, lexicon):
        start, end = place.span
        around = f"{article.text[max(0, start - 60) : start]}[{article.text[start:end]}]{article.text[end : end + 40]}"
        yield f"{place.name} | {place.country or '-'} | {place.lat} {place.lon} | {' '.join(around.split())}"


def main() -> int:
    """Print the places drawn."""
    parser = argparse.ArgumentParser(description="Draw places of the half that is looked at, to be judged by hand.")
    parser.add_argument("--count", type=int, default=100)
    count = parser.parse_args().count
    pipeline, lexicon = load(), Lexicon.load()
    drawn = [line for story in stories() if looked_at(story.name) for line in places_in(story, pipeline, lexicon)]
    random.Random(7).shuffle(drawn)
    print("\n".join(drawn[:count]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
