"""Records made by hand, without a parse."""

import random

from chancery.model import Actor, Article, Event, MadeBy, Mention, Outlet, Place, Record, Statement

MADE_BY = MadeBy(version="0.1.0", lexicon="aa", language_model="test")
VERBS = ("SANCTION", "imposed sanctions on", 4, -7.0), ("CONSULT", "held talks with", 1, 1.0)
STATES = (("Russia", "RUS"), ("Canada", "CAN"), ("Kenya", "KEN"), ("Peru", "PER"), ("Iran", "IRN"))


def record(number: int, *, url: str | None = None, published: str | None = "", text: str | None = None) -> Record:
    """Make an article with a statement in which one state acts upon another."""
    chance = random.Random(number)
    (first, code), (second, other) = chance.sample(STATES, 2)
    kind, verb, quad, score = chance.choice(VERBS)
    headline = f"{first} and {second}, report {number}"
    sentence = f"{first} {verb} {second} on Monday, an official of U.S. Steel said."
    filler = " ".join(f"word{chance.randrange(10_000)}" for _ in range(60))
    body = text or f"{headline}\n\nIt rained in the capital. {sentence} More is expected.\n\n{filler}."
    at = body.find(sentence)
    if published == "":
        published = f"202{number % 3}-0{number % 9 + 1}-1{number % 10}"
    url = url or f"https://news.example/{number}"
    article = Article(
        id=url.removeprefix("https://"), text=body, url=url, outlet=Outlet(name="News", domain="news.example"),
        headline=headline, headline_span=(0, len(headline)) if body.startswith(headline) else None,
        published=published, language="en", sections=("World",),
    )  # fmt: skip
    if at < 0:
        return Record(article=article, made_by=MADE_BY)
    verb_at = at + len(first) + 1
    second_at = verb_at + len(verb) + 1
    said_at = body.index("said.", at)
    actors = (
        Actor(id="a1", name=first, kind="state", country=code, identifier=first.lower(),
              mentions=(Mention(span=(at, at + len(first)), how="name"),)),
        Actor(id="a2", name=second, kind="state", country=other, identifier=second.lower(),
              mentions=(Mention(span=(second_at, second_at + len(second)), how="name", because="actors.csv:x"),)),
        Actor(id="a3", name="an official", kind="person",
              mentions=(Mention(span=(said_at - 26, said_at - 15), how="nominal"),)),
    )  # fmt: skip
    statement = Statement(
        id="s1", speaker=("a3",), speaker_span=(said_at - 26, said_at - 15), cue_span=(said_at, said_at + 4),
        content_spans=((at, said_at - 28),), kind="indirect", date=published, because=("en/speech.csv:say",),
    )  # fmt: skip
    event = Event(
        id="e1", event=kind, quad=quad, score=score, actor=("a1",), recipient=("a2",), status="occurred",
        trigger_span=(verb_at, verb_at + len(verb)), sentence_span=(at, at + len(sentence)), date=published,
        date_basis="publication" if published else None, claimed_in="s1", because=("en/events.csv:x",),
        place=Place(name=second, span=(second_at, second_at + len(second)), country=other, lat=1.5, lon=-2.0),
    )  # fmt: skip
    return Record(article=article, actors=actors, statements=(statement,), events=(event,), made_by=MADE_BY)
