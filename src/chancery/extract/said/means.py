"""The words behind a cue verb that tell by what means or in what manner it was said: "said in a statement", "with a laugh"."""

from __future__ import annotations

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.said.cue import Cue
from chancery.extract.said.page import Page
from chancery.lexicon.speech import VerbRow
from chancery.tokens import Token

SPOKEN_IN = frozenset({"quote", "clause"})
LONGEST = 8


def with_means(cue: Cue) -> Cue:
    """Take into a cue the phrase right behind its verb that tells by what means or how, if nothing else begins there."""
    told = isinstance(cue.row, VerbRow) and cue.row.sense == "said" and cue.frame in SPOKEN_IN
    last = _end_of_means(cue.words[-1]) if told and cue.words[-1].i == cue.head.i else None
    if last is None:
        return cue
    start, end = cue.words[-1].idx + 1, last.idx + len(last)
    taken = [*cue.contents, *([cue.source] if cue.source else [])]
    if any(span[0] < end and span[1] > start for span in taken):
        return cue
    return replace(cue, words=(*cue.words, *cue.head.doc[cue.words[-1].i + 1 : last.i + 1]))


def apart_from_means(page: Page, cue: Cue) -> Cue:
    """End a content before the document in which it was told, at the end of all: "condemned the raid | in a statement"."""
    words = page.tokens(*cue.contents[-1])
    told = isinstance(cue.row, VerbRow) and cue.frame not in ("quote", "phrase", "clause", "seem")
    at = next((i for i in range(len(words) - 3, max(len(words) - 6, 0), -1) if words[i].lower_ == "in"), 0)
    if not told or not at or words[at].idx < cue.head.idx or words[at + 1].lower_ not in ("a", "an"):
        return cue
    document = any(row.sense == "said" and row.light for row in page.tables.nouns.get(words[-1].lower_, ()))
    if not document or any(token.pos_ not in ("NOUN", "ADJ") and token.tag_ != "VBN" for token in words[at + 2 :]):
        return cue
    last = words[at - 1]
    return replace(cue, contents=(*cue.contents[:-1], (cue.contents[-1][0], last.idx + len(last))))


def _end_of_means(verb: Token) -> Token | None:
    """The noun that ends "in a statement", "in an interview", "with a smile" right behind a verb."""
    if verb.i + 2 >= verb.sent.end:
        return None
    preposition = syntax.following(verb)
    noun = preposition.head
    near = preposition.dep_ == "case" and 0 < noun.i - preposition.i < LONGEST and noun.head.i == verb.i
    if not near or noun.tag_ not in ("NN", "NNS") or syntax.prepositions(noun) != preposition.lower_:
        return None
    if preposition.lower_ == "in":
        return noun if syntax.following(preposition).lower_ in ("a", "an") else None
    alone = noun.tag_ == "NN" and not syntax.children(noun, "nmod:poss")
    return noun if preposition.lower_ == "with" and alone else None
