"""The statements step: who is reported to have said, thought or meant what.

Cues come from the grammar (``cues``), quotations from the marks (``quotations``), their tags from what stands beside them
(``tags``), and what goes on with what was said from ``claims``. Here statements inside statements are nested, and
speakers become actors.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from chancery.extract import stretches, syntax
from chancery.extract.findings import Cast, unique
from chancery.extract.said.chains import (
    end_before_quotations,
    end_before_reports,
    end_before_tags,
    join_light_verbs,
    join_minds,
    share_speakers,
    without_remark,
)
from chancery.extract.said.claims import Claim, attach_quotations
from chancery.extract.said.cue import Cue
from chancery.extract.said.cues import find_cues
from chancery.extract.said.inner import attach_inner
from chancery.extract.said.means import apart_from_means, with_means
from chancery.extract.said.page import Page
from chancery.extract.said.quotations import Quotation, find_quotations
from chancery.extract.said.speakers import Speakers
from chancery.extract.said.tags import announced_text
from chancery.extract.said.turns import signed_line, spoken_line
from chancery.extract.setting import PRESS
from chancery.lexicon import Lexicon
from chancery.lexicon.speech import CORE, AdjectiveRow, NounRow, PhraseRow, SpeechTables, VerbRow
from chancery.model import Actor, Article, Span, Statement, StatementKind
from chancery.tokens import Doc, Token

# Senses of a statement inside another.
NESTED = CORE | {"accused", "promised", "threatened", "urged"}
# Frames of what is said of a thing, without a clause of its own.
NOMINAL_FRAMES = frozenset({"object", "as", "predicate"})


def find_statements(
    doc: Doc, article: Article, actors: tuple[Actor, ...], lexicon: Lexicon
) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """Give the actors, with speakers nobody had named before added, and the article's statements in text order."""
    tables: SpeechTables = lexicon.speech
    blocks = _blocks(article)
    if not blocks:
        return actors, ()
    told_of = (actor for actor in actors if actor.kind in ("person", "organisation"))
    voices = frozenset(mention.span for actor in told_of for mention in actor.mentions)
    press = frozenset(mention.span for actor in actors if actor.sector == PRESS for mention in actor.mentions)
    page = Page(doc, blocks, find_quotations(doc.text, blocks), tables, voices, press)
    claims = _claims(page)
    return _stated(page, claims, Speakers(Cast(actors), list(actors), page, lexicon.actors))


def _blocks(article: Article) -> tuple[Span, ...]:
    headline = [article.headline_span] if article.headline_span else []
    return tuple(sorted({*headline, *(caption.span for caption in article.captions), *article.paragraphs}))


def _claims(page: Page) -> list[Claim]:
    by_head: dict[int, Claim] = {}
    left_open: list[Claim] = []
    for found in find_cues(page.doc, page.tables):
        cue = _kept_apart(page, found)
        if not found.contents:
            left_open.append(Claim(cue, []))
        elif cue.contents:
            by_head.setdefault(cue.head.i, Claim(cue, list(cue.contents)))
    for claim in tuple(_lines(page)):
        by_head.setdefault(claim.cue.head.i, claim)
    read = (cue for block in page.blocks for cue in (announced_text(page, block), signed_line(page, block)))
    for cue in filter(None, read):
        by_head.setdefault(cue.head.i, Claim(cue, list(cue.contents)))
    join_light_verbs(by_head)
    share_speakers(by_head)
    join_minds(by_head)
    end_before_reports(page, by_head, left_open)
    end_before_tags(page, by_head)
    attach_quotations(page, by_head)
    end_before_quotations(page, by_head)
    attach_inner(page, by_head)
    end_before_reports(page, by_head, left_open)
    for claim in by_head.values():
        claim.cue = with_means(without_remark(page, replace(claim.cue, contents=tuple(claim.contents))))
        claim.contents = list(apart_from_means(page, claim.cue).contents)
    told = _without_means(list(by_head.values()))
    return _nested(sorted(told, key=lambda claim: (claim.extent[0], -claim.extent[1], claim.cue.head.i)))


def _without_means(claims: list[Claim]) -> list[Claim]:
    """Leave out the nouns by means of which a verb tells the same, the verbs that lead up to it, and what a word tells already.

    "said in a [statement] that …", "“No,” he [likes] to say", "is not so sure[:] “…”"
    """
    verbs = [claim.cue for claim in claims if isinstance(claim.cue.row, VerbRow)]
    means = {word.i for cue in verbs for word in cue.words if word.i > cue.head.i}
    leading = {word.i for cue in verbs if cue.frame == "quote" for word in cue.words if word.i < cue.head.i}
    kept = (claim for claim in claims if not (isinstance(claim.cue.row, NounRow) and claim.cue.head.i in means))
    told = [claim for claim in kept if claim.cue.head.i not in leading]
    worded = {claim.cue.head.i for claim in told if isinstance(claim.cue.row, AdjectiveRow)}
    return [
        claim
        for claim in told
        if not isinstance(claim.cue.row, PhraseRow) or worded.isdisjoint(word.i for word in claim.cue.words)
    ]


def _lines(page: Page) -> Iterator[Claim]:
    """Give the lines of headlines and dialogue; a turn of an interview runs over paragraphs without a label to the next turn."""
    turn: Claim | None = None
    below: list[Span] = []
    for block in page.blocks:
        cue = spoken_line(page, block)
        if cue is None:
            below += [block] if turn is not None and page.text[block[0]] not in "([" else []
            continue
        label = list(page.tokens(block[0], cue.head.idx))
        takes_turns = page.is_turn(label)
        if turn is not None and takes_turns:
            turn.contents.extend(below)
        claim = Claim(cue, list(cue.contents), quoted=page.takes_turns(label))
        turn, below = claim if takes_turns else None, []
        yield claim


def _kept_apart(page: Page, cue: Cue) -> Cue:
    """Keep quoted words and the article's own words apart where the parse ran over a quotation mark."""
    around = page.around(cue.head.idx)
    if around is not None:
        within = around.inside
        contents = tuple(clip(span, within) for span in cue.contents if span[0] < within[1] and span[1] > within[0])
        inside = cue.source is not None and within[0] - 3 <= cue.source[1] <= within[1]
        return replace(
            cue, contents=contents, sources=cue.sources if inside else (), source=cue.source if inside else None
        )
    whole = [_to_mark(page, _from_mark(page, span, cue.head)) for span in cue.contents]
    cue = replace(cue, contents=tuple(_over_quoted(page, span) if span[0] > cue.head.idx else span for span in whole))
    if cue.source is not None:
        crossed = [quotation.span for quotation in page.quotations_in(cue.source) if _long(page, quotation)]
        if crossed and crossed[-1][1] < cue.source[1]:
            source = _trimmed(page, (crossed[-1][1], cue.source[1]))
            heads = tuple(head for head in cue.sources if source[0] <= head.idx < source[1]) or tuple(
                page.tokens(*source)[-1:]
            )
            return replace(cue, source=source, sources=heads)
    return cue


def _to_mark(page: Page, span: Span) -> Span:
    """Let a content that ends inside a quotation it began run to the closing mark."""
    around = page.around(span[1] - 1)
    if around is None or around.span[0] < span[0] or not around.closed:
        return span
    return span[0], around.span[1]


def _over_quoted(page: Page, span: Span) -> Span:
    """Let a content that breaks off before quoted words run on over them to the next break: "an angry | “no more” crowd"."""
    behind = page.quotations_in((span[1], span[1] + 2))
    broken = page.text[span[1] - 1].isalnum() and page.text[span[1] : span[1] + 1] == " "
    if not broken or not behind or not behind[0].closed:
        return span
    end = behind[0].span[1]
    for token in page.tokens(end, page.block(span[0])[1]):
        if token.is_punct or token.is_space or token.tag_ in syntax.FINITE or token.tag_ == "CC":
            break
        end = token.idx + len(token)
    return span[0], end


def _from_mark(page: Page, span: Span, cue: Token) -> Span:
    """Let a content before its cue that begins inside a quotation begin with the sentence of the opening mark."""
    around = page.around(span[0])
    within = around is not None and around.opened and around.closed and around.inside[0] < span[0] < cue.idx
    if around is None or not within:
        return span
    words = page.tokens(around.inside[0], span[0])
    return (min(around.span[0], stretches.sentence_span(words[0])[0]), span[1]) if words else span


def clip(span: Span, within: Span) -> Span:
    """Give the part of a span that lies within another."""
    return max(span[0], within[0]), min(span[1], within[1])


def _long(page: Page, quotation: Quotation) -> bool:
    return "," in page.text[quotation.inside[1] : quotation.span[1]]


def _trimmed(page: Page, span: Span) -> Span:
    text = page.text
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    return start, end


def _nested(claims: list[Claim]) -> list[Claim]:
    """Tell what stands inside another's content, and drop a claim that crosses one before it."""
    kept: list[Claim] = []
    open_claims: list[Claim] = []
    for claim in claims:
        start = claim.extent[0]
        open_claims = [other for other in open_claims if other.extent[1] > start]
        crossing = False
        for other in reversed(open_claims):
            if _holds(other, claim):
                claim.parent = other
                break
            if other.contents == claim.contents:
                crossing = True
        if crossing or (claim.parent is not None and not _worth_nesting(claim)):
            continue
        kept.append(claim)
        open_claims.append(claim)
    return kept


def _worth_nesting(claim: Claim) -> bool:
    """Inside a statement only what is said, asked, denied, promised or thought in a clause or a quotation is one of its own."""
    row, frame = claim.cue.row, claim.cue.frame
    if isinstance(row, NounRow):  # "rejected the mayor's claim that …", "is worried by reports that …"
        return frame == "clause" and row.sense in NESTED
    return row.sense in NESTED and frame in ("clause", "quote", "phrase") and isinstance(row, VerbRow | PhraseRow)


def _holds(outer: Claim, inner: Claim) -> bool:
    """Does a claim stand in another's content; or, of things judged inside a clause, does at least its beginning?"""
    start, end = inner.extent
    if outer.cue.frame == "clause" and inner.cue.frame in NOMINAL_FRAMES:
        end = start + 1  # the parse may hang on an object what trails behind the clause
    start, end = min(start, inner.cue.span[0]), max(end, inner.cue.span[1])
    return any(span[0] <= start and end <= span[1] for span in outer.contents)


def _stated(page: Page, claims: Sequence[Claim], speakers: Speakers) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    ids: dict[int, str] = {}
    voices: dict[int, tuple[str, ...]] = {}
    made: list[Statement] = []
    for number, claim in enumerate(claims, start=1):
        ids[id(claim)] = f"s{number}"
        within = ids.get(id(claim.parent)) if claim.parent is not None else None
        voice = speakers.of(claim.cue)
        if not voice and claim.parent is not None and _first_person(claim.cue):
            voice = voices.get(id(claim.parent), ())
        voices[id(claim)] = voice
        if _only_of_people(claim.cue, speakers.cast):
            continue
        held = claim.cue.row.sense == "thought" and not _first_person(claim.cue)
        if claim.parent is not None and held and voice and voice == voices[id(claim.parent)]:
            ids[id(claim)] = ids[id(claim.parent)]  # "said that he believed …": one thing said, not two
            continue
        made.append(_statement(page, claim, ids[id(claim)], voice, within, speakers.cast))
    return tuple(speakers.actors), tuple(made)


def _only_of_people(cue: Cue, cast: Cast) -> bool:
    """Are people asked or awaited, with nothing told that is asked or thought ("was questioned", "is expected in Oslo")?"""
    row = cue.row
    if cue.frame != "object" or row.sense not in ("asked", "thought") or not isinstance(row, VerbRow) or row.particle:
        return False
    people = [{cast.by_id[ident].kind for ident in cast.named_by(noun)} for noun in syntax.objects(cue.head)]
    return bool(people) and all(kinds and kinds <= {"person", "group"} for kinds in people)


def _first_person(cue: Cue) -> bool:
    return bool(cue.sources) and cue.sources[0].lower_ in ("i", "we")


def _statement(
    page: Page, claim: Claim, ident: str, voice: tuple[str, ...], within: str | None, cast: Cast
) -> Statement:
    cue = claim.cue
    named = cue.source is not None and cue.source[0] < cue.source[1]  # of marks alone nothing is left
    contents = tuple(sorted({_within_marks(page, span) for span in claim.contents}))
    kind, quoted = _kind(page, contents)
    if claim.quoted and cue.frame == "phrase":  # a line of dialogue is all in somebody's own words
        kind, quoted = "direct", contents
    return Statement(
        id=ident,
        speaker=voice,
        speaker_span=cue.source if named else None,
        cue_span=cue.span,
        content_spans=contents,
        quotation_spans=quoted,
        kind=kind,
        sense=cue.row.sense,
        addressee=unique(ident for token in cue.addressees for ident in cast.named_by(token)),
        within=within,
        because=(cue.row.cause, f"cue:{cue.frame}"),
    )


def _within_marks(page: Page, span: Span) -> Span:
    """Give the quoted words alone where a content is one whole quotation."""
    for quotation in page.quotations_in(span)[:1]:
        if quotation.span[0] == span[0] and quotation.inside[1] <= span[1] <= quotation.span[1]:
            return quotation.inside
    return span


def _kind(page: Page, contents: Iterable[Span]) -> tuple[StatementKind, tuple[Span, ...]]:
    """Tell direct from mixed and indirect speech, and give the quoted stretches."""
    quoted: list[Span] = []
    outside = False
    for span in contents:
        at = bisect_right(page.outer_starts, span[0]) - 1
        if at >= 0 and page.outer[at].span[1] >= span[1] and page.outer[at].span[0] <= span[0]:
            quoted.append(span)
            continue
        outside = True
        quoted.extend(quotation.inside for quotation in page.quotations_in(span) if quotation.span[1] <= span[1] + 1)
    if not quoted:
        return "indirect", ()
    return ("mixed" if outside else "direct"), tuple(quoted)
