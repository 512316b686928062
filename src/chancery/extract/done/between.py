"""Two places of one text: what lies between them in the tree, and how an act joins them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from chancery.extract import stretches, syntax
from chancery.extract.done import coding
from chancery.extract.done.casting import Casting, Played
from chancery.extract.done.roles import ACCORDING, Groups
from chancery.extract.done.senses import ARMED, Act
from chancery.extract.findings import Cast
from chancery.lexicon import Lexicon
from chancery.lexicon.event_rows import RelationRow
from chancery.model import Actor, Mention, Span, Statement
from chancery.tokens import Doc, Token

ONE, OTHER = "one", "other"
# How an answer came, the surest first; what is read by path alone is marked in ``because``.
ROUTES = (
    "roles", "wider roles", "actor and below", "told by the one", "recipient and above", "path", "within", "word",
    "nearest word", "apart",
)  # fmt: skip
WIDER, BELOW, TOLD, ABOVE, PATH, WITHIN, WORD, NEAREST, APART = range(1, 10)
# What is added to the steps to a path that a word does not stand under.
FAR = 10
# By these nobody means himself.
THINGS = frozenset({"it", "its"})
# Behind these stands whose paper says a thing.
AUTHORED = frozenset({"by", "from"})
# Who speaks for him whose he is, and how the name of that one hangs on his office.
VOICES, OWNED = frozenset({"@official", "@spokesman"}), ("nmod:poss", "compound", "amod")
# With these it is told what somebody has to do, and what is to befall him.
DUTIES, FACING = frozenset({"must", "should", "ought"}), frozenset({"face", "faces", "risk", "risks", "suffer"})
# The class of verbs of telling a thing by naming it, and behind what it stands ("spoke [of] attacks").
RECOUNTING, RECOUNTED = "@recounting", ("of", "about", "on")
# What opens what somebody is told.
THAT = "that"
# What opens a phrase that tells by what a thing was done.
MEANS = frozenset({"in", "with", "by", "through"})


@dataclass(frozen=True)
class Candidate:
    """An act that may join the two, and how it was come by."""

    act: Act
    route: int
    distance: int


@dataclass(frozen=True)
class Between:
    """Two places of one text, their heads, the words between them in the tree, and the pronouns that mean the other."""

    doc: Doc
    one: Token
    other: Token
    casting: Casting
    start: int
    end: int
    again: tuple[Token, ...]

    @classmethod
    def of(cls, doc: Doc, actor_span: Span, recipient_span: Span, lexicon: Lexicon) -> Self | None:
        """Find the heads of two places; None where a place holds no parsed word."""
        spans = [doc.char_span(*span, alignment_mode="expand") for span in (actor_span, recipient_span)]
        if any(span is None or not syntax.parsed(span.root) for span in spans):
            return None
        one, other = (span.root for span in spans if span is not None)
        said = tuple(_said_by(one, lexicon))
        meant = tuple(_addressed(said, other))
        own = [word for word in _echoes(doc, said) if word.lower_ not in THINGS or one.ent_type_ != "PERSON"]
        echoes = _named_again(word for word in own if word not in meant)
        places = Cast(
            tuple(
                Actor(id=name, name=name, kind="group", mentions=(Mention(span=span, how="name"), *more))
                for name, span, more in ((ONE, actor_span, echoes), (OTHER, recipient_span, _named_again(meant)))
            )
        )
        start, end = min(one.sent.start, other.sent.start), max(one.sent.end, other.sent.end)
        return cls(doc, one, other, Casting.of(places, said, lexicon), start, end, meant)

    def route(self, act: Act) -> tuple[Played, int]:
        """Play an act and tell how it joins the two, as an index into ``ROUTES``."""
        played = self.casting.play(act)
        players = set(played.actor), set(played.recipient)
        if (ONE in players[0] and OTHER in players[1]) or {ONE, OTHER} <= players[0]:
            return played, 0
        acts, suffers = self.players(played.act.actor), self.players(played.act.recipient)
        if ONE in acts and OTHER in suffers | acts:
            return played, WIDER
        if OTHER in suffers and self._by_means_of(act):
            return played, WIDER
        below = any(self._holds(word) for word in (act.trigger, act.core))
        if ONE in acts and below:
            return played, BELOW
        if self.inside(act.trigger):
            return played, WITHIN
        if OTHER in suffers:
            return played, ABOVE
        return played, PATH

    def apex_first(self) -> list[Token]:
        """The words between the two, the one where their ways meet first, then down to the recipient, then to the actor."""
        ups = [word for word in self.path if word.i not in (self.one.i, self.other.i)]
        apex = [word for word in ups if word.is_ancestor(self.one) and word.is_ancestor(self.other)]
        below = [word for word in ups if word not in apex and word.is_ancestor(self.other)]
        return [*apex, *reversed(below), *(word for word in ups if word not in apex and word not in below)]

    def _holds(self, word: Token) -> bool:
        """Does the other stand below a word, not in what a verb joined to it tells ("left Mali and said [Chad] had struck")?"""
        if not word.is_ancestor(self.other):
            return False
        below = itertools.takewhile(lambda above: above.i != word.i, (self.other, *syntax.ancestors(self.other)))
        told = (here.head for here in below if here.dep_ == "ccomp")
        return not any(verb.dep_ == "conj" and verb.head.i == word.i for verb in told)

    def _by_means_of(self, act: Act) -> bool:
        """Is an act of nobody's told doing the means of what the one does ("freed two pilots in a raid on a camp")?"""
        noun = act.trigger
        if act.actor or act.event not in ARMED or noun.arc not in ("obl", "nmod"):
            return False
        doers = syntax.agents(noun.head) if noun.head.pos_ == "VERB" else []
        return syntax.prepositions(noun) in MEANS and ONE in self.players((tuple(doers),))

    def inside(self, word: Token) -> bool:
        """Does a word hang below one of the two, as in a relative clause on it?"""
        return self.one.is_ancestor(word) or self.other.is_ancestor(word)

    def players(self, groups: Groups) -> set[str]:
        """Give which of the two these words name."""
        return {ident for group in groups for token in group for ident in self.casting.bearers.who(token)}

    def distance(self, token: Token) -> int:
        """Count the steps from a word up to the path between the two."""
        path = {word.i for word in self.path}
        steps = 0
        for word in (token, *syntax.ancestors(token)):
            if word.i in path:
                return steps
            steps += 1
        return steps + FAR

    @property
    def path(self) -> list[Token]:
        """The words from the one up to where the two meet, and down to the other."""
        ups = [[head, *syntax.ancestors(head)] for head in (self.one, self.other)]
        shared = {word.i for word in ups[0]} & {word.i for word in ups[1]}
        found = []
        for words in ups:
            for word in words:
                found.append(word)
                if word.i in shared:
                    break
        return found


def relation_row(word: Token, lexicon: Lexicon) -> RelationRow | None:
    """Give the row of a word by its part of speech: with the word beside it first ("took [out]", "[death] row"), then alone."""
    kinds = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
    own = kinds.get(word.pos_)
    if own is None:
        return None
    forms = lexicon.events.relation_forms
    return next((row for form in _beside(word, own) if (row := forms.get((form, own)))), None)


def _beside(word: Token, kind: str) -> Iterator[str]:
    """Give a word with its particle, or as the last of a compound, and then alone."""
    if kind == "verb":
        if off := syntax.particle(word):
            yield f"{word.lower_} {off}"
        if word.i + 1 < len(word.doc):
            yield f"{word.lower_} {word.nbor().lower_}"
    elif word.i:
        yield f"{word.nbor(-1).lower_} {word.lower_}"
    yield word.lower_


def _said_by(one: Token, lexicon: Lexicon) -> Iterator[Statement]:
    """Take what completes a verb of the one as its words, whatever the verb, and what is told according to it."""
    if syntax.prepositions(one) == ACCORDING:
        yield _words(one.head)
    author = one.head if _authored(one, lexicon) else one
    for verb in _tellers(author):
        told = [also for also in syntax.children(verb, "advcl") if also.tag_ == "VBG"]
        told += [also for also in syntax.children(verb, "xcomp") if also.pos_ == "ADJ"]  # "made it clear that"
        heard = [clause for who in syntax.objects(verb) for clause in syntax.children(who, "acl")]
        contents = [clause for place in (verb, *told) for clause in syntax.children(place, "ccomp", "parataxis")]
        for clause in (*contents, *(clause for clause in heard if syntax.prepositions(clause) == THAT)):
            yield _words(clause)
        lemmas = lexicon.events.verb_forms.get(verb.lower_, ())
        if lexicon.events.is_any(lemmas, RECOUNTING):
            yield from map(_words, (*syntax.children(verb, "obj"), *syntax.obliques(verb, *RECOUNTED)))


def _tellers(author: Token) -> Iterator[Token]:
    """Give the verbs by which somebody may tell something, those of the clause on his name among them ("the king, who said")."""
    if author.arc in ("nsubj", "conj") or author.dep_ == "obl:agent":
        yield from (verb for verb in (syntax.first_conjunct(author).head, author.head) if verb.pos_ == "VERB")
    for clause in syntax.children(author, "acl:relcl"):
        if clause.pos_ == "VERB" and any(word.tag_ in ("WP", "WDT") for word in syntax.own_subjects(clause)):
            yield clause


def _authored(one: Token, lexicon: Lexicon) -> bool:
    """Does somebody speak whose words are the one's: who holds an office of his, or a paper by him?"""
    if one.arc == "nmod" and one.dep_ != "nmod:poss":
        return syntax.prepositions(one) in AUTHORED
    known = lexicon.events.classes_of.get(one.head.lemma_.lower(), frozenset())
    return one.dep_ in OWNED and not VOICES.isdisjoint(known)


def _words(clause: Token) -> Statement:
    """Take a clause for the words of the one."""
    span = stretches.subtree_span(clause)
    return Statement(
        id="said", speaker=(ONE,), speaker_span=None, cue_span=None, content_spans=(span,), kind="indirect"
    )


def _echoes(doc: Doc, said: tuple[Statement, ...]) -> Iterator[Token]:
    """Give the pronouns by which a speaker may mean himself."""
    for statement in said:
        for start, end in statement.content_spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            yield from (word for word in span or () if word.pos_ == "PRON" and _in_subject(word))


def _addressed(said: tuple[Statement, ...], other: Token) -> Iterator[Token]:
    """Give the pronouns by which a speaker means whom he tells what that one must do or suffer ("told them they would die")."""
    told = other.arc in ("obj", "iobj") or other.dep_ == "nsubj:pass"
    for clause in syntax.children(other.head, "ccomp") if told else ():
        heard = any(start <= clause.idx < end for statement in said for start, end in statement.content_spans)
        modal = syntax.modal(clause)
        suffers = syntax.is_passive(clause) or clause.lower_ in FACING
        if heard and (suffers or (modal is not None and modal.lower_ in DUTIES)):
            yield from (word for word in syntax.own_subjects(clause) if word.pos_ == "PRON")


def _named_again(words: Iterable[Token]) -> tuple[Mention, ...]:
    """Take words for mentions of somebody."""
    return tuple(Mention(span=coding.trigger_span(word), how="pronoun") for word in words)


def _in_subject(pronoun: Token) -> bool:
    """Is a pronoun a subject or the owner of one ("said its troops would stay")?"""
    return pronoun.dep_ in syntax.SUBJECTS or (pronoun.dep_ == "nmod:poss" and pronoun.head.dep_ in syntax.SUBJECTS)
