"""Where who speaks begins and ends, where a middling parse cut it short or ran over it, and what he says beside him.

Ground for ``sources`` and ``cues``.
"""

from __future__ import annotations

from collections.abc import Sequence

from chancery.extract import clauses, stretches, syntax
from chancery.extract.said.beside import COMPARED, nominal, start_of_time
from chancery.extract.said.edges import NOMINAL, is_break, is_hyphen
from chancery.extract.said.group import before_group, verb_group
from chancery.extract.said.quotations import DASHES
from chancery.model import Span
from chancery.tokens import Token

NOT_OF_NOUN = frozenset({"after", "before", "since", "as", "than", "until"})


def own_words(verb: Token, heads: tuple[Token, ...], source: Span) -> tuple[tuple[Token, ...], Span]:
    """Leave out what a middling parse put before a subject: "and the envoy", "an old tale - others", "just as the crew"."""
    words = [token for token in verb.doc[verb.sent.start : verb.i] if source[0] <= token.idx < source[1]]
    dashes = [i for i, token in enumerate(words) if is_break(token) and token.text not in (",", ";")]
    start = 1 if len(words) > 1 and words[0].lower_ in ("and", "but") else 0
    if len(dashes) == 1 and not is_break(before_group(verb)) and nominal(words[dashes[0] + 1 :] or words[-1:]):
        start = dashes[0] + 1
    for i, token in enumerate(words[:-1]):
        than = (
            token.lower_ == "than" and i > 0 and words[i - 1].pos_ == "NOUN"
        )  # "less credit than [aides] say he deserves"
        bare = ((token.dep_ == "mark" and token.lower_ != "to") or than) and nominal(words[i + 1 :])
        bare = bare and not any(word.tag_ == "WP" for word in words[:i])  # "who gave her name as Amina"
        if bare and not any(word.tag_[:2] in ("VB", "MD") for word in words[i:]):
            start = i + 1
    end = next((i for i in range(1, len(words)) if _told_there(words, i)), len(words) - (words[-1].lower_ == "as"))
    if 0 < end < len(words):
        source = (source[0], words[end - 1].idx + len(words[end - 1]))
    if not 0 < start < len(words):
        return heads, source
    kept = tuple(head for head in heads if head.i >= words[start].i)
    nouns = [token for token in words[start:] if token.pos_ in NOMINAL]
    return (kept or tuple(nouns[:1]), (words[start].idx, source[1])) if kept or nouns else (heads, source)


def _told_there(words: Sequence[Token], at: int) -> bool:
    """Do words behind a name begin to tell where or when it was said: "Eva Lund in a letter said", "Lund at the time said"?"""
    if words[at - 1].pos_ == "PROPN" and words[at].tag_ in ("DT", "CD") and len(words) == at + 2:
        return clauses.is_time(words[-1])  # "Lund a month later said"
    told = words[at - 1].pos_ == "PROPN" and words[at].lower_ in ("in", "at") and len(words) > at + 2
    first = words[at + 1].lower_ if told else ""
    alone = all(token.pos_ in ("NOUN", "DET", "ADJ", "PROPN") for token in words[at + 1 :])
    return told and alone and (first in ("a", "an") or clauses.is_time(words[-1]) or words[-1].lower_ == "time")


def mended(verb: Token, heads: tuple[Token, ...], source: Span) -> tuple[tuple[Token, ...], Span]:
    """Take in what a middling parse cut off a subject: "sources close to" the ministry, an official "who asked not …"."""
    doc = verb.doc
    words = doc.char_span(*source, alignment_mode="expand")
    if words is None:
        return heads, source
    first, bound = words[0], verb.sent.start
    if first.i > bound + 1 and (_hangs_on_noun(syntax.before(first)) or is_hyphen(syntax.before(first))):
        start = first
        while start.i > bound and (
            syntax.before(start).pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP")
            or is_hyphen(syntax.before(start))
        ):
            start = syntax.before(start)
        if start.pos_ != "ADP":
            nouns = [token for token in doc[start.i : first.i] if token.pos_ in ("NOUN", "PROPN")]
            heads, first = (nouns[0],) if nouns else heads, start
    if first.i > bound + 1 and syntax.before(first).lower_ == "than" and doc[first.i - 2].tag_ in COMPARED:
        first = doc[first.i - 2]  # "More than six in ten"
    for token in doc[first.i : heads[0].i]:
        if token.text in DASHES and token.whitespace_ and syntax.before(token).text == ")":
            first = syntax.following(token)
    return heads, stretches.span_of([first, _mended_end(first, words[-1], verb_group(verb)[0])])


def _hangs_on_noun(preposition: Token) -> bool:
    """Does a preposition join what follows it to a noun or adjective before it, and not to a verb or a clause?"""
    if preposition.pos_ != "ADP" or preposition.dep_ == "mark" or preposition.lower_ in NOT_OF_NOUN:
        return False
    return syntax.before(preposition).pos_ in ("NOUN", "ADJ", "PROPN")


def _is_aside(between: Sequence[Token]) -> bool:
    """Are these words a noun phrase between commas?"""
    return len(between) > 2 and between[0].text == "," and between[-1].text == "," and nominal(list(between[1:-1]))


def _closes_aside(first: Token, last: Token, mark: Token) -> bool:
    """Is a mark the second of two dashes, the first of them among a subject's words: "Sailors - two of them boys - said"?"""
    dashes = [token for token in mark.doc[first.i : last.i + 1] if token.text in DASHES and is_break(token)]
    return len(dashes) == 1 and mark.text in DASHES and is_break(mark)


def _mended_end(first: Token, last: Token, group: Token) -> Token:
    """The last word of a subject before its verb's words: with its relative clause and apposition, without a time."""
    doc, between = last.doc, last.doc[last.i + 1 : group.i]
    if len(between) > 1 and between[0].tag_ in ("WP", "WDT") and between[0].lower_ != "what":
        last = between[-1] if not between[-1].is_punct else between[-2]
    elif between and last.tag_[:2] == "VB" and start_of_time(doc, group.i, last.i) == last.i + 1:
        last = between[-1]
    elif len(between) > 1 and between[0].tag_ in ("VBN", "VBD") and start_of_time(doc, group.i, last.i) == between[1].i:
        last = between[-1]  # "a report published Wednesday", where the parse made of that a clause
    elif last.tag_ == "CD" and len(between) == 2 and between[0].lower_ == "in" and between[1].tag_ == "CD":
        last = between[-1]  # "One in five say …"
    elif len(between) == 1 and between[0].lower_ in ("here", "there"):
        last = between[0]  # "Many here say …"
    elif len(between) > 1 and (_is_aside(between) or _closes_aside(first, last, between[-1])):
        last = between[-2]
    time = start_of_time(doc, last.i + 1, first.i)
    if time > last.i or is_break(syntax.following(last)):
        return last
    before = doc[time - 1]
    if before.tag_ == "VBN" and before.dep_ == "acl":
        return last  # "a report by the bank released on Monday"
    if before.text == ",":
        return syntax.before(before)
    bare = time == last.i and last.dep_ == "nmod:unmarked"  # "The senator [today] said"
    return before if bare or doc[time].lower_ in ("on", "late", "early") else last


def behind_subject(verb: Token, subject: Span, source: Span) -> tuple[tuple[Token, ...], Span | None]:
    """Who speaks where the parse took him for an apposition to the content's subject: "The port, analysts said, is shut"."""
    words = [token for token in verb.doc[verb.sent.start : verb.i] if subject[1] <= token.idx < source[1]]
    while words and words[0].is_punct:
        words = words[1:]
    nouns = [token for token in words if token.pos_ in ("NOUN", "PROPN", "PRON")]
    return (tuple(nouns[-1:]), stretches.span_of(words)) if nouns else ((), source)


def apart(verb: Token, content: tuple[Span, ...], agent: Span) -> tuple[tuple[Span, ...], Span]:
    """Part a passive's content and its agent where one runs over the other: "accused by Oslo | of lying"."""
    if verb.idx < agent[0] < content[-1][0] < agent[1]:
        return content, (agent[0], agent[0] + len(verb.doc.text[agent[0] : content[-1][0]].rstrip()))
    if verb.idx < content[-1][0] < agent[0] and agent[1] == content[-1][1]:
        return (*content[:-1], _without_agent(verb, content[-1], agent)), agent
    return content, agent


def without_source(verb: Token, content: tuple[Span, ...], source: Span) -> tuple[tuple[Span, ...], Span]:
    """End a content before who says it, where the parse put him into it: "It is late, | France, Germany and Italy said"."""
    start, end = content[-1]
    if not start < source[0] < end <= verb.idx:
        return content, source
    return (*content[:-1], (start, start + len(verb.doc.text[start : source[0]].rstrip(" ,")))), source


def _without_agent(verb: Token, content: Span, agent: Span) -> Span:
    """Give what stands before the agent in a passive's content: "(seen) as a winner", not "by most voters" after it."""
    words = [token for token in verb.doc[verb.i + 1 : verb.sent.end] if token.idx < agent[0]]
    while len(words) > 1 and (words[-1].lower_ == "by" or words[-1].pos_ == "ADV"):
        words.pop()
    end = words[-1].idx + len(words[-1])
    return (content[0], end) if words[-1].idx >= content[0] else content
