"""What is said by a document: "issued a statement saying …", "held up banners reading …"."""

from __future__ import annotations

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.said.cue import Cue
from chancery.extract.said.edges import is_break
from chancery.extract.said.group import verb_group
from chancery.extract.said.sources import source_of
from chancery.lexicon.speech import SpeechTables
from chancery.tokens import Token


def by_document(cue: Cue, tables: SpeechTables) -> Cue:
    """Read "issued a statement saying …": who issues a statement says what it says, and all of it is the cue."""
    noun = uttered_document(cue.head, tables) if cue.head.tag_ == "VBG" else None
    if noun is None or any(is_break(token) or token.tag_ == "CC" for token in cue.head.doc[noun.i : cue.head.i]):
        return cue
    heads, source = source_of(noun.head)
    words = tuple(cue.head.doc[verb_group(noun.head)[0].i : cue.words[-1].i + 1])
    return replace(cue, words=words, sources=heads, source=source)


def uttered_document(participle: Token, tables: SpeechTables) -> Token | None:
    """The object, before a participle, of a verb by which somebody utters it: "sent voters a letter", "held up banners"."""
    above = participle.head
    if above.dep_ in ("nmod", "obl"):
        above = above.head
    for noun in [above, *syntax.children(above, "obj")]:
        light = tables.light.get(noun.head.lower_)
        rows = tables.nouns.get(noun.lower_, ())
        if noun.dep_ == "obj" and noun.head.i < noun.i < participle.i and any(light in row.light for row in rows):
            return noun if light is not None else None
    return None
