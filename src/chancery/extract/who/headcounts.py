"""People who are told by nothing but how many they are: "thousands marched", "at least 20 were killed", "arrested dozens".

The verb must say that the number is one of people: nobody but people can march, be arrested or be wounded.
"""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.findings import HEADCOUNT, Draft
from chancery.extract.who.scene import Scene
from chancery.lexicon.events import EventTables
from chancery.tokens import Doc, Token

# The classes of nouns that only count, of what people alone do, and of what is done to people alone.
COUNT, BY_PEOPLE, TO_PEOPLE = "@headcount", "@by-people", "@to-people"
SECTOR = "CVL"


def count_people(doc: Doc, scene: Scene, tables: EventTables) -> None:
    """Add to the company of a scene a group for each number that stands for people, with a mention where it stands."""
    for token in doc:
        if _counts(token, tables) and _of_people(token, tables):
            last = (
                max((word.i for word in syntax.obliques(token, "of")), default=token.i) + 1
            )  # "hundreds of thousands"
            draft = Draft(scene.names.text(token.left_edge.i, last), "group", None, SECTOR)
            draft.add(scene.names.span(token.left_edge.i, last), "nominal", HEADCOUNT)
            scene.company.drafts[COUNT, token.i] = draft


def _counts(token: Token, tables: EventTables) -> bool:
    """Is this a number, or a noun for one, that counts nothing told beside it ("hundreds", not "hundreds of ships")?"""
    named = token.tag_ == "NNS" and token.lower_ in tables.classed(COUNT)
    if not (named or (token.tag_ == "CD" and token.ent_type_ == "")) or token.dep_ == "nummod":
        return False
    whole = syntax.obliques(token, "of")
    return all(word.lower_ in tables.classed(COUNT) for word in whole)


def _of_people(number: Token, tables: EventTables) -> bool:
    """Is this who does what only people do, or suffers what is only done to people?"""
    verb = number.head
    if verb.pos_ != "VERB" or number.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return False
    suffers = number.dep_ == "obj" or syntax.is_passive(verb)
    lemmas = tables.verb_forms.get(verb.lower_, ())
    return any((TO_PEOPLE if suffers else BY_PEOPLE) in tables.classes_of.get(lemma, ()) for lemma in lemmas)
