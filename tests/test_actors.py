"""What holds of actors and references in any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.extract import actors, references
from chancery.language import Pipeline, load
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Mention, Statement

pytestmark = pytest.mark.model

WORDS = [
    *"the The his He it who two Russian President Putin US U.S. Moscow (NATO) leaders , . and of".split(),
    *"“ ” pro- -led We İ ﬀ 𝔘 \n\n".split(" "),
]


@pytest.fixture(scope="module")
def tools() -> tuple[Pipeline, Lexicon]:
    return load(), Lexicon.load()


@settings(max_examples=40, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_text_gives_sound_actors(tools: tuple[Pipeline, Lexicon], words: list[str]) -> None:
    pipeline, lexicon = tools
    text = " ".join(words)
    article = Article(id="any", text=text, published="2021-04-16")
    doc = pipeline.parse(text, [(0, len(text))])
    cast = references.resolve(doc, article, actors.find_actors(doc, article, lexicon), lexicon)
    assert cast == references.resolve(doc, article, actors.find_actors(doc, article, lexicon), lexicon)
    assert [actor.id for actor in cast] == [f"a{number}" for number in range(1, len(cast) + 1)]
    assert all(0 <= m.span[0] < m.span[1] <= len(text) and m.because for actor in cast for m in actor.mentions)
    assert all(actor.mentions for actor in cast)


def test_a_name_may_break_off_after_of(tools: tuple[Pipeline, Lexicon]) -> None:
    pipeline, lexicon = tools
    text = "The ruling came from the Supreme Court of"
    article = Article(id="cut", text=text)
    assert actors.find_actors(pipeline.parse(text, [(0, len(text))]), article, lexicon)


def test_first_persons_are_the_speaker_and_his_side(tools: tuple[Pipeline, Lexicon]) -> None:
    pipeline, lexicon = tools
    text = "“We will leave,” Joe Biden said in Washington, and the United States left."
    article = Article(id="we", text=text, published="2021-08-30")
    cast = (
        Actor(
            id="a1",
            name="Joe Biden",
            kind="person",
            country="USA",
            sector="GOV",
            mentions=(Mention(span=(17, 26), how="name"),),
        ),
        Actor(
            id="a2",
            name="United States",
            kind="state",
            country="USA",
            sector="GOV",
            mentions=(Mention(span=(55, 68), how="name"),),
        ),
    )
    said = Statement(
        id="s1",
        speaker=("a1",),
        speaker_span=(17, 26),
        cue_span=None,
        content_spans=((1, 14),),
        quotation_spans=((0, 16),),
        kind="direct",
    )
    doc = pipeline.parse(text, [(0, len(text))])
    found = references.resolve_first_persons(doc, article, cast, (said,), lexicon)
    assert [actor.id for actor in found] == ["a1", "a2"]
    assert all(
        any(mention.span == (1, 3) and mention.how == "pronoun" for mention in actor.mentions) for actor in found
    )
