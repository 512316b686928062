"""The statements step: who is reported to have said, thought or meant what.

Cues come from the grammar (``cues``), quotations from the marks (``quotations``). Here each quotation finds its tag, a
quotation that goes on after its tag joins it, statements inside statements are nested, and speakers become actors.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import msgspec
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from chancery.extract import syntax
from chancery.extract.cues import Cue, addressees, find_cues, source_of, tagging_verbs, verb_group
from chancery.extract.findings import Cast, unique
from chancery.extract.quotations import Quotation, find_quotations
from chancery.lexicon import Lexicon
from chancery.lexicon.speech import CORE, NounRow, PhraseRow, SpeechTables, VerbRow
from chancery.model import Actor, Article, Mention, Span, Statement, StatementKind

LEAD_IN = frozenset(",:—–-")
ENDS_SENTENCE = frozenset(".!?…")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass
class Claim:
    """A statement in the making."""

    cue: Cue
    contents: list[Span]
    quoted: bool = False
    parent: Claim | None = None

    @property
    def extent(self) -> Span:
        """From the first to the last place of the content."""
        return min(span[0] for span in self.contents), max(span[1] for span in self.contents)


@dataclass(frozen=True)
class Page:
    """The article as this step sees it: tokens by offset, blocks, quotations."""

    doc: Doc
    blocks: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    tables: SpeechTables

    @cached_property
    def text(self) -> str:
        """The article's text, which a parsed document would join anew each time it is asked."""
        return str(self.doc.text)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each token begins."""
        return [token.idx for token in self.doc]

    @cached_property
    def outer(self) -> list[Quotation]:
        """The quotations that stand in no other."""
        return [quotation for quotation in self.quotations if quotation.depth == 0]

    @cached_property
    def outer_starts(self) -> list[int]:
        """Where each of those begins."""
        return [quotation.span[0] for quotation in self.outer]

    def tokens(self, start: int, end: int) -> TokenSpan:
        """Give the tokens that begin inside a stretch."""
        return self.doc[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]

    def block(self, offset: int) -> Span:
        """Give the paragraph an offset lies in."""
        at = (
            bisect_right([block[0] for block in self.blocks], offset) - 1
            if len(self.blocks) < 3
            else self._block_at(offset)
        )
        return self.blocks[max(at, 0)]

    def _block_at(self, offset: int) -> int:
        return bisect_right(self._block_starts, offset) - 1

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block[0] for block in self.blocks]

    def around(self, offset: int) -> Quotation | None:
        """Give the outer quotation that an offset lies in."""
        at = bisect_right(self.outer_starts, offset) - 1
        return self.outer[at] if at >= 0 and offset < self.outer[at].span[1] else None

    def block_before(self, block: Span) -> Span | None:
        """Give the paragraph before one."""
        at = bisect_left(self.blocks, block)
        return self.blocks[at - 1] if at else None

    def next_block(self, block: Span) -> Span | None:
        """Give the paragraph after one."""
        at = bisect_right(self.blocks, block)
        return self.blocks[at] if at < len(self.blocks) else None

    def quotations_in(self, span: Span) -> list[Quotation]:
        """Give the outer quotations that begin inside a stretch."""
        return self.outer[bisect_left(self.outer_starts, span[0]) : bisect_left(self.outer_starts, span[1])]


def find_statements(
    doc: Doc, article: Article, actors: tuple[Actor, ...], lexicon: Lexicon
) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """Give the actors, with speakers nobody had named before added, and the article's statements in text order."""
    tables: SpeechTables = lexicon.speech
    blocks = _blocks(article)
    if not blocks:
        return actors, ()
    page = Page(doc, blocks, find_quotations(doc.text, blocks), tables)
    claims = _claims(page)
    return _stated(page, claims, actors)


def _blocks(article: Article) -> tuple[Span, ...]:
    headline = [article.headline_span] if article.headline_span else []
    return tuple(sorted({*headline, *(caption.span for caption in article.captions), *article.paragraphs}))


# Claims


def _claims(page: Page) -> list[Claim]:
    by_head: dict[int, Claim] = {}
    for found in find_cues(page.doc, page.tables):
        cue = _kept_apart(page, found)
        if cue.contents:
            by_head.setdefault(cue.head.i, Claim(cue, list(cue.contents)))
    _join_light_verbs(by_head)
    _attach_quotations(page, by_head)
    claims = sorted(by_head.values(), key=lambda claim: (claim.extent[0], -claim.extent[1], claim.cue.head.i))
    return _nested(claims)


def _join_light_verbs(by_head: dict[int, Claim]) -> None:
    """Where a noun and its light verb both make a cue ("expressed concern that …"), the noun's is the statement."""
    for claim in list(by_head.values()):
        for word in claim.cue.words:
            other = by_head.get(word.i)
            if isinstance(claim.cue.row, NounRow) and other is not None and other is not claim:
                del by_head[word.i]


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
    if cue.source is not None:
        crossed = [quotation.span for quotation in page.quotations_in(cue.source) if _long(page, quotation)]
        if crossed and crossed[-1][1] < cue.source[1]:
            source = _trimmed(page, (crossed[-1][1], cue.source[1]))
            heads = tuple(head for head in cue.sources if source[0] <= head.idx < source[1]) or tuple(
                page.tokens(*source)[-1:]
            )
            return replace(cue, source=source, sources=heads)
    return cue


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


def _attach_quotations(page: Page, by_head: dict[int, Claim]) -> None:
    """Give every whole quotation to the cue that tags it, or to the statement it goes on with."""
    last: Claim | None = None
    last_block: Span | None = None
    for quotation in page.outer:
        block = page.block(quotation.span[0])
        if last is not None and quotation.continues:
            last.contents.append(quotation.inside)
            last_block = block
            continue
        if not _whole(page, quotation, block):
            continue
        tag = _tag(page, quotation, block)
        alone = tag is None and _stands_alone(page, quotation, block)
        if alone and block != last_block and quotation.span[0] == block[0]:
            tag = _announced(page, block)
        if tag is not None:
            last, last_block = _tagged(by_head, tag, quotation), block
        elif (
            alone and last is not None and last_block is not None and block in (last_block, page.next_block(last_block))
        ):
            last.contents.append(quotation.inside)
            last_block = block


def _announced(page: Page, block: Span) -> Cue | None:
    """Find the cue of a quotation that a paragraph of its own announces: "The ministry released this statement:"."""
    before = page.block_before(block)
    if before is None or not page.text[before[0] : before[1]].rstrip().endswith(":"):
        return None
    tokens = page.tokens(*before)
    return _last_tag(page, syntax.sentence(tokens[-1]) if len(tokens) else tokens)


def _whole(page: Page, quotation: Quotation, block: Span) -> bool:
    """Is this a quotation of speech by its shape, not a quoted word, a title, or scare quotes?"""
    text = page.text
    before = text[block[0] : quotation.span[0]].rstrip()
    starts = (
        not before
        or before[-1] in LEAD_IN | ENDS_SENTENCE
        or before[-1] in "”\"'’»)"
        or _tagging_before(page, quotation, block)
    )
    ends = not quotation.closed or _closing(text, quotation) in ",.!?—…-"
    after = text[quotation.span[1] : min(quotation.span[1] + 2, block[1])].strip()
    return starts and (ends or not after or after[0] in ".,;!?—–")


def _closing(text: str, quotation: Quotation) -> str:
    """The sign that ends the quoted words (inside a quotation within, where that ends them too), comma included."""
    words = text[quotation.inside[0] : quotation.span[1]].rstrip("”\"’'»“ `")
    return words[-1:]


def _tagging_before(page: Page, quotation: Quotation, block: Span) -> bool:
    tokens = page.tokens(max(block[0], quotation.span[0] - 40), quotation.span[0])
    return bool(tokens) and any(True for _ in tagging_verbs(tokens[-2:], page.tables))


def _tag(page: Page, quotation: Quotation, block: Span) -> Cue | None:
    """Find the cue of a whole quotation: in the words that lead in to it, or in those right after it."""
    after = _first_tag(page, _gap_after(page, quotation, block), quotation)
    if after is not None and after.source is not None and _closing(page.text, quotation) == ",":
        return after
    before = _gap_before(page, quotation, block)
    lead = page.text[block[0] : quotation.span[0]].rstrip()[-1:]
    if before and (lead in LEAD_IN or before[-1].lower_ == "that" or _ends_in_verb(page, before)):
        found = _last_tag(page, before)
        if found is not None:
            return found
    return after


def _ends_in_verb(page: Page, gap: TokenSpan) -> bool:
    return any(True for _ in tagging_verbs(gap[-1:], page.tables))


def _gap_before(page: Page, quotation: Quotation, block: Span) -> TokenSpan:
    """The words between the start of the sentence, or the quotation before, and this one."""
    at = bisect_left(page.outer_starts, quotation.span[0])
    start = max(block[0], page.outer[at - 1].span[1]) if at else block[0]
    tokens = page.tokens(start, quotation.span[0])
    for i in range(len(tokens), 0, -1):
        ended = tokens[i - 1].text in ENDS_SENTENCE
        if ended and (tokens[i - 1].whitespace_ or i == len(tokens) or tokens[i].is_space):
            return tokens[i:]
    return tokens


def _gap_after(page: Page, quotation: Quotation, block: Span) -> TokenSpan:
    """The words between this quotation and the end of the sentence, or the next quotation."""
    at = bisect_right(page.outer_starts, quotation.span[0])
    end = min(block[1], page.outer[at].span[0]) if at < len(page.outer) else block[1]
    tokens = page.tokens(quotation.span[1], end)
    for i, token in enumerate(tokens):
        if token.text in (".", "!", "?", ";") or "\n" in token.text:
            return tokens[:i]
    return tokens


def _last_tag(page: Page, gap: TokenSpan) -> Cue | None:
    found = list(tagging_verbs(gap, page.tables))
    if found:
        return _tag_cue(*found[-1], gap, lead_in=True)
    return _colon_tag(page, gap)


def _colon_tag(page: Page, gap: TokenSpan) -> Cue | None:
    """Read "The minister: “…”": a name or a role of few words and a colon."""
    words = [token for token in gap if not token.is_space]
    row = next(iter(page.tables.phrases.get(":", ())), None)
    if row is None or not 1 < len(words) < 9 or words[-1].text != ":" or words[0].i != gap[0].i:
        return None
    source = words[:-1]
    if any(token.pos_ in ("VERB", "AUX") for token in source) or not any(token.pos_ == "PROPN" for token in source):
        return None
    head = _head_of(source)
    return Cue(
        row=row, head=words[-1], words=(words[-1],), sources=(head,), source=syntax.span_of(source), frame="quote"
    )


def _first_tag(page: Page, gap: TokenSpan, quotation: Quotation) -> Cue | None:
    """A tag after a quotation begins with its subject or its verb; after a full stop a new sentence begins instead."""
    text = page.text
    closing = _closing(text, quotation)
    words = [token for token in gap if not token.is_punct and not token.is_space]
    if not words or (closing == "." and not words[0].text[:1].islower()):
        return None
    for verb, row in tagging_verbs(gap, page.tables):
        ahead = [word for word in words if word.i < verb.i]
        if all(word.pos_ != "VERB" or _in_relative(word, ahead) for word in ahead):
            return _tag_cue(verb, row, gap)
    return None


def _tag_cue(verb: Token, row: VerbRow, gap: TokenSpan, *, lead_in: bool = False) -> Cue:
    heads, source = source_of(verb) if lead_in or verb.tag_ == "VBG" else ((), None)
    if source is None:
        heads, source = _source_in(verb, gap)
    return Cue(
        row=row,
        head=verb,
        words=verb_group(verb, verb.nbor(1) if row.particle else None),
        sources=heads,
        source=source,
        addressees=addressees(verb, row),
        frame="quote",
    )


def _source_in(verb: Token, gap: TokenSpan) -> tuple[tuple[Token, ...], Span | None]:
    """The source of a tag: the words of the gap on one side of its verb, else what the parse says."""
    group = verb_group(verb)
    left = [token for token in gap if token.i < group[0].i and not token.is_space]
    right = [token for token in gap if token.i > group[-1].i and not token.is_space]
    while left and (left[0].is_punct or left[0].pos_ in ("CCONJ", "ADV", "SCONJ")):
        left = left[1:]
    while left and (left[-1].pos_ == "ADV" or left[-1].ent_type_ == "DATE" or left[-1].text in (",", "--", "—")):
        left = left[:-1]
    if left and left[0].pos_ == "ADP":
        left = next((left[i + 1 :] for i, token in enumerate(left) if token.text == ","), left)
    for i in range(1, len(left)):
        if left[i].tag_ in ("VBG", "VBN") and left[i - 1].text == ",":
            left = left[: i - 1]
            break
    if left and left[-1].pos_ in NOMINAL and not any(token.pos_ in ("ADP", "VERB", "SCONJ") for token in left[:1]):
        return (_head_of(left),), syntax.span_of(_phrase_end(left, verb))
    if not left and right and right[0].pos_ in NOMINAL | {"DET", "ADJ"}:
        noun = _noun_after(right, verb)
        if noun:
            return (_head_of(noun),), syntax.span_of(noun)
    return source_of(verb)


def _phrase_end(tokens: list[Token], verb: Token) -> list[Token]:
    """A subject before its verb, from the last clause boundary on."""
    for i in range(len(tokens) - 1, 0, -1):
        if tokens[i].pos_ in ("VERB", "AUX") and not _in_relative(tokens[i], tokens):
            rest = tokens[i + 1 :]
            return rest if rest and rest[-1].pos_ in NOMINAL else tokens[-1:]
    return tokens


def _in_relative(verb: Token, tokens: list[Token]) -> bool:
    return any(token.tag_ in ("WP", "WDT", "WP$", "VBG", "VBN") for token in tokens if token.i <= verb.i)


def _noun_after(right: list[Token], verb: Token) -> list[Token]:
    """A subject after its verb: its noun phrase with the appositions and relative clauses behind it."""
    if right[0].pos_ == "PRON":
        return right[:1]
    kept = right[:1]
    for token in right[1:]:
        adjunct = token.head.i == verb.i and token.dep_.split(":")[0] in (
            "obl",
            "advmod",
            "advcl",
            "xcomp",
            "obj",
            "conj",
        )
        begins = token.dep_ in ("case", "mark", "cc") and token.head.head.i == verb.i and token.head.dep_ != "nsubj"
        if (
            adjunct
            or begins
            or (kept[-1].text == "," and (token.tag_ == "VBG" or token.pos_ in ("ADV", "CCONJ", "SCONJ")))
        ):
            break
        kept.append(token)
    while kept and ((kept[-1].is_punct and kept[-1].text != ")") or kept[-1].pos_ in ("ADP", "DET", "ADV")):
        kept = kept[:-1]
    return kept


def _head_of(tokens: list[Token]) -> Token:
    """The head of a noun phrase: its last noun before a comma, a preposition or a relative pronoun."""
    head = tokens[0]
    for token in tokens:
        if token.text == "," or token.pos_ in ("ADP", "SCONJ") or token.tag_ in ("WP", "WDT"):
            break
        if token.pos_ in NOMINAL and token.dep_ != "flat":
            head = token
    return head


def _tagged(by_head: dict[int, Claim], tag: Cue, quotation: Quotation) -> Claim:
    """Put a quotation under its cue, beside or instead of what the grammar gave it."""
    claim = by_head.get(tag.head.i)
    if claim is None:
        claim = by_head[tag.head.i] = Claim(tag, [quotation.inside], quoted=True)
        return claim
    mixed = [span for span in claim.contents if span[0] < quotation.span[0] - 1 and span[1] > quotation.span[0]]
    if claim.quoted:
        claim.contents.append(quotation.inside)
    elif mixed and mixed[0][0] > claim.cue.head.idx:
        claim.contents = [(mixed[0][0], max(mixed[0][1], quotation.span[1]))]
    else:
        claim.cue = tag if tag.source else replace(tag, sources=claim.cue.sources, source=claim.cue.source)
        claim.contents = [quotation.inside]
        claim.quoted = True
    return claim


def _stands_alone(page: Page, quotation: Quotation, block: Span) -> bool:
    """Is the quotation a sentence of its own, with no words of the article around it?"""
    before = _gap_before(page, quotation, block)
    after = _gap_after(page, quotation, block)
    return not any(token.is_alpha for token in before) and not any(token.is_alpha for token in after)


# Nesting


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
    """Inside a statement only what is said, asked, denied or thought in a clause or a quotation is one of its own."""
    return (
        claim.cue.row.sense in CORE
        and claim.cue.frame in ("clause", "quote", "phrase")
        and isinstance(claim.cue.row, VerbRow | PhraseRow)
    )


def _holds(outer: Claim, inner: Claim) -> bool:
    start, end = inner.extent
    start, end = min(start, inner.cue.span[0]), max(end, inner.cue.span[1])
    return any(span[0] <= start and end <= span[1] for span in outer.contents)


# Statements


@dataclass
class _Speakers:
    """Gives the actors behind a source, adding those whom nobody had named."""

    cast: Cast
    actors: list[Actor]
    text: str
    added: dict[str, str] = field(default_factory=dict)

    def of(self, cue: Cue) -> tuple[str, ...]:
        """Give the ids of who speaks; () where nobody is named."""
        found = unique(ident for head in cue.sources for ident in self.cast.named_by(head))
        if found or cue.source is None or not cue.sources:
            return found
        head = cue.sources[0]
        if head.pos_ in ("PRON", "DET") or head.tag_ in ("PRP", "WP", "WDT", "DT", "CD"):
            return ()
        return (self._added(head, cue.source),)

    def _added(self, head: Token, source: Span) -> str:
        span = syntax.noun_phrase(head)
        name = _bare(self.text[span[0] : span[1]])
        ident = self.added.get(name.lower())
        mention = Mention(span=span, how="nominal", because="cue:source")
        if ident is not None:
            at = next(i for i, actor in enumerate(self.actors) if actor.id == ident)
            known = self.actors[at]
            if all(other.span != span for other in known.mentions):
                self.actors[at] = msgspec.structs.replace(known, mentions=(*known.mentions, mention))
            return ident
        ident = f"a{1 + max((int(actor.id[1:]) for actor in self.actors if actor.id[1:].isdigit()), default=0)}"
        country = next(
            (self.cast.by_id[i].country for _, i, _ in self.cast.mentions_in(source) if i in self.cast.by_id), None
        )
        kind = "person" if head.tag_ in ("NN", "NNP") else "group"
        self.actors.append(Actor(id=ident, name=name, kind=kind, country=country, mentions=(mention,)))  # type: ignore[arg-type]
        self.added[name.lower()] = ident
        return ident


def _bare(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else name


def _stated(
    page: Page, claims: Sequence[Claim], actors: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    speakers = _Speakers(Cast(actors), list(actors), page.text)
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
        made.append(_statement(page, claim, ids[id(claim)], voice, within, speakers.cast))
    return tuple(speakers.actors), tuple(made)


def _first_person(cue: Cue) -> bool:
    return bool(cue.sources) and cue.sources[0].lower_ in ("i", "we")


def _statement(
    page: Page, claim: Claim, ident: str, voice: tuple[str, ...], within: str | None, cast: Cast
) -> Statement:
    cue = claim.cue
    contents = tuple(sorted(set(claim.contents)))
    kind, quoted = _kind(page, contents)
    return Statement(
        id=ident,
        speaker=voice,
        speaker_span=cue.source,
        cue_span=cue.span,
        content_spans=contents,
        quotation_spans=quoted,
        kind=kind,
        sense=cue.row.sense,
        addressee=unique(ident for token in cue.addressees for ident in cast.named_by(token)),
        within=within,
        because=(cue.row.cause, f"cue:{cue.frame}"),
    )


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
