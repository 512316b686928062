"""What a clause says of a happening that is its subject or object: that it never was, that it is likely, that a plan holds it.

Ground for ``modality``, which gathers the cues.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chancery.extract import clauses, syntax
from chancery.extract.done import arguments
from chancery.extract.done.frames import Frames
from chancery.extract.done.weighing import Cue, plain
from chancery.lexicon.status import CueRow, StatusTables
from chancery.tokens import Token

# The class of verbs by which a plan or deal tells what is in it, and that of deals.
HOLDING, DEAL = "@holding", "@deal"
# That of verbs of failing, and what is held though it fails.
FAILING, TALKS = "@failing", "@talks"
# The classes of verbs of wishing, and of what one does by saying it.
WISHING, PERFORMED = "@wishing", "@performed"
# Those of what is announced before it is held.
AHEAD = (TALKS, "@visit", "@protest", "@strike", "@exercise", "@jointexercise")
# The class of papers.
PAPER = ("@paper",)
# What somebody does by more than words.
MATERIAL = frozenset({"AID", "COOPERATE", "RETREAT", "MOBILIZE", "ASSAULT", "COERCE", "SANCTION", "PROTEST"})
# What is no less said for being turned down.
OFFERED = ("offer", "promise", "request", "threaten")


@dataclass(frozen=True)
class Predicating:
    """Asks what is said of a happening by the clause that it stands in."""

    frames: Frames
    cues: StatusTables

    def rejected(self, plan: Token, verb: Token) -> bool:
        """Is this an offer, or somebody else's plan, rejected but not denied ("rejected Mali's [decision] to leave")?"""
        owners = syntax.possessors(plan) if arguments.is_noun(plan) else []
        offered = arguments.is_noun(plan) and self.frames.operator_at(plan, OFFERED) is not None
        told = offered or any(one.pos_ == "PROPN" for one in owners)
        return told and self.frames.operator_at(verb, ("reject",)) is not None

    def governor(self, here: Token, head: Token, form: str) -> CueRow | None:
        """Give the row of what governs a happening; to "resolve" a fight is no resolve to fight."""
        row = self.cues.cue("governor", form, arguments.is_noun(head))
        return None if row and row.pos == "noun" and head.pos_ == "VERB" and here.arc == "obj" else row

    def performs(self, deed: Token, wish: Token) -> bool:
        """Does somebody do by his words what he says that he wants to ("I want to [thank] Chad", "we wish to [thank] it")?"""
        own = deed.dep_ == "xcomp" and arguments.of_oneself(wish)
        wished = own and wish.tag_ in ("VBP", "VB") and not syntax.negation(wish)
        return wished and self.frames.in_verbs(wish, WISHING) and self.frames.in_verbs(deed, PERFORMED)

    def of_subject(self, here: Token, head: Token) -> list[Cue] | None:
        """Give what a clause says of its subject ("never took place", "is unlikely"), None where that is nothing."""
        for word in self._predicates(head):
            for form in clauses.forms(word):
                row = self.cues.cue("subject", form)
                if row and row.pos == "word" and word.tag_ == "VBD" and syntax.objects(word):
                    continue  # "the strike set fire to a depot" is not set to happen
                if row and (self._was_held(here, word) or self._fell_short(word)):
                    continue
                if row is None and word.pos_ in ("ADJ", "NOUN", "ADV"):
                    row = self.cues.cue("governor", form, noun=arguments.is_noun(word))
                if row:
                    return [plain(row, word)]
        modal = syntax.modal(head)
        if modal is not None and modal.tag_ == "MD" and self._in_mind(here, head, modal):
            row = self.cues.cue("subject", modal.lower_)
            return [plain(row, modal)] if row else None
        return None

    def scheduled(self, here: Token) -> Iterator[Cue]:
        """Give the time to come of what is told in the present ("visits Mali [next week]", "is meeting them [tomorrow]")."""
        after = [child for child in here.children if child.i > here.i and child.arc in ("obl", "advmod")]
        for word in after if clauses.present(here) else ():
            whole = f"{syntax.before(word).lower_} {word.lower_}"
            row = self.cues.cue("time", word.lower_) or self.cues.cue("time", whole)
            if row and (not whole.startswith("on ") or self._arranged(here)):
                yield plain(row, word)

    def heralded(self, here: Token) -> Iterator[Cue]:
        """Give the word that tells of what is still to be held ("announced [a march]", "[announced] talks with Mali")."""
        verb = here.head if here.arc in ("obj", "nsubj:pass") else here
        held = here if verb is not here else next(iter(syntax.children(here, "obj", "nsubj:pass")), None)
        for form in clauses.forms(verb) if verb.pos_ == "VERB" else ():
            row = self.cues.cue("herald", form)
            if row and held is not None and self.frames.match(held, AHEAD) is not None:
                yield plain(row, verb)
                return

    def _arranged(self, verb: Token) -> bool:
        """Is this a visit, arranged beforehand, and no news told in the present ("strikes Kyiv on Monday")?"""
        own = self.frames.sense_at(verb)
        return own is not None and own.mode == "visit"

    def _was_held(self, here: Token, word: Token) -> bool:
        """Were talks held all the same, or words said, though they failed ("the [appeal] to free them failed")?"""
        failing = self.frames.with_particle(word, FAILING)
        return failing and (self.frames.match(here, (TALKS,)) is not None or self.frames.operator_at(here) is not None)

    def _fell_short(self, verb: Token) -> bool:
        """Was a thing done that failed to bring about another ("the call [failed] to produce a truce")?"""
        failing = FAILING in self.frames.tables.classes_of.get(verb.lemma_, ())
        missed = [deed for deed in syntax.children(verb, "xcomp") if arguments.is_infinitive(deed)] if failing else []
        return bool(missed) and not any(
            self.cues.cue("subject", form) for deed in missed for form in clauses.forms(deed)
        )

    def _predicates(self, head: Token) -> Iterator[Token]:
        links = "@linking" in self.frames.tables.classes_of.get(head.lemma_, ())
        yield from clauses.predicates(head, links)
        # "might have [to be carried out]"
        yield from (clause for clause in syntax.children(head, "xcomp") if arguments.is_infinitive(clause))
        yield from (clause for clause in syntax.children(head, "xcomp") if syntax.children(clause, "aux:pass"))

    def _in_mind(self, here: Token, head: Token, modal: Token) -> bool:
        """Does a clause judge what somebody only thinks of ("an attack might", "the expulsion would be a mistake")?"""
        judged = here.pos_ == "NOUN" and modal.lower_ == "would" and bool(syntax.children(head, "cop"))
        return judged or clauses.indefinite(here)

    def of_object(self, here: Token, head: Token) -> list[Cue]:
        """Give what a verb calls its object, where that says it never was ("called the attack [a hoax]").

        What one would do to a happening that is none in particular says the same ("[would] see an attack as a crime").
        """
        said = [word for word in syntax.children(head, "xcomp") if here.i < word.i and self.frames.names(head)]
        rows = [
            (row, word) for word in said for form in clauses.forms(word) if (row := self.cues.cue("governor", form))
        ]
        denied = [plain(row, word) for row, word in rows if row.status == "denied"][:1]
        modal = syntax.modal(head)
        only_thought = (
            modal is not None and clauses.indefinite(here) and not self.frames.operator_at(head, ("light", "announce"))
        )
        row = self.cues.cue("subject", modal.lower_) if modal is not None and only_thought else None
        return denied or ([plain(row, modal)] if row and modal else [])

    def void(self, here: Token) -> Iterator[Cue]:
        """Give the nothing that is there to tell of a happening ("had [nothing] to suggest that", "[little] indicates")."""
        to = here.left_edge if here.tag_ == "VB" and here.left_edge.i > here.sent.start else None
        for word in [syntax.before(to)] if to is not None and to.lower_ == "to" else syntax.own_subjects(here):
            none = any(child.lower_ == "no" for child in syntax.children(word, "det"))
            row = self.cues.cue("void", f"no {word.lower_}" if none else word.lower_)
            if row:
                yield plain(row, word)

    def given_up(self, deed: Token) -> Iterator[Cue]:
        """Give what those did instead who were to do a thing ("was due to meet her but [cancelled]")."""
        if not syntax.is_infinitive(deed):
            return
        meant = (deed, deed.head) if deed.dep_ == "xcomp" else (deed,)
        for later in (one for clause in meant for one in syntax.children(clause, "conj")):
            if later.tag_ in syntax.PAST and any(word.lower_ == "but" for word in syntax.children(later, "cc")):
                rows = (self.cues.cue("instead", form) for form in clauses.forms(later))
                yield from (plain(row, later) for row in [next(filter(None, rows), None)] if row)

    def turned_down(self, here: Token) -> Iterator[Cue]:
        """Give the verb by which a paper was turned down that says a thing ("[vetoed] a resolution condemning Chad")."""
        paper = here.head
        asked = here.dep_ == "acl" and here.tag_ == "VBG" and paper.dep_ in ("obj", "nsubj:pass")
        for form in clauses.forms(paper.head) if asked and self.frames.match(paper, PAPER) is not None else ():
            if row := self.cues.cue("paper", form):
                yield plain(row, paper.head)

    def of_whoever(self, here: Token) -> Iterator[Cue]:
        """Give the word that tells of nobody in particular what he does ("[any] state that attacks", "[every] officer who")."""
        for word in syntax.children(here.head, "det") if here.dep_ == "acl:relcl" and clauses.present(here) else ():
            if row := self.cues.cue("whoever", word.lower_):
                yield plain(row, word)

    def conditional(self, here: Token) -> Iterator[Cue]:
        """Give the condition on which somebody does a thing, told in the present ("[if] Mali attacks, Chad sends troops").

        A threat or warning told so is made all the same.
        """
        told = [one for one in syntax.children(here, "advcl") if clauses.present(one)] if clauses.present(here) else []
        act = self.frames.sense_at(here) if told else None
        for clause in told if act is not None and act.event in MATERIAL else ():
            row = self.cues.cue("marker", syntax.prepositions(clause))
            if row and row.status == "hypothetical" and clause.left_edge.lower_ != "even":
                yield plain(row, clause)

    def of_content(self, head: Token) -> list[Cue]:
        """Give the noun whose content stands apart ("fears grew that"), or what is said of it ("[unconfirmed] reports")."""
        nouns = [noun for noun in syntax.own_subjects(head) if self.cues.cue("governor", noun.lower_, noun=True)]
        if self.cues.cue("subject", head.lower_):
            return [plain(row, head) for n in nouns if (row := self.cues.cue("governor", n.lower_, noun=True))]
        said = [(self.cues.cue("modifier", word.lower_), word) for n in nouns for word in syntax.children(n, "amod")]
        return [plain(row, word) for row, word in said if row and row.status == "alleged"]

    def missed(self, here: Token, head: Token) -> list[Cue]:
        """Give the talks that failed over a happening, which was only their matter ("[talks] collapsed over the release")."""
        failed = self.frames.with_particle(head, FAILING) and syntax.prepositions(here) == "over"
        talks = [word for word in syntax.subjects(head) if self.frames.match(word, (TALKS,))] if failed else []
        row = self.cues.cue("governor", "talk", noun=True)
        return [plain(row, word) for word in talks[:1] if row]

    def held(self, here: Token, head: Token) -> list[Cue]:
        """Give the plan or deal that holds a happening ("the plan includes [the release]", "a pact lets Mali [send] troops")."""
        if HOLDING not in self.frames.tables.classes_of.get(head.lemma_, ()) or here.i < head.i:
            return []
        for holder in syntax.subjects(head):
            row = self.cues.cue("doer", holder.lower_) or self.cues.cue("governor", holder.lower_, noun=True)
            if row and row.status in ("considered", "future"):
                return [plain(row, holder)]
            if self.frames.match(holder, (DEAL,)) is not None and (row := self.cues.cue("doer", "proposal")):
                return [plain(row, holder)]
        return []
