"""What a label before a colon opens: turns of an interview ("Q:", "HOLM:") and headlines ("Berg: the port is shut")."""

from __future__ import annotations

from itertools import takewhile

from chancery.extract import stretches, syntax
from chancery.extract.said.cue import Cue
from chancery.extract.said.edges import is_break
from chancery.extract.said.page import Page
from chancery.extract.said.signatures import head_of
from chancery.lexicon.speech import PhraseRow
from chancery.model import Span
from chancery.tokens import Token

PLACES = frozenset({"GPE", "LOC"})
# What parts a headline from who signs it, and the most words that he is told by.
DASHED = frozenset({"-", "–", "—", "--"})
LONGEST_SIGNATURE = 5


def spoken_line(page: Page, block: Span) -> Cue | None:
    """Read a paragraph that opens with a name and a colon ("Erdogan: Turkey stays in"): a headline, a line of dialogue."""
    tokens = page.tokens(*block)
    colon = next((i for i, token in enumerate(tokens[:9]) if token.text == ":"), 0)
    source, rest = _behind_dash(list(tokens[:colon])), [token for token in tokens[colon + 1 :] if not token.is_space]
    rest = _behind_gesture(rest) if page.takes_turns(source) else rest
    short = bool(source) and sum(token.is_alpha for token in rest) < 3 and not page.is_turn(source)
    if not source or not rest or short or _is_quoted(page, rest) or _is_topic(rest):
        return None
    row = _labelled(page, source)
    if row is None and (_is_name(page, source, rest) or page.takes_turns(source) or _is_headline(page, source, block)):
        row = next(iter(page.tables.phrases.get(":", ())), None)
    if row is None:
        return None
    if page.is_heading(block):  # "Erdogan: no talks with rebels; | lira tumbles"
        rest = list(takewhile(lambda token: token.text != ";", rest)) or rest
    content = stretches.span_of([rest[0], rest[-1]])
    return Cue(row=row, head=tokens[colon], words=(tokens[colon],), sources=(head_of(source),),
               source=stretches.span_of(source), contents=(content,), frame="phrase")  # fmt: skip


def signed_line(page: Page, block: Span) -> Cue | None:
    """Read "Putin ready to meet Zelensky - Kremlin": a headline that ends with a dash and who says so, but for an outlet."""
    tokens = [token for token in page.tokens(*block) if not token.is_space] if page.is_heading(block) else []
    dashes = [i for i, token in enumerate(tokens) if i and token.text in DASHED and tokens[i - 1].whitespace_]
    told, source = (tokens[: dashes[-1]], tokens[dashes[-1] + 1 :]) if dashes else ([], [])
    row = next(iter(page.tables.phrases.get(":", ())), None)
    if row is None or not 0 < len(source) <= LONGEST_SIGNATURE or not any(word.tag_[:1] in "VM" for word in told[1:]):
        return None
    place = stretches.span_of(source)
    labels = page.tables.phrases.get(source[-1].lower_, ())
    named = place in page.voices - page.press or any(one.source == "label" for one in labels)
    if not named or any(token.is_punct or token.tag_ in syntax.FINITE for token in source):
        return None
    dash = tokens[dashes[-1]]
    return Cue(row=row, head=dash, words=(dash,), sources=(source[-1],), source=place,
               contents=(stretches.span_of(told),), frame="phrase")  # fmt: skip


def _behind_gesture(rest: list[Token]) -> list[Token]:
    """Give what is said behind what somebody does in brackets: "A: (laughs) | No."."""
    closing = next((i for i, token in enumerate(rest[:6]) if token.text in (")", "]")), 0)
    return rest[closing + 1 :] if rest and rest[0].text in ("(", "[") and closing else rest


def _is_topic(rest: list[Token]) -> bool:
    """Does a line behind a label tell what it will explain: "Hamas: what we know", "Sahel: how the war began"?"""
    return rest[0].tag_ in ("WP", "WRB") and rest[-1].text != "?"


def _behind_dash(label: list[Token]) -> list[Token]:
    """Give what stands behind a dash or a mark in a label ("Exclusive – Lena Berg", "“Lena Berg")."""
    start = next((i for i in range(len(label) - 1, 0, -1) if is_break(label[i]) and label[i].text != ","), -1) + 1
    return label[start + 1 :] if label[start:] and label[start].is_punct else label[start:]


def _is_quoted(page: Page, rest: list[Token]) -> bool:
    """Does a line begin with a mark, and is that not the mark of some quoted words in it?"""
    around = page.around(rest[0].idx)
    return rest[0].is_punct and (around is None or around.span[1] > rest[-1].idx)


def _is_name(page: Page, label: list[Token], rest: list[Token]) -> bool:
    """Is a label the name of somebody who says what follows, whose ever he is ("EU's Kallas"), no topic and no dateline?"""
    label = label[next((n for n, token in enumerate(label, 1) if token.tag_ == "POS" and label[n:]), 0) :]
    if any((token.pos_ != "PROPN" and not token.is_punct) or token.ent_type_ in PLACES for token in label):
        return False
    if page.label(label).isupper():
        return False  # a dateline, where the outlet sets it so, or a line of dialogue
    return any(token.ent_type_ == "PERSON" for token in label) or any(token.tag_ in syntax.FINITE for token in rest)


def _is_headline(page: Page, label: list[Token], block: Span) -> bool:
    """Does the headline open with somebody whom the article names, with a role or without: "Mayor Lund: No new dam"?"""
    if not page.is_heading(block) or label[0].ent_type_ in PLACES:
        return False
    if stretches.span_of(label) in page.voices:
        return True
    if page.label(label).isupper():
        return False
    end = next((i for i, token in enumerate(label) if token.pos_ == "ADP"), len(label))
    plain = all(token.pos_ in ("PROPN", "NOUN", "ADJ", "ADP") or token.is_punct for token in label)
    return plain and any(token.lower_ in page.people for token in label[:end] if token.pos_ in ("PROPN", "NOUN"))


def _labelled(page: Page, label: list[Token]) -> PhraseRow | None:
    """Give the row of a label that is no name ("Report: …", "Officials: …")."""
    words = " ".join([*(token.lower_ for token in label), ":"])
    rows = page.tables.phrases.get(label[0].lower_, ())
    return next((row for row in rows if row.source == "label" and row.words == words), None)
