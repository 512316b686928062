"""How the cues of one sentence bear on each other: who goes on speaking, and where the next report ends a content."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.said.claims import Claim
from chancery.extract.said.cue import Cue
from chancery.extract.said.cues import UTTERED
from chancery.extract.said.edges import CLOSING, CONTRAST, is_break
from chancery.extract.said.page import Page
from chancery.extract.said.quotations import DASHES
from chancery.lexicon.speech import CORE, NounRow, VerbRow
from chancery.model import Span
from chancery.tokens import Token

# Senses of which a clause of its own ends what was said before it.
SPOKEN = frozenset({"said", "denied", "promised", "threatened", "asked", "urged"})
TOLD = UTTERED | {"asked", "urged", "refused", "threatened", "accused", "judged", "thought"}


def join_light_verbs(by_head: dict[int, Claim]) -> None:
    """Where a noun and its light verb both make a cue ("expressed concern that …"), the noun's is the statement."""
    for claim in list(by_head.values()):
        for word in claim.cue.words:
            other = by_head.get(word.i)
            if isinstance(claim.cue.row, NounRow) and other is not None and other is not claim:
                del by_head[word.i]


def share_speakers(by_head: dict[int, Claim]) -> None:
    """Give a verb that goes on after a content the speaker of the cue before, not the subject inside that content.

    "Lund said she admires him and praised his courage", "“The war is on,” Lund said, and praised him": the tense tells
    with which verb it is coordinated.
    """
    for claim in by_head.values():
        verb = claim.cue.head
        goes_on = isinstance(claim.cue.row, VerbRow) and verb.tag_ == "VBG" and syntax.before(verb).text == ","
        before = by_head.get(verb.i - 2) if goes_on else None
        if before is not None and before.cue.source is not None and syntax.own_subjects(before.cue.head):
            claim.cue = replace(claim.cue, sources=before.cue.sources, source=before.cue.source)
            continue  # "…, a charge that Oslo denies, noting that …"
        inner = syntax.first_conjunct(verb)
        if inner is verb or not isinstance(claim.cue.row, VerbRow) or syntax.own_subjects(verb):
            continue
        above = [by_head[token.i] for token in syntax.ancestors(inner) if token.i in by_head and token.i < verb.i]
        outer = next((other.cue for other in above if other.cue.source and other.cue.frame == "clause"), None)
        if outer is None:
            continue
        start, end = outer.contents[-1]
        apart = start <= inner.idx < end < verb.idx  # "knows that it is lost | but will not say so"
        if not apart and (_tense(outer.head) != _tense(verb) or _same_form(inner, verb)):
            continue
        claim.cue = replace(claim.cue, sources=outer.sources, source=outer.source)


def join_minds(by_head: dict[int, Claim]) -> None:
    """Let what who speaks wants, told right behind what he is, go on with it: "said she was tired [and wanted peace]"."""
    for at, claim in list(by_head.items()):
        verb, cue = claim.cue.head, claim.cue
        outer = by_head.get(verb.head.i) if verb.dep_ == "conj" and cue.row.sense in ("felt", "intended") else None
        if outer is None or outer.cue.row.sense != "said" or outer.cue.frame != "clause" or outer.quoted:
            continue
        start, end = outer.contents[-1]
        words = [token for token in verb.doc[outer.cue.head.i + 1 : verb.i] if token.idx >= start]
        told = [token for token in words if token.idx < end and token.lower_ != "that"]
        alone = [token.tag_ for token in words if token.idx >= end] == ["CC"]
        if alone and told[0].lower_ in ("he", "she", "they") and _tense(verb) == _tense(outer.cue.head) == "VBD":
            outer.contents[-1] = (start, claim.extent[1])
            del by_head[at]


def _same_form(inner: Token, verb: Token) -> bool:
    """May two verbs be coordinated by their forms: "met and agreed", "had met and agreed", not "had met but implies"?"""
    helped = bool(_helpers(inner)) and not _helpers(verb)
    return inner.tag_ == verb.tag_ if helped else _tense(inner) == _tense(verb)


def _tense(verb: Token) -> str:
    """Give the tag of the word that carries a verb's tense: its first auxiliary, or itself."""
    helping = _helpers(verb)
    tag = helping[0].tag_ if helping else verb.tag_
    return "VBD" if tag == "VBN" else tag


def _helpers(verb: Token) -> list[Token]:
    """Give the auxiliaries and copulas before a verb."""
    return [child for child in syntax.children(verb, "aux", "cop") if child.i < verb.i]


def end_before_reports(page: Page, by_head: dict[int, Claim], left_open: Sequence[Claim] = ()) -> None:
    """End a content before the article's next report that the parse put into it.

    "… would support the bill, while emphasizing that …", "… had not met, but others said that …": a clause coordinated
    with the content or set against it, with a cue of saying of its own, or one of what is ``left_open`` ("…, but did not
    say when").
    """
    inner = sorted(
        (
            claim
            for claim in (*by_head.values(), *left_open)
            if isinstance(claim.cue.row, VerbRow) and (claim.cue.row.sense in TOLD or claim.cue.head.tag_ == "VBG")
        ),
        key=_place,
    )
    for claim in by_head.values():
        if claim.cue.frame in ("quote", "phrase", "gerund"):
            continue
        start, end = claim.contents[-1]
        for other in inner[bisect_right(inner, start, key=_place) : bisect_left(inner, end, key=_place)]:
            head = other.cue.head
            if other is claim or head.idx >= end or page.around(head.idx) is not None:
                continue
            before = (
                _opening(other.cue, claim.cue.head)
                or _parallel(other.cue, claim.cue)
                or _told_next(other.cue, claim.cue)
            )
            if len(claim.contents) > 1 and _begins_piece(other.cue, start):
                end = start
                break
            if before is not None and before.idx > start + 8:
                end = before.idx
                if claim.cue.source is not None and (
                    (head.tag_ == "VBG" and not _led_by(claim.cue.head, "for") and not _of_object(claim.cue.head))
                    or not _has_own_source(other.cue, claim.cue.head)
                ):
                    other.cue = replace(other.cue, sources=claim.cue.sources, source=claim.cue.source)
        if end == start:
            claim.contents.pop()
        elif end < claim.contents[-1][1]:
            claim.contents[-1] = trimmed_end(page, (start, end))


def _led_by(verb: Token, preposition: str) -> bool:
    """Does a preposition open a participle's clause: "mocked him [for calling] it a farce, noting …"?"""
    return verb.tag_ == "VBG" and syntax.prepositions(verb) == preposition


def _of_object(verb: Token) -> bool:
    """Does a verb tell which the object of its sentence's verb is: "mocked [those who say it is late], noting …"?"""
    noun = verb.head
    own = syntax.own_subjects(verb)
    close = bool(own) and own[0].tag_ == "WP" and syntax.before(own[0]) is noun
    return verb.dep_ in syntax.RELATIVES and close and noun.arc == "obj" and noun.head.tag_ in syntax.FINITE


def _begins_piece(cue: Cue, start: int) -> bool:
    """Does the piece behind a tag begin with "and" and who is told of next: "The port is shut, aides say, and a pilot says …"?"""
    named = cue.source is not None and cue.source[0] == start and cue.row.sense in SPOKEN
    words = cue.head.doc[cue.head.sent.start : cue.head.i]
    first = next((token for token in words if token.idx == start), None)
    return named and first is not None and first.i > 0 and syntax.before(first).tag_ == "CC"


def end_before_tags(page: Page, by_head: dict[int, Claim]) -> None:
    """End a content before the tag of one who says all of it, and take no such tag for a content.

    "Washington believes that it can win, | an official said", "it will stay, the premier told Seoul, | Xinhua reported".
    """
    tags = sorted((claim for claim in by_head.values() if claim.cue.source and not claim.quoted), key=_place)
    for place, claim in list(by_head.items()):
        if claim.cue.frame in ("quote", "phrase", "gerund") or claim.quoted:
            continue
        start, end = claim.contents[-1]
        for other in tags[bisect_right(tags, max(start, claim.cue.head.idx), key=_place) :]:
            at, told = other.cue.head.idx, other.contents[0]
            if min(at, (other.cue.source or (at,))[0]) >= end:
                break
            if page.around(at) is not None:
                continue
            remark = _remarks(other.cue, told) and start + 8 < told[0] and page.text[: told[0]].rstrip().endswith(",")
            if remark:
                claim.contents[-1] = trimmed_end(page, (start, told[0]))
                break
            if claim.cue.frame != "clause" or not _tags_all(other.cue, told, claim.cue):
                continue
            if told[1] <= start:
                del claim.contents[-1:]
                if not claim.contents and other.cue.source is not None and other.cue.source[0] == start:
                    del by_head[place]  # "Ghana has asked for a loan, [its minister told the house]": a mere tag
                claim.contents = claim.contents or [(start, end)]
            else:
                claim.contents[-1] = trimmed_end(page, (start, told[1]))
            break


def _remarks(cue: Cue, told: Span) -> bool:
    """Does a denial tell of the noun before it what becomes of it: "…, [a charge] that Oslo denies"?"""
    return cue.row.sense == "denied" and cue.source is not None and told[1] <= cue.source[0] and cue.frame == "object"


def _tags_all(tag: Cue, told: Span, cue: Cue) -> bool:
    """Does a cue behind another tell all of its sentence so far, with the speaker between: "… believes it, aides said"?"""
    named = tag.source is not None and told[1] <= tag.source[0] and tag.frame == "clause"
    return named and told[0] <= cue.head.idx < told[1] <= tag.head.idx


def end_before_quotations(page: Page, by_head: dict[int, Claim]) -> None:
    """End a content before quoted words behind a dash or a stop that have their own tag: "… was late – “We try,” she said".

    Behind a colon they have one where it stands behind them: "… was late: “We try,” she wrote".
    """
    behind = {
        claim.contents[0][0]: claim.cue.head.idx > claim.contents[0][0] for claim in by_head.values() if claim.quoted
    }
    begun = sorted(behind)
    for claim in by_head.values():
        start, end = claim.contents[-1]
        if claim.cue.frame in ("quote", "phrase", "gerund") or claim.quoted:
            continue
        for first in begun[bisect_right(begun, start + 8) : bisect_left(begun, end)]:
            around = page.around(first)
            lead = page.text[start : around.span[0]].rstrip()[-1:] if around is not None else ""
            if (
                around is not None
                and around.opened
                and lead
                and lead in f"{DASHES}.!?{':' if behind[first] else ''}"
                and page.text[first].isupper()
            ):
                last = [token for token in page.tokens(start, around.span[0]) if not token.is_space][-1]
                claim.contents[-1] = trimmed_end(page, (start, last.idx if last.text == "." else around.span[0]))
                break


def _place(claim: Claim) -> int:
    return claim.cue.head.idx


def _opening(cue: Cue, outer: Token) -> Token | None:
    """The comma or conjunction with which the clause of a cue begins, where it is coordinated or set against another."""
    own = cue.head.tag_ != "VBG" and _has_own_source(cue, outer)
    start = min(cue.source[0], cue.words[0].idx) if own and cue.source is not None else cue.words[0].idx
    before = [token for token in cue.head.doc[outer.i + 1 : cue.head.i + 1] if token.idx < start]
    if cue.head.tag_ == "VBG" and len(before) > 1 and before[-1].text in CLOSING and before[-2].text == ",":
        return cue.words[0]
    if cue.head.tag_ == "VBG" and before and _is_dash(before[-1]) and cue.row.sense in SPOKEN and cue.frame == "clause":
        return before[-1]
    while before and (before[-1].pos_ == "ADV" or before[-1].text == ","):
        if before[-1].text == ",":
            return before[-1] if cue.head.tag_ == "VBG" else None
        before.pop()
    if len(before) > 1 and before[-1].lower_ == "though" and before[-2].lower_ == "even":
        before = [*before[:-2], before[-1]]
    if not before:
        return None
    last = before[-1]
    participle = cue.head.tag_ == "VBG" or (cue.head.tag_ == "NN" and cue.head.lower_.endswith("ing"))
    held = cue.row.sense == "thought" and not participle  # "said she forgot his name but remembers his face": all said
    joined = (last.dep_ == "cc" and not held) or last.lower_ in CONTRAST
    if last.text == ";" or (last.dep_ == "cc" and participle and outer.tag_ == "VBG"):
        return last
    if not joined or len(before) < 2:
        return None
    if last.dep_ == "cc" and before[-2].text in CLOSING and before[-3:-2] and before[-3].text == ",":
        return last
    return before[-2] if before[-2].text == "," else last if last.lower_ in CONTRAST else None


def _is_dash(token: Token) -> bool:
    return is_break(token) and token.text not in (",", ";")


def _has_own_source(cue: Cue, outer: Token) -> bool:
    """Does the source of a cue stand in its own clause, before it or behind, and not in the clause before?"""
    if cue.source is None or not outer.idx < cue.source[0]:
        return False
    between = [token for token in cue.head.doc[outer.i + 1 : cue.words[0].i] if token.idx >= cue.source[1]]
    return not any(token.tag_ == "CC" for token in between)


def _parallel(cue: Cue, outer: Cue) -> Token | None:
    """The "and" or comma before a cue of the same verb and tense with its own subject: "some say it is late, others say …"."""
    same = cue.row == outer.row and cue.source is not None and _tense(cue.head) == _tense(outer.head)
    if not same or cue.source is None or outer.head.idx > cue.source[0]:
        return None
    before = [token for token in cue.head.doc[outer.head.i + 1 : cue.head.i] if token.idx < cue.source[0]]
    listed = len(before) > 1 and before[-1].text == "," and before[-1].idx + 2 == cue.source[0]
    listed = listed and before[-2].pos_ != "VERB"  # "attacks that, Lund noted, Vik said were planned"
    return before[-1] if before and (before[-1].dep_ == "cc" or listed) else None


def _told_next(cue: Cue, outer: Cue) -> Token | None:
    """The "and" before a report that the same speaker goes on with: "said it was late and noted that the harbor was shut"."""
    told = isinstance(cue.row, VerbRow) and (
        (not cue.addressees and cue.frame == "clause")
        or (cue.row.sense == "urged" and cue.frame == "object_infinitive")
        or (cue.row.sense in ("promised", "threatened", "refused") and cue.frame == "infinitive")
    )
    if (
        not told
        or cue.row.sense not in SPOKEN | {"refused"}
        or outer.row.sense not in SPOKEN | {"judged"}
        or syntax.own_subjects(cue.head)
    ):
        return None
    before = cue.head.doc[cue.words[0].i - 1]
    apart = outer.head.tag_ == "VBP" and _tense(syntax.first_conjunct(cue.head)) in ("VBD", "VBZ", "MD")
    alike = apart or outer.head.tag_ in ("VBD", "VBZ", "VBG")
    form = "VBP" if apart and cue.head.tag_ == "VB" else _tense(cue.head)
    alike = alike and form == outer.head.tag_ and not _helpers(cue.head)
    return before if alike and before.tag_ == "CC" and before.i > outer.head.i else None


def trimmed_end(page: Page, span: Span) -> Span:
    """Give a span without white space and stops at its end."""
    return span[0], span[0] + len(page.text[span[0] : span[1]].rstrip(f" ,;:{DASHES}\n"))


def without_remark(page: Page, cue: Cue) -> Cue:
    """Give a source without a remark on somebody who is known by then: "Lund, who is 28, said", "said the man, who …".

    A full name, or a name behind its verb, is often there for the first time, and then the remark tells who it is.
    """
    if cue.source is None:
        return cue
    words = page.tokens(*cue.source)
    pairs = pairwise(words)
    mark = next((sign for sign, word in pairs if is_break(sign) and word.tag_ in ("WP", "WDT", "WP$")), None)
    if mark is None:
        return cue
    behind = cue.source[0] > cue.head.idx
    known = words[0].tag_ in ("DT", "CD", "PRP$") if behind else words[0].pos_ == "PROPN" and mark.i == words[0].i + 1
    last = syntax.before(mark)
    apart = known or _tells_more(page, syntax.following(mark))
    return replace(cue, source=(cue.source[0], last.idx + len(last))) if apart else cue


def _tells_more(page: Page, relative: Token) -> bool:
    """Does a remark tell what else somebody said or thinks, so that it is a statement of its own: "Lund, who noted that …"?"""
    verb = relative.head
    told = any(row.sense in CORE and "clause" in row.frames for row in page.tables.verbs.get(verb.lower_, ()))
    return told and relative.dep_ == "nsubj" and bool(syntax.children(verb, "ccomp"))
