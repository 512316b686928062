"""Who is meant without being named: roles, pronouns, "the country", "the two leaders", and first persons in quotations.

Precision comes first: a word that may well mean somebody else, or a thing that is no actor, is left with nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec

from chancery.extract import syntax
from chancery.extract.findings import COUNTERPART, Company, Draft
from chancery.extract.who.descriptions import Descriptions
from chancery.extract.who.epithets import Epithets
from chancery.extract.who.issuers import Issuers
from chancery.extract.who.labels import Labels
from chancery.extract.who.lands import Lands
from chancery.extract.who.members import Members
from chancery.extract.who.memory import PARALLEL, Memory, Sighting, goes_on
from chancery.extract.who.offices import Offices
from chancery.extract.who.pairs import Pairs
from chancery.extract.who.pronouns import acted_on_further, told_in_person
from chancery.extract.who.shorter import ShorterNames
from chancery.extract.who.things import Things
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import INTERNATIONAL, Reference
from chancery.lexicon.actors import ActorTables
from chancery.lexicon.names import lowered
from chancery.model import Actor, Article, Mention, Span, Statement
from chancery.tokens import Doc, Token

# How many sentences back a pronoun may reach.
PRONOUN_REACH = 5
SURE_GENDER, CATAPHOR, TOLD_OF = 10.0, 60.0, 300.0
# What is done to somebody for his own deed, and what opens a clause that tells of that.
FAULTING, REASONS = frozenset({"SANCTION", "COERCE", "ACCUSE"}), ("after", "because", "for")
# The class of nouns of what befalls him whom one arrests, the modes of that and of its end.
CAPTIVITY, TAKING, FREEING = "captivity", frozenset({"arrest", "abduct"}), "release"
# How much of its weight a mention inside a quotation keeps for a pronoun outside, and one in a relative clause.
QUOTED_SHARE, ASIDE_SHARE = 0.5, 0.5
# How much one in another paragraph keeps.
PARAGRAPH_SHARE = 0.5


def resolve(doc: Doc, article: Article, actors: tuple[Actor, ...], lexicon: Lexicon) -> tuple[Actor, ...]:
    """Give the actors with the references to them added; what may mean several stays with nobody."""
    memory = Memory(doc, article.text, lexicon.actors, [_draft(actor) for actor in actors])
    descriptions, shorter = Descriptions(memory), ShorterNames(memory)
    Labels(memory).join()
    Members(memory).join()
    Members(memory).liken()
    Offices(memory).tell()
    Offices(memory).join()
    Offices(memory).introduce()
    shorter.join()
    words = _words(article.text, lexicon.actors)
    _Words(memory, descriptions, Things(memory, lexicon.events)).resolve(words)
    Issuers(memory).resolve(article.headline_span, words)
    shorter.join()  # once more: the words have told more of some bodies
    Members(memory).serve()
    return memory.actors()


def resolve_first_persons(
    doc: Doc, article: Article, actors: tuple[Actor, ...], statements: tuple[Statement, ...], lexicon: Lexicon
) -> tuple[Actor, ...]:
    """Give the actors with "I", "we" and "our" inside quotations given to the speaker, and "we" to the speaker's side.

    "Our country" is the speaker's state, and may be the first to name it.
    """
    memory = Memory(doc, article.text, lexicon.actors, [_draft(actor) for actor in actors])
    drafts = {actor.id: draft for actor, draft in zip(actors, memory.drafts, strict=True)}
    states = {actor.country: drafts[actor.id] for actor in reversed(actors) if actor.kind == "state"}
    referring = _words(article.text, lexicon.actors)
    words = [(span, row) for span, row in referring if row.sort == "first"]
    lands = {span[0]: (span, row) for span, row in referring if row.sort in ("noun", "land") and "state" in row.kinds}
    starts = [span[0] for span, _ in words]
    for statement in statements:
        speakers = [drafts[ident] for ident in statement.speaker if ident in drafts]
        for start, end in statement.quotation_spans:
            for span, row in words[bisect_left(starts, start) : bisect_left(starts, end)]:
                side = [states[who.country] for who in speakers if who.sector == "GOV" and who.country in states]
                for who in [*speakers, *(side if row.number == "many" else [])]:
                    who.add(span, "pronoun", row.cause)
                _own(span, _home(speakers), memory.drafts)
                owner = doc.char_span(*span)
                if owner is not None and owner[0].tag_ == "PRP$" and owner[0].head.idx in lands:
                    _own_land(span, lands[owner[0].head.idx], _home(speakers), memory)
    # Statements name their speakers by id by now, so that every actor keeps his.
    known = tuple(
        msgspec.structs.replace(actor, mentions=_in_order(drafts[actor.id]), country=drafts[actor.id].country)
        for actor in actors
    )
    told = Company(dict(enumerate(memory.drafts[len(actors) :]))).actors()
    return (*known, *(msgspec.structs.replace(one, id=f"a{n}") for n, one in enumerate(told, len(actors) + 1)))


def _home(speakers: list[Draft]) -> str | None:
    """Give the one state that all speakers are of."""
    homes = {who.country for who in speakers}
    return next(iter(homes)) if len(homes) == 1 and not homes & INTERNATIONAL else None


def _own_land(owner: Span, land: tuple[Span, Reference], home: str | None, memory: Memory) -> None:
    """Let what a speaker calls his own country be his state ("They attacked [our country]")."""
    (_, end), row = land
    state = memory.state_of(home)
    if state is not None:
        memory.drafts[state].add((owner[0], end), "nominal", row.cause)


def _own(owner: Span, home: str | None, drafts: Iterable[Draft]) -> None:
    """Tell the country of those whom a speaker calls his own ("our troops")."""
    for draft in drafts:
        if draft.country is None and any(start == owner[0] and end > owner[1] for start, end in draft.mentions):
            draft.country = home


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
    things: Things

    def resolve(self, words: Iterable[tuple[Span, Reference | None]]) -> None:
        """Go through the pronouns and general nouns among these words, and the epithets, in text order."""
        epithets = Epithets(self.memory)
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
        token = found[-1] if row.sort in ("pair", "trio") else found[0]
        if row.sort == "pronoun":
            self._resolve_pronoun(token, span, row)
        elif row.sort == "relative":
            self._resolve_relative(token, span, row)
        elif row.sort in ("opposite", "half", "friend"):
            land = Lands(self.memory).resolve(token, row)
            if land is not None and token.dep_ == "nmod:poss":  # "the North's ministry"
                self.descriptions.own(token, (land,), token.left_edge.idx)
        elif row.sort in ("noun", "land"):
            self.descriptions.resolve_noun(token, row)
        elif row.sort in ("collective", "joint", "pair", "trio"):
            Pairs(self.memory).resolve(token, row)
        elif row.sort in ("former", "latter"):
            Pairs(self.memory).resolve_half(token, row)
        elif row.sort == "both":
            Pairs(self.memory).resolve_both(token, row)

    def _resolve_pronoun(self, token: Token, span: Span, row: Reference) -> None:
        if token.dep_ == "expl" or token.tag_ not in ("PRP", "PRP$"):
            return
        who = self._person_meant(token, row.gender) if row.kinds == ("person",) else self.things.meant(token, row)
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
        if not who and owns:  # "left France, the former power, [whose] envoy was expelled"
            noun = _told_before(clause)
            who = self.memory.named_at(noun.head if noun.dep_ == "appos" else noun)
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
        if _speaks_of_himself(head, token):
            gain += PARALLEL
        told = syntax.clause_of(token).dep_ == "ccomp"
        if (told or token.idx in self.memory.openings) and _has_his_own(head, token):
            gain += PARALLEL
        kinds = (
            _is_told_of,
            acted_on_further,
            told_in_person,
            _is_for_his_own,
            _is_spoken_for,
            _is_with_his_own,
            self._is_faulted,
            self._is_held,
        )
        if any(told(head, token) for told in kinds):
            gain += TOLD_OF
        if _is_aside(head, token):
            gain *= ASIDE_SHARE
        if "\n" in self.memory.source[head.idx : token.idx]:
            gain *= PARAGRAPH_SHARE
        outside = self.memory.quotation(token.idx) is None and self.memory.quotation(head.idx) is not None
        return gain * QUOTED_SHARE if outside else gain

    def _is_faulted(self, name: Token, token: Token) -> bool:
        """Is something done to somebody for what he did ("fired Roe after [he] refused")?"""
        clause, verb = syntax.clause_of(token), name.head
        because = clause.dep_ == "advcl" and clause.head.i == verb.i and syntax.prepositions(clause) in REASONS
        if not because or token.dep_ not in syntax.SUBJECTS or name.dep_ != "obj":
            return False
        return any(sense.row.event in FAULTING for sense in self.things.tables.senses_at(verb.lower_, "verb"))

    def _is_held(self, name: Token, token: Token) -> bool:
        """Was he taken of whose release a pronoun tells ("Police held Roe. … wanted [his] release", "[he] was freed")?"""
        owned = token.tag_ == "PRP$" and token.head.lemma_ in self.things.tables.classed(CAPTIVITY)
        freed = token.dep_ in ("obj", "nsubj:pass") and self._means(token.head, {FREEING})
        return (owned or freed) and name.dep_ in ("obj", "nsubj:pass") and self._means(name.head, TAKING)

    def _means(self, verb: Token, modes: Collection[str]) -> bool:
        """May a verb tell an act of one of these modes?"""
        return any(sense.row.mode in modes for sense in self.things.tables.senses_at(verb.lower_, "verb"))

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


def _told_before(clause: Token) -> Token:
    """Give the noun right before a clause."""
    before = clause.left_edge
    while before.i > clause.sent.start and (before is clause.left_edge or before.is_punct):
        before = syntax.before(before)
    return before


def _foreshadows(pronoun: Token, name: Token) -> bool:
    """Does a pronoun in a phrase before the subject mean the subject ("In his speech Putin said")?"""
    if name.dep_ not in syntax.SUBJECTS or name.i < pronoun.i:
        return False
    if pronoun.dep_ in ("obj", "iobj") and syntax.clause_of(pronoun).dep_ == "ccomp":
        return False  # "Guards beat [him], an officer said"
    return any(above.i == name.head.i for above in syntax.ancestors(pronoun)) and pronoun.head.i != name.head.i


def _tells(subject: Token, token: Token) -> bool:
    """Is this the subject of a verb that tells the clause in which a pronoun stands ("Roe said [his] army would go")?"""
    told = (clause.head for clause in syntax.clauses_above(token) if clause.dep_ == "ccomp")
    return subject.dep_ in syntax.SUBJECTS and any(subject.head.i == _finite(verb).i for verb in told)


def _finite(verb: Token) -> Token:
    """Give the verb whose subject a participle shares ("Roe [rejected] it, saying he would go"), else the verb."""
    shares = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not syntax.own_subjects(verb)
    return syntax.clause_of(verb.head) if shares else verb


def _speaks_of_himself(subject: Token, token: Token) -> bool:
    """Is this the subject of a verb that tells what a pronoun does ("Roe said [he] would go")?"""
    return (
        token.dep_ in syntax.SUBJECTS
        and _finite(syntax.clause_of(token).head).i == subject.head.i
        and _tells(subject, token)
    )


def _has_his_own(subject: Token, token: Token) -> bool:
    """Is this the subject of the clause in which a pronoun behind it owns somebody ("spoke with [his] counterpart")?"""
    acts = subject.dep_ in syntax.SUBJECTS and subject.head.i == syntax.clause_of(token).i
    return acts and token.tag_ == "PRP$" and token.head.dep_ not in syntax.SUBJECTS


def _is_told_of(name: Token, token: Token) -> bool:
    """Does a clause of which "who" is the subject tell of somebody what he does with his own ("Roe, who gave [his] word")?"""
    clause = syntax.clause_of(token)
    told = clause.dep_ in syntax.RELATIVES and clause.head.i == name.i and token.tag_ == "PRP$"
    return told and any(word.tag_ == "WP" for word in syntax.own_subjects(clause))


def _is_for_his_own(name: Token, token: Token) -> bool:
    """Is somebody thanked or blamed for what is his own ("thanked Roe for [his] help")?"""
    if token.tag_ != "PRP$" or name.dep_ not in ("obj", "nsubj:pass") or not name.i < token.i:
        return False
    chain = (word for word in syntax.ancestors(token) if word.head.i == name.head.i)
    return any(word.arc in ("obl", "advcl") and syntax.prepositions(word) == "for" for word in chain)


def _is_spoken_for(subject: Token, token: Token) -> bool:
    """Do his own people tell what somebody did ("Roe met Poe, [his] office said")?"""
    verb, deed = token.head.head, subject.head
    if token.tag_ != "PRP$" or token.head.dep_ != "nsubj" or subject.dep_ != "nsubj":
        return False
    return deed.head is verb if deed.dep_ == "ccomp" else verb.dep_ == "parataxis" and verb.head is deed


def _is_with_his_own(name: Token, token: Token) -> bool:
    """Is somebody told of together with his own people or things ("Roe and [his] wife")?"""
    return token.tag_ == "PRP$" and token.head.dep_ == "conj" and token.head.head is name


def _is_aside(head: Token, token: Token) -> bool:
    """Does a name stand in a relative clause in which the pronoun does not?"""
    clause = syntax.clause_of(head)
    return clause.dep_ in syntax.RELATIVES and all(clause.i != above.i for above in syntax.clauses_above(token))
