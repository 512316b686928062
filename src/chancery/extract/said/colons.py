"""What leads up to a quotation with a colon: "The minister: “…”", "Her answer was: “…”", "She went even further: “…”"."""

from __future__ import annotations

from chancery.extract import stretches, syntax
from chancery.extract.said.cue import Cue
from chancery.extract.said.edges import is_break
from chancery.extract.said.group import verb_group
from chancery.extract.said.page import Page
from chancery.extract.said.signatures import MOST_WORDS, head_of
from chancery.extract.said.sources import source_of
from chancery.extract.said.spans import phrase
from chancery.lexicon.speech import PhraseRow
from chancery.tokens import Token, TokenSpan


def colon_tag(page: Page, gap: TokenSpan) -> Cue | None:
    """Read "The minister: “…”" and "From the report: “…”": a name or a role of few words, and a colon.

    Where a clause stands before the colon ("She went even further: “…”") its verb with all that follows is the cue.
    """
    words = [token for token in gap if not token.is_space]
    row = next(iter(page.tables.phrases.get(":", ())), None)
    if row is None or len(words) < 2 or words[-1].text != ":" or words[0].i != gap[0].i:
        return None
    answer = _answer_was(page, words)
    if answer is not None:
        return answer
    start = next((i for i in range(len(words) - 1, 0, -1) if is_break(words[i])), -1) + 1
    source = words[start:-1]
    dashed = start > 0 and words[start - 1].text != ","
    source = source[next((i for i, word in enumerate(source[:2]) if word.lower_ == "from"), -1) + 1 :]  # "More from …"
    if any(token.pos_ in ("VERB", "AUX") for token in (source if dashed else words)):
        return _lead_in(row, words)
    known = any(token.pos_ == "PROPN" for token in source) or (source and source[0].dep_ in ("det", "nmod:poss"))
    if not known or len(source) > MOST_WORDS:
        return None
    head = head_of(source)
    return Cue(
        row=row, head=words[-1], words=(words[-1],), sources=(head,), source=stretches.span_of(source), frame="quote"
    )


def _answer_was(page: Page, words: list[Token]) -> Cue | None:
    """Read "Her answer was: “…”", "Her message to Oslo was clear: “…”": somebody's noun of telling, and what it was or how."""
    be = next((i for i, token in enumerate(words) if token.lower_ in ("was", "is")), 0)
    told = [token for token in words[:be] if token.lower_ in page.tables.nouns]
    nouns = [noun for noun in told if syntax.possessors(noun) or syntax.obliques(noun, "from")]
    if not nouns or any(token.tag_ in syntax.FINITE or is_break(token) for token in words[:be] + words[be + 1 :]):
        return None
    noun, owners = nouns[0], syntax.possessors(nouns[0]) or syntax.obliques(nouns[0], "from")
    row = next((row for row in page.tables.nouns[noun.lower_] if row.sense in ("said", "asked")), None)
    if row is None:
        return None
    place = stretches.span_of([owners[0]]) if owners[0].pos_ == "PRON" else phrase(owners[0])
    group = tuple(token for token in words[:-1] if token.i >= noun.i)
    return Cue(row=row, head=noun, words=group, sources=tuple(owners), source=place, frame="quote")


def _lead_in(row: PhraseRow, words: list[Token]) -> Cue | None:
    """Read "She gave a cold answer: “…”": who did something that a colon and a quotation explain."""
    verbs = [token for token in words if token.tag_ in ("VBD", "VBZ", "VBP") and token.pos_ == "VERB"]
    root = next((token for token in words if token.dep_ == "ROOT" and syntax.children(token, "cop")), None)
    verb = next((verb for verb in verbs if verb.arc not in ("advcl", "acl")), root or next(iter(verbs), None))
    subjects = syntax.own_subjects(verb) if verb is not None else []
    if verb is None or not subjects or subjects[0].i > verb.i or subjects[0].lower_ in ("it", "this", "that", "there"):
        return None
    heads, source = source_of(verb)
    first = min([verb_group(verb)[0].i, *(cop.i for cop in syntax.children(verb, "cop"))])
    group = tuple(token for token in words if token.i >= first)
    return Cue(row=row, head=words[-1], words=group[:-1], sources=heads, source=source, frame="quote")
