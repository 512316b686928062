"""The dates of an article that have a place in time, by the clause and the noun that each belongs to.

Ground for the dating step.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from chancery.extract import clauses, syntax
from chancery.lexicon import calendar
from chancery.lexicon.dates import DateTables
from chancery.model import Article, DateMention, Span
from chancery.tokens import Doc, Token

# a date under one of these stands before a noun and tells of that noun alone: "the 2020 election", "Tuesday's vote"
INSIDE_NOUN = frozenset({"compound", "nummod", "amod", "nmod:poss", "flat", "nmod:tmod"})
# Behind these stands in what, or at what, something is done.
WITHIN = ("in", "at", "during")
# What tells, besides a superlative, that there was none such.
NONE_SUCH = frozenset({"first", "only"})
# What stands for a year that is not known.
UNKNOWN = "XXXX"
# What parts a date from what it is the label of.
PARTING, LABEL = "-–—:", re.compile(r" ?(?:[–—:]|--?) ")
# A happening told with a date more than a year before the article is background to it.
BACKGROUND_DAYS = 366


@dataclass(frozen=True)
class When:
    """A date in the text that an event may take: the mention and the token that heads it."""

    value: str
    mention: DateMention
    token: Token


@dataclass(frozen=True)
class Timeline:
    """The usable dates of an article, by the clause and the noun that each belongs to."""

    doc: Doc
    article: Article
    tables: DateTables
    there: tuple[When, ...]
    vague: frozenset[int]
    lengths: dict[int, str]

    @classmethod
    def of(cls, doc: Doc, article: Article, dates: tuple[DateMention, ...], tables: DateTables) -> Self:
        """Gather the dates that have a place in time (no bare durations, sets, or "recently"), and the clauses of those
        that lack a year or a week ("in April" in an undated article)."""
        there, vague, lengths = [], set(), dict[int, str]()
        for mention in dates:
            span = doc.char_span(*mention.span, alignment_mode="expand")
            if span is None or not syntax.parsed(span.root):
                continue
            if _unequaled(span.root):
                continue
            if placed(mention):
                there.append(When(day_or_time(mention.value), mention, span.root))
            elif mention.value.startswith(UNKNOWN):
                vague.add(clause_of(span.root).i)
            elif mention.kind == "duration":
                lengths[span.root.i] = mention.value
        return cls(doc, article, tables, tuple(there), frozenset(vague), lengths)

    def token(self, span: Span) -> Token | None:
        """Give the token that heads a place of the text; None where it was not parsed."""
        found = self.doc.char_span(*span, alignment_mode="expand")
        head = found.root if found is not None else None
        return head if head is not None and syntax.parsed(head) else None

    @cached_property
    def by_clause(self) -> dict[int, list[When]]:
        """The dates that tell when their clause happens, not until when it holds, by the clause's head.

        What is told with a day of late and a year of long ago ("on Monday jailed two for a raid in 2014") was of late.
        """
        found = defaultdict(list)
        for when in self.there:
            if self.owner(when) is None and not self.tables.word("bounds", syntax.prepositions(when.token)):
                found[clause_of(when.token).i].append(when)
        published = self.article.published
        late = {
            clause: [one for one in told if not long_before(one.value, published)] for clause, told in found.items()
        }
        return defaultdict(list, {clause: late[clause] or told for clause, told in found.items()})

    @cached_property
    def by_noun(self) -> dict[int, list[When]]:
        """The dates that hang on a noun, by that noun."""
        found = defaultdict(list)
        for when in self.there:
            told = answered_for(when.token)
            for head in (*_nouns_above(when.token), *([told] if told is not None else [])):
                found[head.i].append(when)
        return found

    def owner(self, when: When) -> Token | None:
        """Give the noun that a date belongs to alone ("the 2020 election"); None where it dates its clause."""
        token = when.token
        aside = syntax.apposition(token)
        if aside is not None:
            return aside
        if token.head.i == token.i or token.head.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return answered_for(token)
        if token.dep_ in INSIDE_NOUN:
            return token.head
        preposition = syntax.prepositions(token)
        if preposition and not self.tables.word("links", preposition):
            return token.head
        return None

    def told(self, token: Token, outside: tuple[Span, ...] = ()) -> When | None:
        """Give the date that the text itself gives to a verb or noun; dates inside ``outside`` tell of something else."""
        found = self.own(token, outside) or self.governing(token, outside) or self._of_the_speaker(token, outside)
        return found or self._labeled(token)

    def _labeled(self, token: Token) -> When | None:
        """Give the date that opens the paragraph as its label, as in a chronology ("2022 May – Chad left the pact")."""
        at = bisect_right(self._starts, token.idx) - 1
        return self._labels.get(self._starts[at]) if at >= 0 else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.article.paragraphs)

    @cached_property
    def _labels(self) -> dict[int, When]:
        """The dates that open paragraphs as their labels, by where these start."""
        starts = frozenset(self._starts)
        opening = [when for when in self.there if when.mention.span[0] in starts]
        return {when.mention.span[0]: when for when in opening if self._is_label(when.mention.span)}

    def _is_label(self, span: Span) -> bool:
        """Does a dash or a colon part a date from what follows?"""
        text = self.article.text
        return text[span[1] - 1] in PARTING or bool(LABEL.match(text, span[1]))

    def _of_the_speaker(self, token: Token, outside: tuple[Span, ...]) -> When | None:
        """Give the date in a participle on the subject ("the envoy, speaking on Thursday, said")."""
        participles = [clause for subject in syntax.own_subjects(token) for clause in syntax.children(subject, "acl")]
        said = [clause for clause in participles if clause.tag_ == "VBG" and clause.dep_ == "acl"]
        found = [when for clause in said for when in self.by_clause.get(clause.i, ())]
        return next((when for when in found if not _inside(when, outside)), None)

    def own(self, token: Token, outside: tuple[Span, ...] = ()) -> When | None:
        """Give the date on the noun itself or in its clause, or in the clause that it continues."""
        noun = [when for when in self.by_noun.get(token.i, ()) if not _inside(when, outside)]
        if noun and token.pos_ not in ("VERB", "AUX"):
            return _nearest(noun, token)
        clause = clause_of(token)
        if (begun := self._when(clause)) is not None:
            return begun
        for _ in range(6):
            found = [when for when in self.by_clause.get(clause.i, ()) if not _inside(when, outside)]
            found = found or [when for when in self._past_below(clause) if not _inside(when, outside)]
            if found:
                return _nearest(found, token)
            if found := self._of_the_happening(clause) or self._of_the_setting(clause) or self._of_the_moment(clause):
                return _nearest(found, token)
            above = self._continued(clause) or clauses.joined_behind(clause)
            if above is None:
                return None
            clause = above
        return None

    def _when(self, clause: Token) -> When | None:
        """Give the date right before a clause of what happened then, of a stretch its start ("since 2014, [when] it fell")."""
        opening = next((word for word in clause.children if word.lower_ == "when"), None)
        if opening is None:
            return None
        before = syntax.before(opening)
        before = syntax.before(before) if before.text == "," else before
        when = next((one for one in self.there if one.mention.span[1] == before.idx + len(before)), None)
        return replace(when, value=when.value.partition("/")[0]) if when else None

    def _of_the_happening(self, clause: Token) -> list[When]:
        """Give the dates on the noun of which a clause tells what happened in it ("the 2023 raid [in which] two died")."""
        inside = clause.dep_ == "acl:relcl" and any(
            word.tag_ == "WDT" and syntax.prepositions(word) in ("in", "during") for word in clause.children
        )
        return (
            [when for when in self.by_noun.get(clause.head.i, ()) if self.owner(when) is clause.head] if inside else []
        )

    def _of_the_setting(self, clause: Token) -> list[When]:
        """Give the dates inside the noun in which something is done or said ("apologized in [a March 3] letter")."""
        held = [noun for noun in syntax.obliques(clause, *WITHIN) if noun.head.i == clause.i]
        dates = [when for noun in held for when in self.by_noun.get(noun.i, ()) if when.token.head.i == noun.i]
        return [when for when in dates if when.token.dep_ in INSIDE_NOUN]

    def _of_the_moment(self, clause: Token) -> list[When]:
        """Give the dates in the clause that tells when or in what a thing was done ("killed ten [when they broke in] on Monday",
        "died [in fighting] in May")."""
        told = (below for below in syntax.children(clause, "advcl") if _tells_moment(below))
        return [when for below in told for when in self.by_clause.get(below.i, ())]

    def _past_below(self, clause: Token) -> Iterator[When]:
        """Give the dates gone by on what somebody wanted done: they date the wanting ("ordered them to leave [last May]")."""
        published = calendar.day_of(self.article.published)
        if published is None or clause.tag_ not in syntax.PAST:
            return
        carried = [below for thing in syntax.objects(clause) for below in syntax.children(thing, "acl", "acl:relcl")]
        # "rammed boats that were taking food there [on Monday]"
        meanwhile = [below for below in carried if below.tag_ == "VBG"]
        yield from (
            when for deed in meanwhile for when in self.by_clause.get(deed.i, ()) if self._is_over(when, published)
        )
        for deed in (below for above in (clause, *carried) for below in syntax.children(above, "xcomp", "advcl")):
            barred = deed.tag_ == "VBG" and syntax.prepositions(deed) == "from"
            forced = deed.dep_ == "advcl" and self.tables.word("attempt", clause.lemma_) is not None
            wanted = deed.tag_ == "VB" and (deed.dep_ == "xcomp" or forced) and not syntax.auxiliaries(deed)
            happening = any(syntax.obliques(noun, "of", "on", "against", "by") for noun in syntax.children(deed, "obj"))
            if (wanted or barred) and not happening:  # not "to explain the killing of two in May"
                own = (when for when in self.by_clause.get(deed.i, ()) if when.token.head.i == deed.i)
                yield from (when for when in own if self._is_over(when, published))

    def _is_over(self, when: When, published: date) -> bool:
        """Does a date lie before the day of publication?"""
        ends = calendar.bounds(when.value)
        return ends is not None and ends[1] < published

    def since_before(self, clause: Token) -> tuple[str, Token] | None:
        """Give how long before the clause above something happened, and that clause ("left [two days] after Mali sued")."""
        apart = clause.dep_ in ("advcl", "parataxis", "ccomp")
        after = (word for word in syntax.children(clause, "mark") if word.lower_ == "after" and apart)
        length = next((self.lengths.get(word.i - 1) for word in after), None)
        return (length, clause_of(clause.head)) if length else None

    def _continued(self, clause: Token) -> Token | None:
        """Give the clause above whose date holds for this one too: coordinated, infinite, or "when", "as" … it happened."""
        if clause.head.i == clause.i:
            return None
        above = clause_of(clause.head)
        finite = any(child.dep_ in syntax.SUBJECTS for child in clause.children)
        if clause.dep_ == "conj":
            apart = (clauses.pluperfect(clause) and not clauses.pluperfect(above)) or (
                syntax.is_now(clause) and above.tag_ == "VBD"
            )
            return None if apart else above
        if clause.dep_ in ("xcomp", "advcl", "acl") and not finite and clause.tag_ in ("VBG", "VBN", "VBD"):
            return above
        if clause.dep_ == "advcl" and finite:
            marker = next((child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")), "")
            if any(clauses.is_time(word) for word in syntax.children(clause, "obl:unmarked")):
                return None  # "in 2008, nine years after Mali [sued]"
            row = self.tables.word("marker", marker)
            coarse = [when for when in self.by_clause.get(above.i, ()) if calendar.grain(when.value) != "D"]
            return above if row and (row.value == "same" or coarse) else None
        return None

    def is_beside_a_dated_one(self, clause: Token) -> bool:
        """Is this a clause of "before" or "after" to one that has a date, or of "since"? Then it is no news of the day of
        publication."""
        marker = next((child.lower_ for child in clause.children if child.dep_ == "mark"), "")
        if marker == "since" and any(word.lower_ in ("has", "have") for word in syntax.auxiliaries(clause.head)):
            return True
        row = self.tables.word("marker", marker) if clause.dep_ == "advcl" else None
        return row is not None and clause_of(clause.head).i in self.by_clause

    def governing(self, token: Token, outside: tuple[Span, ...] = ()) -> When | None:
        """Give the date in a phrase that opens the sentence and so holds for all of it ("During a call on Tuesday, …")."""
        clause = clause_of(token)
        for child in clause.children:
            opens = child.i < clause.i and child.arc in ("obl", "nmod", "advmod") and child.i < _first_subject(clause)
            if not opens:
                continue
            low, high = child.left_edge.i, child.right_edge.i
            found = [when for when in self.there if low <= when.token.i <= high and not _inside(when, outside)]
            found = [when for when in found if self.owner(when) is None or self.owner(when) == child]
            if found and self.tables.word("links", syntax.prepositions(child)):
                return found[0]
            recalled = self._recalled(child)
            if recalled and not found:
                return recalled
        return None

    def _recalled(self, noun: Token) -> When | None:
        """Give the date of "the call" where a call was dated in an earlier sentence."""
        definite = any(child.lower_ in ("the", "this", "that") for child in noun.children if child.dep_ == "det")
        if not definite or not self.tables.word("links", syntax.prepositions(noun)):
            return None
        start = noun.sent.start
        earlier = [
            when
            for head, dates in self.by_noun.items()
            if head < start and self.doc[head].lower_ == noun.lower_
            for when in dates
        ]
        return max(earlier, key=lambda when: when.token.i, default=None)


def clause_of(token: Token) -> Token:
    """Give the head of the clause a token stands in; a name that the parse took for a predicate ("in Addis Ababa") is none."""
    clause = syntax.clause_of(token)
    while (
        clause.head.i != clause.i
        and clause.pos_ in ("PROPN", "NOUN")
        and clause.dep_ == "xcomp"
        and not syntax.own_subjects(clause)
    ):
        clause = syntax.clause_of(clause.head)
    return clause


def answered_for(token: Token) -> Token | None:
    """Give the noun right before a date for which somebody has by now been blamed ("has blamed Iran for [raids] in 2019")."""
    verb = token.head
    perfect = verb.tag_ == "VBN" and any(word.tag_ in ("VBZ", "VBP") for word in syntax.children(verb, "aux"))
    if not perfect or token.dep_ != "obl":
        return None
    before = (noun for noun in token.doc[verb.i + 1 : token.i] if noun.right_edge.i + 1 == token.left_edge.i)
    return next((noun for noun in before if syntax.prepositions(noun) in ("for", "over")), None)


def _unequaled(token: Token) -> bool:
    """Does a date only tell since when there was none such ("his [first] trip since 2000", "the [worst] raid since May")?"""
    if syntax.prepositions(token) != "since":
        return False
    nouns = [token.head, token.head.head] if token.head.dep_ == "nmod" else [token.head]
    told = [word for noun in nouns if noun.pos_ == "NOUN" for word in syntax.children(noun, "amod")]
    return any(word.tag_ == "JJS" or word.lower_ in NONE_SUCH for word in told)


def _tells_moment(clause: Token) -> bool:
    """Does a clause tell when the one above happened, or in what?"""
    if clause.tag_ == "VBG":
        return syntax.prepositions(clause) in WITHIN
    opened = any(word.lower_ == "when" for word in syntax.children(clause, "mark", "advmod"))
    return opened and clause.tag_ in ("VBD", "VBP")


def placed(mention: DateMention) -> bool:
    """Has a mention a place in time, grounded?"""
    return mention.kind in ("date", "time", "duration") and calendar.bounds(mention.value.split("T")[0]) is not None


def day_or_time(value: str) -> str:
    """Give a value as an event bears it: a part of the day that is no clock time ("TMO") is left off."""
    day, _, time = value.partition("T")
    return value if time[:1].isdigit() else day


def _inside(when: When, spans: tuple[Span, ...]) -> bool:
    return any(start <= when.mention.span[0] < end for start, end in spans)


def _nearest(found: list[When], token: Token) -> When:
    """Give the date nearest to a word, the one behind it before the one ahead."""
    return min(found, key=lambda when: (abs(when.token.i - token.i), when.token.i < token.i))


def _nouns_above(token: Token) -> Iterator[Token]:
    """Give the nouns a date hangs on, up to its clause."""
    for head in syntax.ancestors(token):
        if head.pos_ not in ("NOUN", "PROPN"):
            return
        yield head
        if syntax.is_clause_head(head):
            return


def _first_subject(clause: Token) -> int:
    return min((child.left_edge.i for child in clause.children if child.dep_ in syntax.SUBJECTS), default=clause.i)


def long_before(value: str, published: str | None) -> bool:
    """Does a date lie, or a stretch of time begin, more than a year before the article?"""
    if not published or not value[:3].isdigit():
        return False
    start, _, _ = value.partition("/")
    start = f"{start}9" if len(start) == 3 else start  # a decade
    if not start[:4].isdigit():
        return False
    parts = [int(part) for part in start[:10].split("-") if part.isdigit()]
    year, month, day = (*parts, 12, 28)[:3] if len(parts) == 1 else (*parts, 28)[:3]
    try:
        gone = date.fromisoformat(published[:10]) - date(year, month, day)
    except ValueError:
        return False
    return gone.days > BACKGROUND_DAYS
