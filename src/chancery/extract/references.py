"""Who is meant without being named: roles, pronouns, "the country", "the two leaders", and first persons in quotations.

Precision comes first: a word that may well mean somebody else, or a thing that is no actor, is left with nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from chancery.extract import syntax
from chancery.extract.findings import Draft
from chancery.extract.who.descriptions import COUNTERPART, Descriptions
from chancery.extract.who.epithets import Epithets
from chancery.extract.who.lands import Lands
from chancery.extract.who.memory import PARALLEL, Memory, Sighting, goes_on, unique_numbers
from chancery.extract.who.pairs import Pairs
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import Reference
from chancery.lexicon.actors import ActorTables
from chancery.lexicon.names import lowered
from chancery.model import Actor, Article, Mention, Span, Statement
from chancery.tokens import Doc, Token

# Behind these stands what somebody is thanked, praised, blamed or punished for.
GROUNDS = frozenset({"for", "over"})
# How many sentences back a pronoun may reach.
PRONOUN_REACH = 5
SURE_GENDER, CATAPHOR = 10.0, 60.0
# Of these one may say "they" as well as "it": "the union said they would strike".
SEVERAL = frozenset({"organisation", "group"})
# How much of its weight a mention inside a quotation keeps for a pronoun outside, and one in a relative clause.
QUOTED_SHARE, ASIDE_SHARE = 0.5, 0.5


def resolve(doc: Doc, article: Article, actors: tuple[Actor, ...], lexicon: Lexicon) -> tuple[Actor, ...]:
    """Give the actors with the references to them added; what may mean several stays with nobody."""
    memory = Memory(doc, article.text, lexicon.actors, [_draft(actor) for actor in actors])
    descriptions = Descriptions(memory)
    descriptions.tell_offices()
    descriptions.join_roles()
    descriptions.join_bodies()
    _Words(memory, descriptions).resolve()
    descriptions.join_bodies()  # once more: the words have told more of some bodies
    return memory.actors()


def resolve_first_persons(
    doc: Doc, article: Article, actors: tuple[Actor, ...], statements: tuple[Statement, ...], lexicon: Lexicon
) -> tuple[Actor, ...]:
    """Give the actors with "I", "we" and "our" inside quotations given to the speaker, and "we" to the speaker's side."""
    drafts = {actor.id: _draft(actor) for actor in actors}
    states = {actor.country: drafts[actor.id] for actor in reversed(actors) if actor.kind == "state"}
    words = [(span, row) for span, row in _words(article.text, lexicon.actors) if row.sort == "first"]
    starts = [span[0] for span, _ in words]
    for statement in statements:
        speakers = [drafts[ident] for ident in statement.speaker if ident in drafts]
        for start, end in statement.quotation_spans:
            for span, row in words[bisect_left(starts, start) : bisect_left(starts, end)]:
                side = [states[who.country] for who in speakers if who.sector == "GOV" and who.country in states]
                for who in [*speakers, *(side if row.number == "many" else [])]:
                    who.add(span, "pronoun", row.cause)
    # Statements name their speakers by id by now, so that every actor keeps his.
    return tuple(msgspec.structs.replace(actor, mentions=_in_order(drafts[actor.id])) for actor in actors)


def _in_order(draft: Draft) -> tuple[Mention, ...]:
    return tuple(draft.mentions[span] for span in sorted(draft.mentions))


def _draft(actor: Actor) -> Draft:
    return Draft(
        actor.name,
        actor.kind,
        actor.country,
        actor.sector,
        actor.other_sectors,
        actor.role,
        actor.identifier,
        {mention.span: mention for mention in actor.mentions},
    )


def _words(text: str, tables: ActorTables) -> list[tuple[Span, Reference]]:
    """Give the words that refer without naming, in text order; "US" is no pronoun."""
    return [
        ((start, end), row)
        for start, end, rows in tables.reference_words.find(lowered(text))
        for row in rows
        if not (row.sort == "first" and text[start:end].isupper() and end - start > 1)
    ]


@dataclass(frozen=True)
class _Words:
    """Goes through the words that refer."""

    memory: Memory
    descriptions: Descriptions

    def resolve(self) -> None:
        """Go through the pronouns, general nouns and epithets in text order."""
        epithets = Epithets(self.memory)
        words: Iterable[tuple[Span, Reference | None]] = _words(self.memory.source, self.memory.tables)
        told: list[tuple[Span, Reference | None]] = [(span, None) for span in epithets.places]
        for span, row in sorted((*words, *told), key=lambda word: word[0]):
            if row is None:
                epithets.resolve(span)
            else:
                self._resolve_word(span, row)

    def _resolve_word(self, span: Span, row: Reference) -> None:
        found = self.memory.doc.char_span(*span)
        if found is None or not found[0].dep_:
            return
        token = found[0]
        if row.sort == "pronoun":
            self._resolve_pronoun(token, span, row)
        elif row.sort == "relative":
            self._resolve_relative(token, span, row)
        elif row.sort in ("opposite", "half", "friend"):
            Lands(self.memory).resolve(token, row)
        elif row.sort in ("noun", "land"):
            self.descriptions.resolve_noun(token, row)
        elif row.sort in ("collective", "joint", "pair", "trio"):
            Pairs(self.memory).resolve(token, row)
        elif row.sort in ("former", "latter"):
            Pairs(self.memory).resolve_half(token, row)

    def _resolve_pronoun(self, token: Token, span: Span, row: Reference) -> None:
        if token.dep_ == "expl" or token.tag_ not in ("PRP", "PRP$"):
            return
        who = self._person_meant(token, row.gender) if row.kinds == ("person",) else self._thing_meant(token, row)
        if not who:
            return
        for number in who:
            self.memory.drafts[number].add(span, "pronoun", row.cause)
            if row.gender:
                self.memory.genders[number] = self.memory.gender(number) or row.gender
        self.memory.note(who, token)
        if token.tag_ == "PRP$":
            self.descriptions.own(token, who)

    def _resolve_relative(self, token: Token, span: Span, row: Reference) -> None:
        """Give "who", "which" and "whose" to the noun that their clause hangs on, and what is "whose" with it."""
        clause = syntax.clause_of(token)
        owns = token.tag_ == "WP$" and clause.dep_ in syntax.RELATIVES
        noun = clause.head if owns else syntax.antecedent(token)
        who = self.memory.named_at(noun) if noun.i < token.i else ()
        if (
            who
            and noun.sent.start == token.sent.start
            and {self.memory.drafts[number].kind for number in who} <= set(row.kinds)
        ):
            for number in who:
                self.memory.drafts[number].add(span, "pronoun", row.cause)
            if owns:
                self.descriptions.own(token, who)

    def _person_meant(self, token: Token, gender: str | None) -> tuple[int, ...]:
        """Give the most salient person before a pronoun that may be meant."""
        now = self.memory.sentence(token.i)
        barred = self.memory.barred_from(token) | self._owned_by(token)
        scores: dict[int, float] = {}
        for sighting in self.memory.near(token.i, PRONOUN_REACH):
            if len(sighting.who) != 1 or sighting.head.i == token.i:
                continue
            number = sighting.who[0]
            if (
                self.memory.drafts[number].kind != "person"
                or number in barred
                or self.memory.gender(number) not in (None, gender)
            ):
                continue
            gain = self._gain(sighting, token, now)
            if gain is not None:
                scores[number] = scores.get(number, 0.0) + gain
        return self._foremost(scores, gender)

    def _gain(self, sighting: Sighting, token: Token, now: int) -> float | None:
        """Give how much a place where somebody is mentioned speaks for him; None for one behind the pronoun."""
        head = sighting.head
        if head.i < token.i:
            gain = sighting.drawing(now)
        elif sighting.sentence == now and _foreshadows(token, head):
            gain = CATAPHOR + sighting.weight
        else:
            return None
        if (sighting.sentence == now - 1 and goes_on(token, head)) or (
            _tells(head, token) and not self._has_doer(token)
        ):
            gain += PARALLEL
        if token.idx in self.memory.openings and _has_his_own(head, token):
            gain += PARALLEL
        if _is_aside(head, token):
            gain *= ASIDE_SHARE
        outside = self.memory.quotation(token.idx) is None and self.memory.quotation(head.idx) is not None
        return gain * QUOTED_SHARE if outside else gain

    def _has_doer(self, token: Token) -> bool:
        """Is a person the subject of the clause of a pronoun that is not ("Roe said that Poe had sold [his] house")?"""
        subjects = {word.i for word in syntax.subjects(syntax.clause_of(token)) if word.i != token.i}
        return any(self.memory.drafts[number].kind == "person" for number in self.memory.seen_among(subjects))

    def _foremost(self, scores: dict[int, float], gender: str | None) -> tuple[int, ...]:
        """Give who gains most, all told."""
        total = {number: score + self._standing_gain(number, gender) for number, score in scores.items()}
        return (max(total, key=lambda number: (total[number], -number)),) if total else ()

    def _standing_gain(self, number: int, gender: str | None) -> float:
        """Give what a candidate gains wherever it is mentioned: a gender that is known to fit, and being often named."""
        return self.memory.standing(number) + (SURE_GENDER if self.memory.gender(number) == gender else 0.0)

    def _owned_by(self, token: Token) -> set[int]:
        """Give who cannot own "his wife", she herself, nor "his Russian counterpart", the Russians."""
        barred: set[int] = set()
        drafts = self.memory.drafts
        owns = token.tag_ == "PRP$" and token.idx in self.memory.openings
        for number, draft in enumerate(drafts) if owns else ():
            if token.idx in [start for start, _ in draft.mentions]:
                barred.add(number)
                if draft.role == COUNTERPART and draft.country:
                    barred |= {other for other, one in enumerate(drafts) if one.country == draft.country}
        return barred

    def _thing_meant(self, token: Token, row: Reference) -> tuple[int, ...]:
        """Give the state, body or group that the nearest fitting subject names; a thing that is no actor stops the search."""
        now = self.memory.sentence(token.i)
        answerable = self._answerable(token, row)
        if answerable:
            return answerable
        taking = _taking(token)
        takers = {token.head.i, *(verb.i for verb in (taking, _sharing(taking)) if verb)}
        told = _told_by(token)
        for subject in self._subjects_before(token, now):
            head = subject.head
            if head.i in told or _tells_of_subject(head, token):
                continue
            if head.i in takers and token.tag_ == "PRP":
                continue
            who = self.memory.named_at(subject)
            kinds = {self.memory.drafts[number].kind for number in who}
            many = subject.tag_ in ("NNS", "NNPS") and kinds != {"state"}  # "the United States said it"
            counted = bool(who) and subject.tag_ == "CD"
            plural = len(who) > 1 or many or counted or subject.lower_ in ("they", "we")
            if kinds and kinds <= SEVERAL and _says(head, token):
                return who
            if plural != (row.number == "many"):
                continue
            if who and (kinds <= set(row.kinds) or len(who) > 1):
                return who
            if (
                kinds == {"person"}
                or subject.tag_ in ("WP", "EX")
                or subject.lower_ in ("he", "she", "i", "you", "who")
            ):
                continue
            return ()
        return self._several_before(token) if row.number == "many" else ()

    def _several_before(self, token: Token) -> tuple[int, ...]:
        """Give the several who are meant where no subject can be: those named together, him with whom somebody deals and him,
        or the group that draws the eye most."""
        apart = token.dep_ not in syntax.SUBJECTS
        found = self._coordinated_before(token) if apart else self._dealing(token)
        return found or self._group_before(token)

    def _dealing(self, token: Token) -> tuple[int, ...]:
        """Give the two people of the verb to which a pronoun's own is joined ("He spoke with Roe, and [they] agreed")."""
        above = token.head.head if token.head.dep_ == "conj" else None
        if above is None:
            return ()
        partners = [*syntax.own_subjects(above), *syntax.obliques(above, "with")]
        found = unique_numbers(number for word in partners for number in self.memory.named_at(word))
        return found if len(found) == 2 and len(partners) == 2 else ()

    def _group_before(self, token: Token) -> tuple[int, ...]:
        """Give the group that draws the eye most in this sentence and the one before, the first of several."""
        now, barred = self.memory.sentence(token.i), self.memory.barred_from(token)
        best: tuple[float, tuple[int, ...]] = (0.0, ())
        for sighting in self.memory.before(token, 1):
            gain = sighting.drawing(now)
            if gain > best[0] and self._is_several(sighting) and barred.isdisjoint(sighting.who):
                best = gain, sighting.who
        return best[1]

    def _is_several(self, sighting: Sighting) -> bool:
        """Is this a group, or several who were meant by one word?"""
        drafts = [self.memory.drafts[number] for number in sighting.who]
        head = sighting.head
        plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in self.memory.tables.plurals
        return len(drafts) > 1 or (plural and drafts[0].kind in SEVERAL)

    def _answerable(self, token: Token, row: Reference) -> tuple[int, ...]:
        """Give whom a verb acts on for something of his own ("thanked Ghana for its help", "left Mali over its coup"), or the
        verb before that has the same subject ("cut ties with Mali and sued it")."""
        owner = token.dep_ == "nmod:poss" and row.number == "one"
        owned = owner and (syntax.prepositions(token.head) in GROUNDS or _unauthored(token.head.head))
        verb = token.head.head if owned else _sharing(_taking(token))
        if verb is None:
            return ()
        for sighting in reversed(self.memory.before(token, 0)):
            if _is_acted_on(sighting.head, verb, row.number):
                fits = {self.memory.drafts[number].kind for number in sighting.who} <= set(row.kinds)
                return sighting.who if fits else ()
        return ()

    def _coordinated_before(self, token: Token) -> tuple[int, ...]:
        """Give the last actors that were named together, "Armenia and Georgia", where no subject can be meant."""
        for sighting in reversed(self.memory.before(token, 1)):
            first = sighting.head
            if first.head.i != token.head.i and syntax.children(first, "conj"):
                who = self.memory.named_at(first)
                if len(who) > 1:
                    return who
        return ()

    def _subjects_before(self, token: Token, now: int) -> Iterator[Token]:
        """Give the subjects before a word: those of its own sentence backwards, then those of the one before from its start."""
        here = self.memory.doc[self.memory.sentence_starts[now] : token.i]
        yield from (word for word in reversed(here) if word.dep_ in syntax.SUBJECTS)
        if now:
            before = self.memory.doc[self.memory.sentence_starts[now - 1] : self.memory.sentence_starts[now]]
            yield from (word for word in before if word.dep_ in syntax.SUBJECTS)


def _taking(token: Token) -> Token | None:
    """Give the verb that has a pronoun as its object, or so many of those it means ("arrested [20 of them]")."""
    counted = token.head if token.dep_ == "nmod" and token.head.pos_ == "NUM" else token
    return counted.head if counted.dep_ in ("obj", "iobj") else None


def _sharing(verb: Token | None) -> Token | None:
    """Give the verb whose subject another, joined to it, shares."""
    return verb.head if verb is not None and verb.dep_ == "conj" and not syntax.own_subjects(verb) else None


def _is_acted_on(name: Token, verb: Token, number: str) -> bool:
    """Is a name, or where several are meant a plural, behind a verb its object, or with or against whom it acts
    ("cut [ties with] Mali")?"""
    above = name.head.head if name.dep_ == "nmod" else name.head
    if above.dep_ in ("xcomp", "advcl") and above.tag_ == "VB":  # "used force to disperse"
        above = above.head
    bearing = ("", "with", "against", "on") if _unauthored(verb) else ("", "with", "against")
    bound = name.dep_ in ("obj", "obl", "nmod") and syntax.prepositions(name) in bearing
    fits = name.pos_ == "PROPN" if number == "one" else name.tag_ in ("NNS", "NNPS")
    return bound and fits and above.i == verb.i < name.i


def _unauthored(verb: Token) -> bool:
    """Does a verb tell only whom something was done to ("the sanctions imposed on Iraq after [its] invasion")?"""
    return verb.pos_ == "VERB" and syntax.is_passive(verb) and not syntax.obliques(verb, "by")


def _tells_of_subject(clause: Token, token: Token) -> bool:
    """Does a clause only tell of the subject of a pronoun's own verb ("Germany, whose firms paid, voted against [them]")?"""
    relative = clause.dep_ in syntax.RELATIVES and token.dep_ not in syntax.SUBJECTS
    return relative and clause.head.dep_ in syntax.SUBJECTS and clause.head.head.i == syntax.clause_of(token).i


def _told_by(token: Token) -> set[int]:
    """Give the clauses that tell what the subject of a verb says, in which nobody is he ("Iran had struck, [it] said")."""
    return {clause.i for clause in syntax.children(token.head, "ccomp")} if token.dep_ in syntax.SUBJECTS else set()


def _says(verb: Token, token: Token) -> bool:
    """Does a word stand as the subject of what is said by the subject of this verb?"""
    return token.dep_ in syntax.SUBJECTS and token.head.dep_ == "ccomp" and token.head.head.i == verb.i


def _foreshadows(pronoun: Token, name: Token) -> bool:
    """Does a pronoun in a phrase before the subject mean the subject ("In his speech Putin said")?"""
    if name.dep_ not in syntax.SUBJECTS or name.i < pronoun.i:
        return False
    return any(above.i == name.head.i for above in syntax.ancestors(pronoun)) and pronoun.head.i != name.head.i


def _tells(subject: Token, token: Token) -> bool:
    """Is this the subject of a verb that tells the clause in which a pronoun stands ("Roe said [his] army would go")?"""
    told = (clause.head for clause in syntax.clauses_above(token) if clause.dep_ == "ccomp")
    return subject.dep_ in syntax.SUBJECTS and any(subject.head.i == verb.i for verb in told)


def _has_his_own(subject: Token, token: Token) -> bool:
    """Is this the subject of the clause in which a pronoun behind it owns somebody ("spoke with [his] counterpart")?"""
    acts = subject.dep_ in syntax.SUBJECTS and subject.head.i == syntax.clause_of(token).i
    return acts and token.tag_ == "PRP$" and token.head.dep_ not in syntax.SUBJECTS


def _is_aside(head: Token, token: Token) -> bool:
    """Does a name stand in a relative clause in which the pronoun does not?"""
    clause = syntax.clause_of(head)
    return clause.dep_ in syntax.RELATIVES and all(clause.i != above.i for above in syntax.clauses_above(token))
