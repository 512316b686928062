"""Who is named beside a quotation without a verb: "“…” — Lena Berg, minister", "“…” [Baltic Times]",
"‘…’: Berg defends the plan"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from chancery.extract import stretches, syntax
from chancery.extract.said.cue import Cue
from chancery.extract.said.edges import NOMINAL, in_capitals, is_break
from chancery.extract.said.page import Page
from chancery.extract.said.quotations import DASHES, Quotation
from chancery.extract.said.spans import phrase
from chancery.lexicon.speech import PhraseRow
from chancery.model import Span
from chancery.tokens import Token, TokenSpan

ENDS_SENTENCE = frozenset(".!?…")
MOST_WORDS = 14
LONGEST_CREDIT = 4


def signature(page: Page, gap: TokenSpan, block: Span) -> Cue | None:
    """Read "“…” — Lena Berg, minister": who signs a quotation, at the end of its paragraph."""
    words = [token for token in gap if not token.is_space]
    row = next(iter(page.tables.phrases.get("—", ())), None)
    if row is None or not 1 < len(words) <= MOST_WORDS or not _is_dash(words[0], block):
        return None
    while words[-1].is_punct:
        words.pop()
    source, last = words[0 if len(words[0]) > 1 else 1 :], words[-1]
    ended = bool(source) and not page.text[last.idx + len(last) : block[1]].strip(" .")
    titled = ended and (source[0].text.lstrip(DASHES)[:1].isupper() or source[-1].ent_type_ == "PERSON")
    named = titled and any(token.pos_ == "PROPN" for token in source)
    if not named or any(token.tag_ in syntax.FINITE for token in source):
        return None
    dashes = len(words[0]) - len(words[0].text.lstrip(DASHES))  # a hyphen may be one word with the name behind it
    start = source[0].idx + (dashes if source[0] is words[0] else 0)
    return Cue(row=row, head=words[0], words=(words[0],), sources=(head_of(source),),
               source=(start, last.idx + len(last)), frame="quote", place=(words[0].idx, words[0].idx + dashes))  # fmt: skip


def credit(page: Page, gap: TokenSpan) -> Cue | None:
    """Read "“…” [Baltic Times]": in brackets right behind a quotation, who said or printed it."""
    words = [token for token in gap if not token.is_space]
    row = next(iter(page.tables.phrases.get("[", ())), None)
    if row is None or not words or words[0].text != "[":
        return None
    behind = page.doc[words[0].i + 1 : words[0].i + LONGEST_CREDIT + 3]
    source = list(takewhile(lambda token: token.tag_.startswith("NNP"), behind))
    rest = "".join(token.text for token in behind[len(source) :])
    if not 0 < len(source) <= LONGEST_CREDIT or not rest.startswith(("]", ".]")):
        return None
    last = source[-1].i + 1 + rest.index("]")
    return Cue(row=row, head=words[0], words=tuple(page.doc[words[0].i : last + 1]), sources=(head_of(source),),
               source=stretches.span_of(source), frame="quote")  # fmt: skip


def headed(page: Page, gap: TokenSpan, quotation: Quotation, block: Span) -> Cue | None:
    """Read "‘We are at war’: Noboa defends the curfew", "‘A betrayal’: Noboa": of whom a headline tells that opens with a
    quotation; words without a verb are his only where none stands behind them either."""
    words = [token for token in gap if not token.is_space]
    row = next(iter(page.tables.phrases.get(":", ())), None)
    opens = quotation.span[0] == block[0] and page.is_heading(block) and len(words) > 1 and words[0].text == ":"
    if row is None or not opens or words[1].tag_[:1] == "W":
        return None
    verb = next((token for token in words if token.tag_ in syntax.FINITE), None)
    if verb is None:
        return _bare_heading(page, row, words)
    who = next((word for word in words[1:] if word.dep_ in syntax.SUBJECTS and word.head is verb), None)
    whole = any(token.tag_ in syntax.FINITE for token in page.tokens(*quotation.inside))
    if who is None or who.pos_ != "PROPN" or not whole:
        return None
    return Cue(row=row, head=words[0], words=(words[0],), sources=(who,), source=phrase(who), frame="quote")


def _bare_heading(page: Page, row: PhraseRow, words: list[Token]) -> Cue | None:
    """Read who is named or told behind a quotation and a colon, up to what he spoke on."""
    label = list(takewhile(lambda token: token.pos_ != "ADP" and not is_break(token), words[1:]))
    if not label or not (stretches.span_of(label) in page.voices or head_of(label).ent_type_ == "PERSON"):
        return None
    return Cue(row=row, head=words[0], words=(words[0],), sources=(head_of(label),),
               source=stretches.span_of(label), frame="quote")  # fmt: skip


def _is_dash(sign: Token, block: Span) -> bool:
    """Is this a dash, or a hyphen that opens its paragraph?"""
    return (is_break(sign) and sign.text not in ",;") or (sign.text[0] in DASHES and sign.idx == block[0])


def head_of(tokens: list[Token]) -> Token:
    """The head of a noun phrase: its last noun before a comma, a preposition or a relative pronoun."""
    head = tokens[0]
    for token in tokens:
        if token.text == "," or token.pos_ in ("ADP", "SCONJ") or token.tag_ in ("WP", "WDT", "WP$"):
            break
        if token.pos_ in NOMINAL and token.dep_ != "flat":
            head = token
    return head


def is_sentence(page: Page, quotation: Quotation) -> bool:
    """Do quoted words end like a sentence, and have they a verb?"""
    told = any(token.tag_ in syntax.FINITE for token in page.tokens(*quotation.inside))
    return told and closing_sign(page.text, quotation) in ENDS_SENTENCE


def is_title(page: Page, quotation: Quotation) -> bool:
    """Do quoted words name the work in which those before them stand: "“It is over,” he wrote in his memoir, “Hard Days.”"?"""
    words = [token for token in page.tokens(*quotation.inside) if token.is_alpha]
    at = bisect_left(page.outer_starts, quotation.span[0])
    if not in_capitals(words) or not at:
        return False
    between = [token for token in page.tokens(page.outer[at - 1].span[1], quotation.span[0]) if not token.is_punct]
    ended = any(sign in page.text[page.outer[at - 1].span[1] : quotation.span[0]] for sign in ".!?;:\n")
    return len(between) > 2 and not ended and between[-1].tag_ == "NN" and between[-1].arc in ("obl", "nmod")


def closing_sign(text: str, quotation: Quotation) -> str:
    """The sign that ends the quoted words (inside a quotation within, where that ends them too), comma included."""
    words = text[quotation.inside[0] : quotation.span[1]].rstrip("”\"’'»“ `")
    return words[-1:]
