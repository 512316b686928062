"""The road as a whole: any text gives a sound record, and the same bytes each time."""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import chancery
from chancery import Article, Reader, Record
from chancery.tokens import Doc, Token

EXAMPLES = Path(__file__).parents[1] / "examples"
PIECES = st.sampled_from(
    [
        *"Putin said “ ” \" ' that Russia attacked Ukraine on_Tuesday . , he 2021 the_Kremlin has_denied sanctions_on Iran ‘ ’ « "
        "» 🙂 according_to the_two_leaders a_meeting_with would_not the_Russian_president told whether expelled".split(),
        "\n\n",
        " ",
        "\u202e",
        "\x00",
    ]
)

SPEAKERS = ("Holm", "Ola Holm", "The mayor", "Many sailors", "Critics in Tartu", "He", "Kyiv", "Who")
INSERTED = (
    "",
    ", who runs the harbor,",
    ", 43,",
    ", a lawyer,",
    ", in a speech in Tartu,",
    ", on Monday,",
    " and Kari Moe,",
)
SAYING = (
    " said",
    " told reporters",
    " insisted",
    " noted",
    " is said to have warned",
    ", it is claimed",
    " has not denied",
)
SAID = (
    ", the ships were late.",
    " ships were late.",
    ", ships, which left, were late.",
    ': "Go."',
    " in May, it was late.",
    "",
)


def spans(record: Record) -> list[tuple[int, int]]:
    found = [mention.span for actor in record.actors for mention in actor.mentions]
    found += [date.span for date in record.dates]
    for said in record.statements:
        found += [*said.content_spans, *said.quotation_spans, *filter(None, (said.speaker_span, said.cue_span))]
    for event in record.events:
        found += [event.trigger_span, event.sentence_span, *([event.place.span] if event.place else [])]
    return found


def check(record: Record) -> None:
    length = len(record.article.text)
    assert all(0 <= start < end <= length for start, end in spans(record))
    actors, said = {actor.id for actor in record.actors}, {statement.id for statement in record.statements}
    for statement in record.statements:
        assert {*statement.speaker, *statement.addressee} <= actors
        assert statement.within is None or statement.within in said
    for event in record.events:
        assert {*event.actor, *event.recipient} <= actors
        assert event.claimed_in is None or event.claimed_in in said
    assert Record.from_json(record.to_json()) == record


TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map(lambda pieces: " ".join(pieces).replace("_", " ")), st.text(max_size=300)
)


@pytest.mark.model
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_text_gives_a_sound_record(reader: Reader, text: str) -> None:
    try:
        article = Article.from_text(text, published="2021-04-16")
    except ValueError:
        return
    record = reader.read(article)
    check(record)
    assert reader.read(article).to_json() == record.to_json()


@pytest.mark.model
@pytest.mark.parametrize(
    "path", sorted([*EXAMPLES.glob("*.html"), *EXAMPLES.glob("*.txt")]), ids=lambda path: path.name
)
def test_the_examples_give_sound_records(reader: Reader, path: Path) -> None:
    record = reader.read(chancery.article.open_path(path))
    check(record)
    assert record.statements
    assert record.events


@pytest.mark.model
def test_many_are_read_as_one_by_one(reader: Reader) -> None:
    articles = [
        Article.from_text(f"France condemned the attack on day {day}. Paris said it would act.") for day in range(5)
    ]
    assert list(reader.read_many(articles)) == [reader.read(article) for article in articles]


@pytest.mark.model
def test_whoever_says_whatever_in_whatever_order_is_read(reader: Reader) -> None:
    texts = list(map("".join, product(SPEAKERS, INSERTED, SAYING, SAID)))
    random.Random(1).shuffle(texts)
    for record in reader.read_many(Article.from_text(text) for text in texts[:600]):
        check(record)


@pytest.mark.model
def test_whatever_the_parse_is_the_record_is_sound(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(1)
    parse_many = reader.pipeline.parse_many

    def wrongly(items: Iterable[tuple[str, Sequence[tuple[int, int]]]]) -> Iterator[Doc]:
        for doc in parse_many(items):
            for sentence in list(doc.sents):
                misparse(doc, list(sentence), rng)
            yield doc

    monkeypatch.setattr(reader.pipeline, "parse_many", wrongly)
    proofs = [proof.text for proof in reader.lexicon.proofs()]
    for record in reader.read_many(Article.from_text(" ".join(rng.sample(proofs, 2))) for _ in range(400)):
        check(record)


def misparse(doc: Doc, sentence: list[Token], rng: random.Random) -> None:
    """Give some words of a sentence the labels, heads and tags of others; the sentence stays a tree."""
    for _ in range(5):
        word, other = rng.choice(sentence), rng.choice(sentence)
        word.tag_, word.pos_ = other.tag_, other.pos_
        if word is not other and word.head is not word and not word.is_ancestor(other):
            doc.rehang([(word, rng.choice([word.head, other]), other.dep_)])


@pytest.mark.model
def test_what_sums_up_its_own_head_is_read(reader: Reader) -> None:
    record = reader.read(Article.from_text("The raid, a move that Iran condemned, killed six Syrian soldiers."))
    check(record)
    assert {event.event for event in record.events} == {"ACCUSE", "ASSAULT"}


@pytest.mark.model
def test_a_sentence_of_five_thousand_words_is_read(reader: Reader) -> None:
    check(reader.read(Article.from_text("Russia and " * 2500 + "Ukraine met.")))


def test_another_pipeline_must_be_there() -> None:
    with pytest.raises(ValueError, match="no_such_pipeline"):
        Reader(language="no_such_pipeline")


@pytest.mark.model
def test_a_record_shows_itself_in_a_notebook(reader: Reader) -> None:
    record = reader.read(Article.from_text("<b>France</b> condemned Russia."))
    assert "<b>" not in record._repr_html_()


@pytest.mark.model
def test_the_relation_of_two_places(reader: Reader) -> None:
    text = "Norway expelled three Russian diplomats on Monday."
    event = reader.relation(text, (0, 6), (16, 39), published="2024-05-14")
    assert event is not None
    assert (event.event, event.mode, event.status, event.date) == ("SANCTION", "expel", "occurred", "2024-05-13")
    with pytest.raises(ValueError, match="not within"):
        reader.relation(text, (0, 6), (90, 99))


@pytest.mark.model
def test_the_gate_tells_news_from_other_texts(reader: Reader) -> None:
    gated = Reader(gate=True)
    guide = "The ferry from Estonia takes two hours, and a bus takes you on to the old harbour with its market halls. "
    news = "The minister said on Monday that Estonia would close the harbour. Fishermen said they had not been asked. "
    assert not gated.stretches(Article.from_text(guide * 20))
    assert gated.stretches(Article.from_text(news * 20))
    assert gated.stretches(Article.from_text(guide + news))


@pytest.mark.model
def test_the_gate_changes_nothing_of_what_it_lets_through(reader: Reader) -> None:
    gated = Reader(gate=True)
    article = Article.from_text("Norway expelled three Russian diplomats. Bees hum softly. Paris condemned the attack.")
    assert gated.stretches(article) == reader.stretches(article)
    assert gated.stretches(Article.from_text("Bees hum softly over the meadow, and the grass is high.")) == []
    record = gated.read(article)
    assert record.made_by.language_model.endswith("gated")
    assert msgspec.structs.replace(record, made_by=reader.made_by) == reader.read(article)
