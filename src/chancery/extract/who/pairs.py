"""Which two are meant, or which three: "the two leaders", "both countries", "the pair", "the Arab states", "the rivals".

Ground for the references step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from chancery.extract import stretches, syntax
from chancery.extract.who.lands import Lands
from chancery.extract.who.memory import Memory, Sighting, unique_numbers
from chancery.extract.who.phrases import DASHES
from chancery.lexicon.actor_rows import INTERNATIONAL, Reference, Region
from chancery.model import Span
from chancery.tokens import Token

# How many sentences back they may stand.
PAIR_REACH = 8
# How many sentences back those may stand who are named together.
JOINED_REACH = 2
# How many sentences back a group may stand that is told to be so many.
GROUP_REACH = 2
# Whom "the former" and "the latter" may mean, people first.
HALVES = (("person",), ("state", "organisation", "group"))
# Whom "both" may mean that stands alone.
NAMED = (("person",), ("state", "organisation"))
# The sector of those who fight their state.
REBELS = "REB"
# As what a word tells of another which one is meant.
NOT_ALONE = ("amod", "compound", "nmod:desc", "advmod")


@dataclass(frozen=True)
class Pairs:
    """Gives nouns for two or more to those whom the memory knows."""

    memory: Memory

    @cached_property
    def _lands(self) -> Lands:
        return Lands(self.memory)

    def resolve(self, token: Token, row: Reference) -> None:
        """Resolve "the two leaders", "both countries", "the pair": the last so many that fit, where there are just so many."""
        phrase = self._phrase_around(token)
        words = self.memory.source[slice(*phrase)].lower().split()
        if token.tag_ not in ("NNS", "NNPS") and row.count is None:
            return
        counts = self.memory.tables.counts
        count = row.count or next((counts[word] for word in words if word in counts), None)
        if words[0] not in self.memory.tables.definite:
            return
        more = len(words) > 2 or token.dep_ == "nummod"  # "the two countries"
        if row.count and (words[0] != "the" or more or syntax.obliques(token, "of", "from")):
            return
        if count is None and not self._is_plain(token, words):
            return
        who = self._of_region(token, phrase, row, count) if count or "state" in row.kinds else None
        if who is None:
            who = self._so_many(token, row, count) if count else self._opposed(token, row)
        region = self._lands.region(phrase) if "state" in row.kinds else None
        if who and self._agree(phrase, who):
            self.memory.place(phrase, who, f"{row.cause} + {region.cause}" if region else row.cause)

    def resolve_half(self, token: Token, row: Reference) -> None:
        """Resolve "the former" and "the latter": the first and the last of the two who were just named."""
        article = syntax.before(token)
        if article.lower_ != "the" or token.dep_ in NOT_ALONE or syntax.obliques(token, "of"):
            return
        pairs = (pair for kinds in HALVES if (pair := self._just_named(token, kinds)))
        two = next(pairs, ())
        if two:
            who = two[0] if row.sort == "former" else two[1]
            self.memory.place((article.idx, token.idx + len(token)), (who,), row.cause)

    def resolve_both(self, token: Token, row: Reference) -> None:
        """Resolve "both" and "each" that stand alone, and "each side", and do something: the two who were just named."""
        sided = token.dep_ == "det" and f"{token.head.lower_}s" in self.memory.tables.collectives
        noun = token.head if sided else token
        alone = noun.dep_ in syntax.SUBJECTS and token.pos_ in ("PRON", "DET") and not syntax.obliques(noun, "of")
        if not alone or syntax.before(token).text in DASHES:  # "figures of the party - they know it - [both] said"
            return
        kinds = reversed(NAMED) if sided else NAMED
        pairs = (pair for kind in kinds if (pair := self._just_named(token, kind)))
        if two := next(pairs, ()):
            self.memory.place((token.idx, noun.idx + len(noun)), two, row.cause)

    def _just_named(self, token: Token, kinds: tuple[str, ...]) -> tuple[int, ...]:
        """Give the two of some kinds who were named last, the first of them first."""
        two = self._together(token, kinds, set(), 2) or self._near(token, kinds, set(), 2, JOINED_REACH)
        sightings = enumerate(self.memory.before(token, PAIR_REACH))
        last = {n: place for place, one in sightings for n in one.who if self.memory.names(n, one.head)}
        return tuple(sorted(two, key=lambda number: last.get(number, -1)))

    def _agree(self, phrase: Span, who: tuple[int, ...]) -> bool:
        """Are all of the country that a phrase tells ("the two Chechen officials"), and no two states parts of one?"""
        states = [self.memory.drafts[number] for number in who if self.memory.drafts[number].kind == "state"]
        if len({one.country for one in states}) < len(states):
            return False
        described = self.memory.at(phrase)
        told = self.memory.drafts[described].country if described is not None else None
        return (
            told is None or told in INTERNATIONAL or all(self.memory.drafts[number].country == told for number in who)
        )

    def _is_plain(self, token: Token, words: list[str]) -> bool:
        """Is this "the rivals", "the leaders", with nothing behind that tells which?"""
        told = syntax.children(token, "acl", "acl:relcl", "appos", "nmod:poss", "nummod")
        return words[0] == "the" and not told and not syntax.obliques(token, "of", "from", "in", "at")

    def _so_many(self, token: Token, row: Reference, count: int) -> tuple[int, ...]:
        group = self._group_of(token, count) if {"person", "group"} & set(row.kinds) else ()
        return self._named_beside(token, count) or group or self._last(token, row, count)

    def _group_of(self, token: Token, count: int) -> tuple[int, ...]:
        """Give the group just mentioned that is told to be so many ("[two Chinese nationals]")."""
        for sighting in reversed(self.memory.before(token, GROUP_REACH)):
            for number in sighting.who:
                draft = self.memory.drafts[number]
                told = [self.memory.source[start:end].lower().split()[0] for start, end in draft.mentions]
                told += [number.lower_ for number in syntax.children(sighting.head, "nummod")]  # "two [Syrians]"
                if draft.kind == "group" and any(self.memory.tables.counts.get(word) == count for word in told):
                    return (number,)
        return ()

    def _opposed(self, token: Token, row: Reference) -> tuple[int, ...]:
        """Give the two states, or leaders, of whom all the article tells, to a noun that does not count them."""
        if not row.opposed:  # "the two ministers … the ministers"
            again = (s.who for s in reversed(self.memory.seen_before(token.i)) if s.head.lower_ == token.lower_)
            return next((who for who in again if len(who) == 2), ())
        if "state" in row.kinds:
            pair = self._the_two(token)
            stead = self._in_their_stead(token, row, pair) if pair else ()
            return stead or pair or self._together(token, row.kinds, self._barred(token), 2)
        barred, holders = self._barred(token), self._holders(token)
        told = tuple(sorted(holders)) if len(holders) == 2 and not holders & barred else ()
        return self._together(token, row.kinds, barred, 2) or told

    def _of_region(self, token: Token, phrase: Span, row: Reference, count: int | None) -> tuple[int, ...] | None:
        """Give the states of a region that a phrase tells ("the two Arab states"); None where it tells no region."""
        region = self._lands.region(phrase) if "state" in row.kinds and (count or row.opposed) else None
        if region is None:
            return None
        if len(region.countries) == count:
            return self._states(region.countries)
        codes = self._lands.told_in(token, region, phrase[0])
        if len(codes) > (count or 2):
            return self._named_in(token, region, count or 2) or None
        return self._states(codes) if len(codes) == (count or 2) else ()

    def _named_in(self, token: Token, region: Region, count: int) -> tuple[int, ...]:
        """Give so many states of a region that were last named together."""
        for sighting in reversed(self.memory.before(token, PAIR_REACH)):
            codes = {self.memory.drafts[number].country or "" for number in self._joined(sighting)}
            if len(codes) == count and codes <= set(region.countries):
                return self._states(codes)
        return ()

    def _phrase_around(self, token: Token) -> Span:
        """Give the place of the mention that holds a noun, or of what stands before the noun in its phrase."""
        held = [span for draft in self.memory.drafts for span in draft.mentions if span[0] <= token.idx < span[1]]
        start, article = stretches.noun_phrase(token)[0], syntax.before(token)
        whole = min(start, article.idx) if article.tag_ == "DT" else start
        return min(held, default=(whole, token.idx + len(token)), key=lambda span: span[1] - span[0])

    def _named_beside(self, token: Token, count: int) -> tuple[int, ...]:
        """Give those whom an apposition names: "the two leaders, Emmanuel Macron and Olaf Scholz"."""
        named = unique_numbers(n for name in syntax.children(token, "appos") for n in self.memory.named_at(name))
        return named if len(named) == count else ()

    def _barred(self, token: Token) -> set[int]:
        """Give who is none of them: the others in the clause."""
        acting = self._acting(token, token.head) | self._acting(token, syntax.clause_of(token))
        acting |= self.memory.seen_among({noun.i for noun in syntax.obliques(token, "of")})
        before = [clause for clause in syntax.children(token.head, "ccomp") if clause.i < token.i]
        told = {part.i for clause in before for who in syntax.own_subjects(clause) for part in syntax.conjuncts(who)}
        named = self.memory.seen_among(told) if len(told) > 1 else set()  # "Chad and Mali will sign, [the two] said"
        return (self.memory.barred_from(token) - named) | acting | self._states_behind(token, acting)

    def _states_behind(self, token: Token, acting: set[int]) -> set[int]:
        """Give the states of the people and bodies who act on a noun ("the Chinese minister urged [both countries] to stop")."""
        told = [self.memory.drafts[number] for number in acting]
        voices = [one for one in told if one.kind == "person" or (one.kind, one.sector) == ("organisation", "GOV")]
        codes = {one.country for one in voices if one.country} if token.dep_ not in syntax.SUBJECTS else set[str]()
        return {n for n, draft in enumerate(self.memory.drafts) if draft.kind == "state" and draft.country in codes}

    def _acting(self, token: Token, verb: Token) -> set[int]:
        """Give who else a verb has as its subjects."""
        acting = [part for word in syntax.subjects(verb) for part in syntax.conjuncts(syntax.first_conjunct(word))]
        return self.memory.seen_among({word.i for word in acting if word.i != token.i})

    def _tellers(self, token: Token) -> set[int]:
        """Give who tells the clause of a word."""
        clause = syntax.clause_of(token)
        return self._acting(token, clause.head) if clause.dep_ == "ccomp" else set()

    def _last(self, token: Token, row: Reference, count: int) -> tuple[int, ...]:
        barred = self._barred(token)
        if row.kinds == ("state",) and not row.opposed:
            return self._states_near(token, barred, count)
        if count == 2 and "state" in row.kinds and row.opposed:
            dealt = self._facing(token, barred)
            if dealt:
                return dealt
            if (pair := self._the_two(token)) and barred.isdisjoint(pair):
                return self._in_their_stead(token, row, pair) or pair
        mixed = tuple(kind for kind in row.kinds if kind != "person")
        guests = tuple(kind for kind in row.kinds if kind in ("person", "state"))  # "Fiji met Ruto; the pair agreed"
        every = dict.fromkeys((*((kind,) for kind in row.kinds), mixed, guests))
        told = ((kinds, found) for kinds in every if (found := self._of_kinds(token, kinds, barred, count)))
        if not row.opposed:
            return next((found for _, found in told), ()) or self._states_instead(token, row, barred, count)
        pairs = [found for kinds, found in told if len(kinds) == 1 or not self._are_one(found)]
        if pairs:
            last = max(pairs, key=lambda found: self._since(token, found))
            return self._in_their_stead(token, row, last) or last
        return (self._risen(token, barred) if count == 2 else ()) or self._states_instead(token, row, barred, count)

    def _since(self, token: Token, who: tuple[int, ...]) -> int:
        """Give the sentence before a word since which all of some were mentioned."""
        last = {number: sighting.sentence for sighting in self.memory.seen_before(token.i) for number in sighting.who}
        return min(last.get(number, -1) for number in who)

    def _are_one(self, who: tuple[int, ...]) -> bool:
        """Are these a state and one who acts for it, who are no two sides?"""
        drafts = [self.memory.drafts[number] for number in who]
        return len({one.country for one in drafts}) == 1 and {one.kind for one in drafts} == {"state", "person"}

    def _risen(self, token: Token, barred: set[int]) -> tuple[int, ...]:
        """Give the one state and the one group of rebels just spoken of ("Mali freed ten men, the rebels six; both sides")."""
        near = [s for s in self.memory.before(token, JOINED_REACH) if not self._is_ground(s)]
        seen = unique_numbers(number for s in near for number in s.who if number not in barred)
        drafts = self.memory.drafts
        states = [number for number in seen if drafts[number].kind == "state"]
        rebels = [number for number in seen if drafts[number].kind == "group" and drafts[number].sector == REBELS]
        return (*states, *rebels) if len(states) == len(rebels) == 1 else ()

    def _facing(self, token: Token, barred: set[int]) -> tuple[int, ...]:
        """Give the two bodies just named together, or those whom such a word meant before ("the army and Hamas … both sides")."""
        found = self._together(token, ("organisation",), barred, 2)
        if found:
            return found
        for sighting in reversed(self.memory.seen_before(token.i)):
            several = len(sighting.who) == 2 and sighting.head.tag_ == "NNS" and barred.isdisjoint(sighting.who)
            if several and all(self.memory.drafts[number].kind == "organisation" for number in sighting.who):
                return sighting.who
        return ()

    def _states_instead(self, token: Token, row: Reference, barred: set[int], count: int) -> tuple[int, ...]:
        """Give the states meant by those who act for them, of whom nobody is named."""
        leads = self._office(token) or token.lemma_ in self.memory.tables.leading
        if row.kinds == ("person",) and leads:
            return self._states_near(token, barred, count)
        return self._states_of(self._near(token, ("person",), barred, count)) if row.kinds == ("state",) else ()

    def _in_their_stead(self, token: Token, row: Reference, pair: tuple[int, ...]) -> tuple[int, ...]:
        """Give a state and a body that are named together, where those are of the two countries ("Israel and Hamas")."""
        drafts = self.memory.drafts
        for sighting in reversed(self.memory.before(token, PAIR_REACH)):
            who = self._joined(sighting)
            kinds = {drafts[number].kind for number in who}
            if len(who) == len(kinds) == 2 and kinds <= set(row.kinds):
                return who if {drafts[n].country for n in who} == {drafts[n].country for n in pair} else ()
        return ()

    def _states_near(self, token: Token, barred: set[int], count: int) -> tuple[int, ...]:
        """Give so many states: those named together, those whom the article is about, the last ones, or those of people."""
        two = self._the_two(token) if count == 2 else ()
        pair = two if self._is_told_by(token, two) else self._together(token, ("state",), barred, count) or two
        pair = () if barred.intersection(pair) else pair
        return (
            pair
            or (self._of_teller(token) if count == 2 else ())
            or self._near(token, ("state",), barred, count)
            or self._states_of(self._near(token, ("person",), barred, count))
        )

    def _is_told_by(self, token: Token, two: tuple[int, ...]) -> bool:
        """Is a word told by somebody of one of two states ("Lee refused Chad's offer, saying it was between [the two]")?"""
        told = (clause.head for clause in syntax.ancestors(token) if clause.dep_ == "ccomp")
        heads = {word.i for verb in told for word in syntax.agents(verb)}
        homes = {self.memory.drafts[number].country for number in self.memory.seen_among(heads)}
        return bool(homes & {self.memory.drafts[number].country for number in two} - {None})

    def _of_teller(self, token: Token) -> tuple[int, ...]:
        """Give the state of who speaks of "the two countries", and the one of which alone the article tells else."""
        told = (clause for clause in syntax.ancestors(token) if clause.dep_ == "ccomp")
        heads = {word.i for clause in told for word in syntax.own_subjects(clause.head)}
        codes = {code for number in self.memory.seen_among(heads) if (code := self.memory.drafts[number].country)}
        main = self._lands.main(token)
        return self._states((main, *codes)) if main and len(codes) == 1 and main not in codes else ()

    def _of_kinds(self, token: Token, kinds: tuple[str, ...], barred: set[int], count: int) -> tuple[int, ...]:
        """Give so many of some kinds, of people rather those who do not tell of themselves."""
        if kinds != ("person",):
            return self._together(token, kinds, barred, count) or self._near(token, kinds, barred, count)
        barred = barred | self._of_another_office(token)
        strict = barred | self._tellers(token)
        found = self._together(token, kinds, strict, count) or self._near(token, kinds, strict, count)
        return found or self._near(token, kinds, barred, count)

    def _together(self, token: Token, kinds: tuple[str, ...], barred: set[int], count: int) -> tuple[int, ...]:
        """Give so many of some kinds who were named together in this sentence or just before ("Kenya and Uganda")."""
        for sighting in reversed(self.memory.before(token, JOINED_REACH)):
            who = self._joined(sighting)
            if len(who) == count and all(n not in barred and self._leads(n, kinds) for n in who):
                return who
        return ()

    def _joined(self, sighting: Sighting) -> tuple[int, ...]:
        """Give all who are named together with somebody, or by the same words."""
        here = unique_numbers(n for one in self.memory.seen_at(sighting.head.i) for n in one.who)
        if len(here) > 1:
            return here
        return self.memory.named_at(sighting.head) if syntax.children(sighting.head, "conj") else here

    def _near(
        self, token: Token, kinds: tuple[str, ...], barred: set[int], count: int, most: int = PAIR_REACH
    ) -> tuple[int, ...]:
        """Give the only so many actors of some kinds in the fewest sentences before a word that hold as many."""
        for reach in range(most):
            near = [sighting for sighting in self.memory.before(token, reach) if not self._is_ground(sighting)]
            found = unique_numbers(n for s in near for n in s.who if n not in barred and self._leads(n, kinds))
            if len(found) >= count:
                return found if len(found) == count else ()
        return ()

    def _is_ground(self, sighting: Sighting) -> bool:
        """Is this a part of a state, named only as the place of something ("rebels in [the Oromia region]")?"""
        drafts = [self.memory.drafts[number] for number in sighting.who]
        parts = [one for one in drafts if one.kind == "state" and one.identifier != (one.country or "").lower()]
        place = sighting.head.head if sighting.head.dep_ == "compound" else sighting.head
        return len(parts) == len(drafts) and syntax.prepositions(place) == "in"

    def _the_two(self, token: Token) -> tuple[int, ...]:
        """Give the two states of whom the article speaks far more than of any third, up to a word."""
        return self._states(self._lands.pair(token))

    def _of_another_office(self, token: Token) -> set[int]:
        """Give the people whom no "presidents" or "leaders" means: who hold another office, where two hold that one, or a
        noun tells one of a state in full ("the two [foreign] ministers")."""
        people = {number for number, draft in enumerate(self.memory.drafts) if draft.kind == "person"}
        meant, told = self._holders(token), self._office(token)
        others = people - meant if len(meant) > 1 else set[int]()
        unlike = (n for n in people if told and (office := self.memory.office(n)) and not office.endswith(told))
        return others.union(unlike)

    def _office(self, token: Token) -> str | None:
        """Give the office of a state that a noun tells in full ("the two [foreign ministers]", "the [presidents]"), if any."""
        noun = token.lemma_.lower()
        before = [child.lower_ for child in syntax.children(token, "amod", "compound") if child.i < token.i]
        told = " ".join((*before, noun))
        if before and told in self.memory.tables.public_offices:
            return told
        return noun if noun in self.memory.tables.rulers else None

    def _holders(self, token: Token) -> set[int]:
        """Give the people who hold the office that a plural tells."""
        people = [number for number, draft in enumerate(self.memory.drafts) if draft.kind == "person"]
        roles = {number: self.memory.office(number) or "" for number in people}
        noun = token.lower_.removesuffix("s")
        heads = self.memory.tables.heads if noun == "leader" else frozenset[str]()
        return {n for n, role in roles.items() if role in heads or role.rpartition(" ")[2] == noun}

    def _leads(self, number: int, kinds: tuple[str, ...]) -> bool:
        """Is this an actor of some kinds, and if a person, one who is known and does not speak or work for another?"""
        draft = self.memory.drafts[number]
        known = draft.kind != "person" or draft.country is not None or draft.is_named
        return (
            known and draft.kind in kinds and (draft.role or "").rpartition(" ")[2] not in self.memory.tables.servants
        )

    def _states_of(self, people: tuple[int, ...]) -> tuple[int, ...]:
        """Give the states that some people stand for, as actors of their own where nobody named them."""
        codes = [self.memory.drafts[number].country for number in people]
        if len(set(codes)) != len(people) or any((code or "") not in self.memory.tables.by_code for code in codes):
            return ()
        return self._states(code for code in codes if code)

    def _states(self, codes: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted(number for code in codes if (number := self.memory.state_of(code)) is not None))
