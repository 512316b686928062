"""Which cue tags a quotation: in the words that lead in to it, in those behind it, or in the paragraph before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from msgspec.structs import replace

from chancery.extract import stretches, syntax
from chancery.extract.said.colons import colon_tag
from chancery.extract.said.cue import Cue
from chancery.extract.said.cues import tagging_verbs
from chancery.extract.said.documents import by_document
from chancery.extract.said.edges import (
    NOMINAL,
    TIMED,
    ends_clause,
    has_marker,
    is_break,
    is_hyphen,
    mistaken_for_noun,
    passive,
)
from chancery.extract.said.group import verb_group
from chancery.extract.said.page import Page
from chancery.extract.said.quotations import DASHES, Quotation
from chancery.extract.said.signatures import (
    ENDS_SENTENCE,
    closing_sign,
    credit,
    head_of,
    headed,
    is_sentence,
    is_title,
    signature,
)
from chancery.extract.said.sources import addressees, source_of
from chancery.extract.said.spans import behind_home, phrase
from chancery.lexicon.speech import VerbRow
from chancery.model import Span
from chancery.tokens import Token, TokenSpan

LEAD_IN = frozenset(f",:{DASHES}")
# Labels of words inside a name or noun phrase, verbs though they may be called.
IN_NAME = frozenset({"compound", "amod", "flat"})
# Labels of what may stand behind a speaker who is told after the verb, and is no part of his name.
BEHIND_SPEAKER = frozenset({"obl", "advmod", "advcl", "xcomp", "obj", "conj"})


def is_whole(page: Page, quotation: Quotation, block: Span) -> bool:
    """Is this a quotation of speech by its shape, not a quoted word, a title, or scare quotes?"""
    text = page.text
    before = text[block[0] : quotation.span[0]].rstrip()
    if before.endswith(",") and is_title(page, quotation):
        return False
    if is_sentence(page, quotation) and credit(page, _gap_after(page, quotation, block)) is not None:
        return True
    if before.endswith(" of"):
        words = page.tokens(max(block[0], quotation.span[0] - 20), quotation.span[0])
        if len(words) > 1 and words[-2].lower_ in page.tables.nouns:
            return False  # "chants of “Go home”"
    starts = (
        not before
        or before[-1] in LEAD_IN | ENDS_SENTENCE
        or before[-1] in "”\"'’»()"
        or _tagging_before(page, quotation, block)
    )
    ends = (
        not quotation.closed or closing_sign(text, quotation) in ",.!?—…-" or _right_behind_utterance(page, quotation)
    )
    after = text[quotation.span[1] : min(quotation.span[1] + 2, block[1])].strip()
    breaks = ".,;!?—―–" if before else ".,;!?—―–:"
    return starts and (ends or not after or after[0] in breaks or _joins_next(page, quotation))


def _right_behind_utterance(page: Page, quotation: Quotation) -> bool:
    """Do quoted words follow a verb that utters them, and an adjunct the words: "mouthing “thank you” toward them"?"""
    before = page.tokens(quotation.span[0] - 20, quotation.span[0])
    after = page.tokens(quotation.span[1], quotation.span[1] + 20)
    rows = [row for _, row in tagging_verbs(before[-1:], page.tables)]
    told = bool(rows) and (before[-1].tag_ == "VBG" or (rows[0].sense == "said" and _is_call(page, quotation)))
    return told and bool(after) and after[0].tag_ in ("IN", "RB", "CC")


def _is_call(page: Page, quotation: Quotation) -> bool:
    """Do quoted words begin like a sentence and go on unlike a title: "Go home", "Down with the king", not "Peace and Love"?"""
    words = page.tokens(*quotation.inside)
    return (
        len(words) > 1 and words[0].text[0].isupper() and any(word.text.islower() and len(word) > 3 for word in words)
    )


def _joins_next(page: Page, quotation: Quotation) -> bool:
    """Does no more than "and" part a quotation from the next one, which ends like speech: "“Stop it” and “Go home.”"?"""
    at = bisect_right(page.outer_starts, quotation.span[0])
    if at >= len(page.outer):
        return False
    between = page.text[quotation.span[1] : page.outer[at].span[0]].strip()
    return between in ("and", "or") and closing_sign(page.text, page.outer[at]) in ENDS_SENTENCE


def _tagging_before(page: Page, quotation: Quotation, block: Span) -> bool:
    tokens = page.tokens(max(block[0], quotation.span[0] - 40), quotation.span[0])
    if not tokens or any(is_break(token) or token.text in ENDS_SENTENCE for token in tokens[-1:]):
        return False
    if any(True for _ in tagging_verbs(tokens[-2:], page.tables)):
        return True
    told = [verb for verb, row in tagging_verbs(tokens, page.tables) if row.addressee == "object"]
    return bool(told) and any(one.right_edge.i == tokens[-1].i for one in told[-1].rights if one.arc in ("obj", "iobj"))


def announced(page: Page, block: Span) -> Cue | None:
    """Find the cue of a quotation that a paragraph of its own announces: "The ministry released this statement:"."""
    before = page.block_before(block)
    if before is None or not page.text[before[0] : before[1]].rstrip().endswith(":"):
        return None
    tokens = page.tokens(*before)
    return last_tag(page, tokens[-1].sent if len(tokens) else tokens)


def announced_text(page: Page, block: Span) -> Cue | None:
    """Read a paragraph without marks that the one before announces: "On her page, Holm wrote:" and below what she wrote."""
    text = page.text[block[0] : block[1]].strip()
    cue = (
        announced(page, block)
        if text[-1:] in ENDS_SENTENCE and not page.quotations_in((block[0], block[0] + 1))
        else None
    )
    if cue is None or not isinstance(cue.row, VerbRow) or cue.row.sense != "said":
        return None
    return replace(cue, contents=(block,))


def tag_of(page: Page, quotation: Quotation, block: Span) -> Cue | None:
    """Find the cue of a whole quotation: in the words that lead in to it, or in those right after it."""
    behind = _gap_after(page, quotation, block)
    below = page.next_block(block)
    after = headed(page, behind, quotation, block) or first_tag(page, behind, quotation, block)
    after = after or signature(page, behind, block) or credit(page, behind)
    if after is None and below is not None and quotation.span[1] >= block[1]:
        after = signature(page, page.tokens(*below), below)
    before = _gap_before(page, quotation, block)
    lead = page.text[block[0] : quotation.span[0]].rstrip()[-1:]
    led = lead in LEAD_IN and any(True for _ in tagging_verbs(before, page.tables))
    told = after is not None and after.source is not None and not (led and after.head.tag_ == "VBG")
    told = told and not (led and lead in ",:" and ((behind and behind[0].tag_ == "CC") or _ends_in_tag(page, before)))
    closing = closing_sign(page.text, quotation)
    if closing not in "!?" and page.text[quotation.span[1] : quotation.span[1] + 1] == ",":
        closing = ","
    if told and (closing == "," or (closing in "!?" and behind[0].text[:1].islower())):
        return after
    if before and (lead in LEAD_IN or before[-1].lower_ == "that" or _tagging_before(page, quotation, block)):
        found = last_tag(page, before)
        if found is not None:
            return found
    return after


def _ends_in_tag(page: Page, gap: TokenSpan) -> bool:
    """Do the words before a quotation end with who says it: "When a sailor shouted, “Fire,” Lund laughed, “Where?”"?"""
    words = [token for token in gap if token.is_alpha]
    tags = [verb for verb, _ in tagging_verbs(gap, page.tables) if verb.tag_ in syntax.FINITE]
    return bool(tags) and tags[-1] is words[-1] and any(one.i >= gap[0].i for one in syntax.own_subjects(tags[-1]))


def _gap_before(page: Page, quotation: Quotation, block: Span) -> TokenSpan:
    """The words between the start of the sentence, or the quotation before, and this one."""
    at = bisect_left(page.outer_starts, quotation.span[0])
    start = max(block[0], page.outer[at - 1].span[1]) if at else block[0]
    tokens = page.tokens(start, quotation.span[0])
    for i in range(len(tokens), 0, -1):
        ended = tokens[i - 1].text in ENDS_SENTENCE or (i == len(tokens) and _abbreviated(tokens[i - 1]))
        ended = ended or (tokens[i - 1].text == ";" and i < len(tokens))
        if ended and (tokens[i - 1].whitespace_ or i == len(tokens) or tokens[i].is_space):
            return tokens[i:]
    return tokens


def _abbreviated(token: Token) -> bool:
    """Is this the abbreviation of a place that ends a sentence ("in Rapid City, S.D. “…”")?"""
    return token.text.endswith(".") and token.pos_ == "PROPN" and token.text.count(".") > 1


def _gap_after(page: Page, quotation: Quotation, block: Span, *, over: bool = False) -> TokenSpan:
    """The words between this quotation and the end of the sentence, or the next quotation (``over`` one that is part of it)."""
    at = bisect_right(page.outer_starts, quotation.span[0])
    while (
        over
        and at < len(page.outer)
        and page.outer[at].span[0] < block[1]
        and _within_sentence(page, page.outer[at], block)
    ):
        at += 1
    end = min(block[1], page.outer[at].span[0]) if at < len(page.outer) else block[1]
    tokens = page.tokens(quotation.span[1], end)
    for i, token in enumerate(tokens):
        ended = i > 0 and token.is_sent_start and tokens[i - 1].text.endswith(".") and len(tokens[i - 1]) > 2
        if token.text in (".", "!", "?", ";") or "\n" in token.text or ended:
            return tokens[:i]
    return tokens


def _within_sentence(page: Page, quotation: Quotation, block: Span) -> bool:
    """Are quoted words a part of the sentence around them, a title or some word: "author of “Peace,” a play"?"""
    before = page.text[block[0] : quotation.span[0]].rstrip()[-1:]
    return before.isalnum() and not _tagging_before(page, quotation, block)


def last_tag(page: Page, gap: TokenSpan) -> Cue | None:
    """Find the cue in the words that lead in to a quotation: their last verb of saying, or a colon."""
    words = [token for token in gap if token.is_alpha]
    found = [
        (verb, row)
        for verb, row in tagging_verbs(gap, page.tables)
        if verb.pos_ not in ("NOUN", "PROPN") or verb is words[-1] or mistaken_for_noun(verb)
    ]
    if found:
        return _tag_cue(page, *found[-1], gap, lead_in=True)
    return colon_tag(page, gap)


def _led_to(verb: Token, gap: TokenSpan) -> tuple[Token, ...]:
    """The words before an infinitive or gerund, with the verb of its subject: "went on to say", "was quoted as saying"."""
    upper = verb.head
    governed = verb.dep_ in ("xcomp", "advcl")
    markers = {"VB": ("to",), "VBG": ("by", "as") if passive(upper) else ("by",)}.get(verb.tag_, ())
    near = 0 < verb.i - upper.i <= 3 and syntax.before(verb).lower_ in markers
    if not (governed and near) or not syntax.own_subjects(upper):
        return ()
    first = min([verb_group(upper)[0].i, *(cop.i for cop in syntax.children(upper, "cop"))])
    return tuple(verb.doc[first : verb.i]) if first >= gap[0].i else ()


def first_tag(page: Page, gap: TokenSpan, quotation: Quotation, block: Span) -> Cue | None:
    """A tag after a quotation begins with its subject or its verb; after a full stop a new sentence begins instead."""
    text = page.text
    closing = closing_sign(text, quotation)
    words = [token for token in gap if not token.is_punct and not token.is_space]
    if not words or (closing == "." and not words[0].text[:1].islower()) or words[0].lower_ == "but":
        return None
    tagging = list(tagging_verbs(gap, page.tables))
    for verb, row in tagging:
        ahead = [word for word in words if word.i < verb.i]
        if any(verb in _led_to(later, gap) for later, _ in tagging):
            continue
        ahead = [word for word in ahead if word not in _led_to(verb, gap)]
        if verb.tag_ == "VBG" and syntax.prepositions(verb) == "as":
            ahead = []  # "…,” Tass quoted him as saying
        asked = (child for child in syntax.children(verb, "xcomp") if child.i > verb.i and has_marker(child, "to"))
        if any(not _quoted(page, (child.idx, child.idx)) for child in asked):
            continue  # "…,” the statement urged citizens to help"
        if verb.dep_ in syntax.RELATIVES and any(later.i > verb.i and later.dep_ == "ROOT" for later, _ in tagging):
            continue  # "…, Lund, who proposed the law, said"
        if _says_something_else(verb):
            continue
        if all(word.pos_ != "VERB" or word.dep_ in IN_NAME or _in_relative(word, ahead) for word in ahead):
            return _tag_cue(page, verb, row, _gap_after(page, quotation, block, over=True))
    return None


def _says_something_else(verb: Token) -> bool:
    """Does a clause right behind a verb tell what is said: "To shouts of “Peace!” he said the war would go on"?"""
    own = syntax.own_subjects(verb)
    told = [child for child in syntax.children(verb, "ccomp") if not has_marker(child, *TIMED)]
    firsts = [child.left_edge for child in told if syntax.own_subjects(child)]
    behind = any(first.i == verb.i + 1 and not first.is_punct and first.pos_ != "SCONJ" for first in firsts)
    return behind and bool(own) and own[-1].i < verb.i


def _quoted(page: Page, span: Span) -> bool:
    """Does a place stand inside a quotation?"""
    around = page.around(span[0])
    return around is not None and around.inside[0] <= span[0]


def _tag_cue(page: Page, verb: Token, row: VerbRow, gap: TokenSpan, *, lead_in: bool = False) -> Cue:
    heads, source = source_of(verb) if lead_in or verb.tag_ == "VBG" else ((), None)
    # "Lund was asked, “…”": by nobody who is named
    told_of = row.addressee == "object" and bool(syntax.children(verb, "aux:pass"))
    if source is None:
        heads, source = source_of(verb) if told_of else _source_in(verb, row, gap)
    if source is not None and _quoted(page, source):
        before = [token for token in gap if token.dep_ in syntax.SUBJECTS and token.i < verb.i]
        heads, source = (tuple(before[-1:]), phrase(before[-1])) if before else ((), None)
    words = verb_group(verb, syntax.following(verb) if row.particle else None)
    cue = Cue(
        row=row,
        head=verb,
        words=(*_led_to(verb, gap), *words),
        sources=heads,
        source=source,
        addressees=addressees(verb, row),
        frame="quote",
    )
    return by_document(cue, page.tables) if lead_in else cue


def _source_in(verb: Token, row: VerbRow, gap: TokenSpan) -> tuple[tuple[Token, ...], Span | None]:
    """The source of a tag: the words of the gap on one side of its verb, else what the parse says."""
    group = [*_led_to(verb, gap), *verb_group(verb)]
    left = [token for token in gap if token.i < group[0].i and not token.is_space]
    right = [token for token in gap if token.i > group[-1].i and not token.is_space]
    if ends_clause(left) and right and right[0].pos_ == "PROPN" and row.addressee != "object":
        left = []  # "“…,” since so many were lost, said Lund"
    while left and (left[0].is_punct or left[0].pos_ in ("CCONJ", "ADV", "SCONJ") or left[0].lower_ == "as"):
        left = left[1:]
    while left and (
        left[-1].pos_ == "ADV" or left[-1].ent_type_ == "DATE" or (left[-1].is_punct and left[-1].text != ")")
    ):
        left = left[:-1]
    if left and left[0].pos_ == "ADP":
        left = next((left[i + 1 :] for i, token in enumerate(left) if token.text == ","), left)
    for i in range(1, len(left)):
        if left[i].tag_ in ("VBG", "VBN") and left[i - 1].text == ",":
            left = left[: i - 1]
            break
    if left and left[-1].pos_ in NOMINAL and not any(token.pos_ in ("ADP", "VERB", "SCONJ") for token in left[:1]):
        return (head_of(left),), stretches.span_of(_phrase_end(left, verb))
    # "said nearly a third of them"
    counted = len(right) > 1 and right[0].head in right and right[1].pos_ in ("DET", "NUM")
    opens = bool(right) and (right[0].pos_ in NOMINAL | {"DET", "ADJ"} or (counted and right[0].pos_ == "ADV"))
    if not left and opens and right[0].lower_ != "it":
        noun = _noun_after(right, verb)
        if noun:
            return (head_of(noun),), stretches.span_of(noun)
    return source_of(verb)


def _phrase_end(tokens: list[Token], verb: Token) -> list[Token]:
    """A subject before its verb, from the last clause boundary on."""
    for i in range(len(tokens) - 1, 0, -1):
        verbal = tokens[i].pos_ in ("VERB", "AUX") and tokens[i].tag_[:2] != "NN"  # "a Fed governor"
        if verbal and not _in_relative(tokens[i], tokens):
            rest = tokens[i + 1 :]
            return rest if rest and rest[-1].pos_ in NOMINAL else tokens[-1:]
    return tokens


def _in_relative(verb: Token, tokens: list[Token]) -> bool:
    behind = [token for token in tokens if token.i > verb.i]
    bare = verb.tag_ == "VBD" and verb is not tokens[0] and syntax.before(verb).pos_ == "NOUN"
    if bare and not any(is_break(token) or token.tag_ == "CC" for token in behind):
        return True  # "two people [briefed] on the plan said"
    return any(token.tag_ in ("WP", "WDT", "WP$", "VBG", "VBN") for token in tokens if token.i <= verb.i)


def _noun_after(right: list[Token], verb: Token) -> list[Token]:
    """A subject after its verb: its noun phrase with the appositions and relative clauses behind it."""
    if right[0].pos_ == "PRON" and right[0].tag_ != "PRP$":
        return right[:1]
    kept = right[: behind_home(right, verb)]
    for token in right[len(kept) :]:
        if is_hyphen(kept[-1]) or (token.lower_ == "than" and kept[-1].tag_ in ("JJR", "RBR")):
            kept.append(token)
            continue
        second = token.arc != "obj" or any(word.pos_ in NOMINAL and word.i < token.left_edge.i for word in kept)
        adjunct = second and token.head.i == verb.i and token.arc in BEHIND_SPEAKER
        begins = token.dep_ in ("case", "mark", "cc") and token.head.head.i == verb.i and token.head.dep_ != "nsubj"
        if (
            adjunct
            or begins
            or _tells_when(token, kept)
            or (kept[-1].text == "," and (token.tag_ == "VBG" or token.pos_ in ("ADV", "CCONJ", "SCONJ")))
        ):
            break
        kept.append(token)
    while kept and ((kept[-1].is_punct and kept[-1].text != ")") or kept[-1].pos_ in ("ADP", "DET", "ADV")):
        if kept[-1].dep_ == "compound:prt" or (len(kept) > 1 and is_hyphen(kept[-2])):
            break
        kept = kept[:-1]
    return kept


def _tells_when(token: Token, kept: list[Token]) -> bool:
    """Does a clause of when it was said begin behind who says it: "said a minister [as he left]", "said Lund [when asked]"?"""
    marks = (token.dep_ == "mark" and token.lower_ not in ("to", "that")) or token.lower_ == "when"
    return marks and token.head.i > token.i and not any(word.tag_ in ("WP", "WDT", "WP$") for word in kept)


def stands_alone(page: Page, quotation: Quotation, block: Span) -> bool:
    """Is the quotation a sentence of its own, with no words of the article around it?"""
    before = _gap_before(page, quotation, block)
    after = _gap_after(page, quotation, block)
    ended = closing_sign(page.text, quotation) in ENDS_SENTENCE and _begins_sentence(after)
    return not any(token.is_alpha for token in before) and (ended or not any(token.is_alpha for token in after))


def _begins_sentence(gap: TokenSpan) -> bool:
    """Does what follows a quotation begin with a capital, as a sentence does?"""
    first = next((token for token in gap if token.is_alpha), None)
    return first is not None and first.text[:1].isupper()


def is_joined(page: Page, quotation: Quotation, block: Span) -> bool:
    """Does no more than "and" part a quotation from the one before it: "“Peace,” “work” and, yes, “bread”"?"""
    at = bisect_left(page.outer_starts, quotation.span[0])
    if not at or page.outer[at - 1].span[1] < block[0]:
        return False
    between = [token for token in page.tokens(page.outer[at - 1].span[1], quotation.span[0]) if token.is_alpha]
    return len(between) < 3 and all(token.pos_ in ("CCONJ", "INTJ", "ADV") for token in between)
