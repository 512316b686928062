"""Descriptions that mean somebody named: "his spokesman", "the group", "the country".

Ground for the references step.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from chancery.extract import syntax
from chancery.extract.findings import COUNTERPART, Draft
from chancery.extract.who.lands import Lands
from chancery.extract.who.memory import Memory, same_office, titles
from chancery.extract.who.shorter import ShorterNames, noun_of, seated
from chancery.lexicon.actor_rows import INTERNATIONAL, Reference
from chancery.model import Span
from chancery.tokens import Token

# How many sentences back a body's noun may reach where there are several, and where there is only one.
BODY_REACH, SOLE_REACH = 1, 12
# Nouns for states that mean no part of one.
WHOLE = frozenset({"country", "nation"})
# The sector of those who stand for their state.
GOVERNMENT = "GOV"
# What ends the cause of a mention that tells of people.
AGENT = "/agent"
# What tells where a body of no one state has its seat ("the Paris-based group"), and by whom one is helped; who bears arms.
SEATED, BACKED, FIGHTING = "-based ", ("-backed ", "-linked ", "-allied "), frozenset({"REB", "UAF", "PRM"})


def _ties(name: Token, noun: Token) -> bool:
    """Does a name inside a description only tell how another is tied to it ("the [al-Qaida]-linked group")?"""
    marks = (word for word in name.doc[name.i + 1 : noun.i] if word.text in ("-", "‑"))
    return any(syntax.following(mark).tag_ in ("VBN", "VBD", "JJ") for mark in marks)


@dataclass(frozen=True)
class Descriptions:
    """Gives descriptions to those whom the memory knows by name."""

    memory: Memory

    @cached_property
    def _lands(self) -> Lands:
        return Lands(self.memory)

    @cached_property
    def _shorter(self) -> ShorterNames:
        return ShorterNames(self.memory)

    # "his spokesman", "his Russian counterpart"

    def own(self, owner: Token, who: tuple[int, ...], start: int | None = None) -> None:
        """Tell whose spokesman, minister or counterpart somebody is, once "his", or "the group" from ``start`` on, is known."""
        start = owner.idx if start is None else start
        if start not in self.memory.openings:
            return
        if len(who) != 1:
            self._own_together(owner, who)
            return
        boss = self.memory.drafts[who[0]]
        for number, draft in enumerate(self.memory.drafts):
            owned = (span for span in draft.mentions if span[0] == start and span[1] > owner.idx + len(owner))
            span = next(owned, None)
            if span is None or number in who:
                continue
            if draft.role == COUNTERPART:
                found = self._counterpart(draft, who[0])
                if found is not None:
                    self.memory.move(span, number, (found,), "title")
                elif boss.kind == "organisation" and not draft.is_named:  # "the coast guard … its Chinese counterpart"
                    draft.kind, draft.sector = boss.kind, boss.sector
            else:
                bearer = self._only_bearer(draft, who[0])
                if bearer is not None:
                    self.memory.move(span, number, (bearer,), "title")
                    return
                if noun_of(draft.mentions[span]) in self.memory.tables.outsiders:
                    return
                draft.country = draft.country or boss.country
                civic = boss.kind == "organisation" and draft.role in self.memory.tables.heads
                rebels = boss.sector == "REB" and draft.sector in ("MIL", "UAF")  # "the group's commander"
                draft.sector = boss.sector if civic or rebels else draft.sector or boss.sector
                self.memory.share(owner.head, draft)
            return

    def _own_together(self, owner: Token, states: tuple[int, ...]) -> None:
        """Let the officials of several states stand for these ("summoned [their] ambassadors")."""
        drafts = self.memory.drafts
        if not states or any(drafts[number].kind != "state" for number in states):
            return
        for number, draft in enumerate(drafts):
            spans = [span for span in draft.mentions if span[0] == owner.idx and span[1] > owner.idx + len(owner)]
            cause = draft.mentions[spans[0]].because.partition(" ")[0] if spans else ""
            people = cause.endswith(AGENT)  # not "their embassies"
            if people and draft.sector == GOVERNMENT and draft.country is None and number not in states:
                self.memory.move(spans[0], number, states, "nominal")
                return

    def _only_bearer(self, draft: Draft, boss: int) -> int | None:
        """Give the only one named in the article who is what "his wife", "its trade minister" says, of no other country."""
        if draft.role is None or draft.is_named:
            return None
        home = self.memory.drafts[boss].country
        bearers = [
            number
            for number, other in enumerate(self.memory.drafts)
            if number != boss and other.is_named
            and (other.country == home or None in (other.country, home))
            and (other.role == draft.role or titles(other) & titles(draft))
        ]  # fmt: skip
        return bearers[0] if len(bearers) == 1 else None

    def _counterpart(self, draft: Draft, boss: int) -> int | None:
        fitting = [
            number
            for number, other in enumerate(self.memory.drafts)
            if number != boss and other.is_named and other.kind == "person" and draft.country in (other.country, None)
            and same_office(self.memory.office(number), self.memory.office(boss))
        ]  # fmt: skip
        return fitting[0] if len(fitting) == 1 and draft.country else None

    # "the country", "the group"

    def resolve_noun(self, token: Token, row: Reference) -> None:
        """Resolve "the country", "the Islamist group", "her party": whom an owner, a region or a name beside it tells,
        else the most salient fitting actor."""
        owners = [child for child in syntax.children(token, "nmod:poss") if child.tag_ == "PRP$"]
        if owners:
            self._owned(token, owners[0], row)
            return
        phrase = self._definite(token)
        if phrase is None:
            return
        apart = self._told_apart(token)
        if "state" in row.kinds and (row.sort == "land" or apart or self._lands.region(phrase)):
            self._place_land(token, phrase, row)
        elif not apart and not self._with_name(token, phrase, row):
            self._place_noun(token, phrase, row)

    def _is_another(self, number: int, token: Token, phrase: Span) -> bool:
        """Is a body that each state has one of ("the electoral [commission]") none that is not called by its noun?"""
        words = self.memory.source[slice(*phrase)].lower().split()
        common = len(words) > 2 and " ".join(words[1:]) in self.memory.tables.homes
        return common and token.lower_ not in self.memory.drafts[number].name.lower().split()

    def _place_noun(self, token: Token, phrase: Span, row: Reference) -> None:
        """Give a general noun to the most salient fitting actor of this sentence and the one before."""
        now, described = self.memory.sentence(token.i), self.memory.at(phrase)
        if row.kinds == ("state",) and (home := self._lands.of_teller(token)) is not None:
            self.memory.place(phrase, (home,), row.cause)
            return
        acting = {word.i for word in syntax.own_subjects(syntax.clause_of(token))}
        barred = self._lands.doers(token) if "state" in row.kinds else set[int]()
        scores: dict[int, float] = {}
        for sighting in self.memory.before(token, 1):
            tied = sighting.head.idx >= phrase[0] and _ties(sighting.head, token)
            if len(sighting.who) == 1 and sighting.head.i not in acting and not tied:
                number = sighting.who[0]
                if (
                    number != described
                    and number not in barred
                    and self._may_mean(number, row)
                    and self._agrees(described, number, row)
                ):
                    scores[number] = scores.get(number, 0.0) + sighting.drawing(now)
        best = (
            max(scores, key=lambda number: (scores[number], -number)) if scores else self._namesake(token, phrase, row)
        )
        if best is not None and not self._is_another(best, token, phrase):
            self.memory.place(phrase, (best,), row.cause)
            if token.dep_ == "nmod:poss":  # "the group's commander"
                self.own(token, (best,), phrase[0])
        elif "state" in row.kinds:
            self._place_land(token, phrase, row)

    def _place_land(self, token: Token, phrase: Span, row: Reference) -> None:
        """Give a noun for a state to the one that its region or the article tells."""
        land, region = self._lands.noun(token, phrase, row), self._lands.region(phrase)
        if land is not None:
            self.memory.place(phrase, (land,), f"{row.cause} + {region.cause}" if region else row.cause)

    def _told_apart(self, token: Token) -> bool:
        """Is another meant than the one just named ("the rival group")?"""
        return any(child.i < token.i and child.lower_ in self.memory.tables.apart for child in token.children)

    def _namesake(self, token: Token, phrase: Span, row: Reference) -> int | None:
        """Give the body before, however far, that is called after a bare noun ("the society", "the Royal Society"), or the
        only one that it may mean."""
        if syntax.before(token).idx != phrase[0]:
            return self._sole_of_sort(phrase, row)
        drafts = self.memory.drafts
        named = [n for n, draft in enumerate(drafts) if draft.is_named and draft.kind == "organisation"]
        called = self.memory.last_before(
            phrase, [n for n in named if self._shorter.is_called_after(drafts[n], token.lower_)]
        )
        sectors = {sector for sector in row.sectors if sector != "GOV" or row.word in self.memory.tables.leagues}
        told = (n for n in named if drafts[n].sector in sectors or row.word in drafts[n].name.lower().split())
        sole = [n for n in told if self._is_called(drafts[n], row) and min(drafts[n].mentions) < phrase]
        return called if called is not None or len(sole) != 1 else self.memory.last_before(phrase, sole, SOLE_REACH)

    def _sole_of_sort(self, phrase: Span, row: Reference) -> int | None:
        """Give the only body named so far of which a phrase tells the sort ("the [Islamist] group", "the [US-backed] group")."""
        drafts, described = self.memory.drafts, self.memory.at(phrase)
        sector = drafts[described].sector if described is not None else None
        tied = any(tie in self.memory.source[slice(*phrase)] for tie in BACKED)
        sectors = (sector,) if sector else row.sectors if tied else ()
        fits = [
            number
            for number, draft in enumerate(drafts)
            if number != described and draft.is_named and draft.sector in sectors and draft.kind == "organisation"
            and min(draft.mentions) < phrase and self._is_called(draft, row)
        ]  # fmt: skip
        sole = fits[:1] if len(fits) == 1 and self._agrees(described, fits[0], row) else []
        return self.memory.last_before(phrase, sole, SOLE_REACH)

    def _definite(self, token: Token) -> Span | None:
        """Give the place of "the country", "the armed group" where nothing else tells which one."""
        before = [child for child in token.children if child.i < token.i and child.dep_ != "case"]
        if not before or token.tag_ != "NN" or before[0].lower_ != "the" or token.dep_ == "compound":
            return None
        if any(child.dep_ not in ("det", "amod", "compound", "nmod:desc", "punct") for child in before):
            return None
        aside = [clause for clause in syntax.children(token, "acl:relcl", "acl") if syntax.is_set_off(clause)]
        telling = [beside for beside in syntax.children(token, "acl", "appos") if beside not in aside]
        if telling or syntax.obliques(token, "of", "with") or seated(token):
            return None
        return before[0].idx, token.idx + len(token)

    def _agrees(self, described: int | None, number: int, row: Reference) -> bool:
        """Does what a description says of itself ("the Lebanese group") fit an actor?"""
        if described is None:
            return True
        says, is_said = self.memory.drafts[described], self.memory.drafts[number]
        based = is_said.country in INTERNATIONAL and SEATED in says.name
        if says.country not in (None, is_said.country) and not based:
            return False
        sectors = {says.sector, is_said.sector}
        return is_said.kind == "person" or None in sectors or len(sectors) == 1 or sectors <= set(row.sectors)

    def _with_name(self, token: Token, phrase: Span, row: Reference) -> bool:
        """Give a general noun to the body whose name stands before it ("the Hamas movement"); False where none does."""
        before = syntax.before(token)
        if before.head is not token or before.dep_ not in ("compound", "nmod:desc"):
            return False
        seen = self.memory.seen_among({before.i})
        named = [number for number in seen if self._may_mean(number, row)]
        branch = self._branch(phrase, named)
        if branch is not None:
            self.memory.place(phrase, (branch,), row.cause)
        elif len(named) == 1 and self.memory.drafts[named[0]].kind == "organisation":
            self.memory.place(phrase, (named[0],), row.cause)
        return bool(seen)

    def _branch(self, phrase: Span, named: list[int]) -> int | None:
        """Give the body of a league of states that was spoken of just before ("the [U.N.] agency" after the WHO), if one was."""
        codes = {self.memory.drafts[number].country for number in named} & INTERNATIONAL
        others = [
            number
            for number, draft in enumerate(self.memory.drafts)
            if codes
            and draft.kind == "organisation"
            and draft.is_named
            and draft.country in codes
            and number not in named
        ]
        return self.memory.last_before(phrase, others, BODY_REACH)

    # "his country", "her party"

    def _owned(self, token: Token, owner: Token, row: Reference) -> None:
        """Give "his country" to his state, "her party" to the one party that her role or title names."""
        who = self.memory.named_at(owner)
        if len(who) != 1 or token.tag_ != "NN":
            return
        boss, phrase = self.memory.drafts[who[0]], (owner.idx, token.idx + len(token))
        if "state" in row.kinds:
            number = self.memory.state_of(boss.country) if boss.kind != "state" else None
            if number is not None:
                self.memory.place(phrase, (number,), row.cause)
            return
        told = " ".join([boss.role or "", *(self.memory.source[start:end] for start, end in boss.mentions)])
        named = [
            number
            for number, draft in enumerate(self.memory.drafts)
            if number not in who and draft.kind == "organisation" and draft.is_named and self._is_called(draft, row)
            and any(self.memory.source[slice(*span)] in told for span, one in draft.mentions.items() if one.how != "pronoun")
        ]  # fmt: skip
        if len(named) == 1:
            self.memory.place(phrase, (named[0],), row.cause)

    def _may_mean(self, number: int, row: Reference) -> bool:
        """May a general noun mean this actor: by its kind and gender, or by name and sector?"""
        draft = self.memory.drafts[number]
        if draft.kind == "person":
            return "person" in row.kinds and draft.is_named and self.memory.gender(number) in (row.gender, None)
        return self._is_called(draft, row)

    def _is_called(self, draft: Draft, row: Reference) -> bool:
        if draft.kind not in row.kinds:
            return False
        if draft.kind == "state":  # Texas is no country
            return row.word not in WHOLE or draft.identifier == (draft.country or "").lower()
        called = (
            " ".join([draft.name, *(self.memory.source[start:end] for start, end in draft.mentions)]).lower().split()
        )
        if row.word in called or not (draft.is_named or draft.name.istitle()):
            return row.word in called or draft.sector in FIGHTING & set(row.sectors)  # "a rebel faction … the group"
        if draft.sector == "GOV":
            return "GOV" in row.sectors and draft.country in INTERNATIONAL
        return bool(row.sectors) and (draft.sector is None or draft.sector in row.sectors)
