"""What the words around an act say of whether it happened: a walk from the act outwards that gathers cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from chancery.extract import clauses, syntax
from chancery.extract.done import arguments
from chancery.extract.done.frames import Frames
from chancery.extract.done.predicating import Predicating
from chancery.extract.done.weighing import Cue, as_told, but, left_open, of_one_conjunct, plain, standing, turned
from chancery.lexicon import Lexicon
from chancery.lexicon.status import StatusTables, Where
from chancery.model import Status
from chancery.tokens import Doc, Token

COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "csubj", "csubj:pass", "advcl", "obj", "nsubj:pass"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
ARGUMENTS = SUBJECTS | {"obj", "iobj", "obl"}
COUNTERFACTUAL = frozenset({"would", "could", "'d", "’d"})
MEANT: tuple[Status, ...] = ("future", "considered")
FAR = 8
# The classes of what one goes for, as what one pays for lies behind; and of that at which one does what is still to come.
AIMS, GROUNDS = frozenset({"@talks", "@visit", "@jointexercise", "@vote"}), ("@grounds",)
# The classes of verbs that bring a happening about, and of having or wanting something done.
CAUSING, CAUSATIVE = "@causing", "causative"
# The class of nouns of what somebody may choose.
CHOICE = "choice"


@dataclass(frozen=True)
class Modality:
    """Asks a parse for the cues that bear on a word."""

    frames: Frames
    cues: StatusTables
    _around: dict[int, list[Cue]] = field(default_factory=dict, init=False)

    @cached_property
    def _said(self) -> Predicating:
        return Predicating(self.frames, self.cues)

    @classmethod
    def of(cls, doc: Doc, lexicon: Lexicon) -> Modality:
        """Give the modality of a document."""
        return cls(Frames(doc, lexicon.events), lexicon.status)

    @property
    def _completing(self) -> frozenset[str]:
        return self.frames.tables.classed(clauses.COMPLEMENT)

    def around(self, trigger: Token) -> list[Cue]:
        """Give the cues from the innermost outwards; a "not" beside a governor turns what the governor says."""
        if trigger.i not in self._around:
            self._around[trigger.i] = self._found_around(trigger)
        return self._around[trigger.i]

    def _found_around(self, trigger: Token) -> list[Cue]:
        if syntax.prepositions(trigger) == "at" and self.frames.match(trigger, GROUNDS) is not None:
            return []  # "will meet at the [request] of Chad"
        found, governing = list[Cue](), list[Cue]()
        here = trigger
        below: Token | None = None
        setting = told = listed = False  # "the release of pilots and [a truce]": of what a list is, its last is
        for _ in range(FAR):
            beside = standing(self._beside(here), self.frames.leaves_open(here))
            beside = [cue for cue in beside if not (below and of_one_conjunct(cue, below))]
            beside = [cue for cue in beside if not (listed and cue.row.where == "modifier")]
            beside = but(beside, *MEANT) if told else beside
            found += turned(governing, but(beside, "negated") if setting else beside)
            below = here if here.dep_ == "conj" else None
            head = self._above(here)
            step = self._step(here, head) if head.i != here.i and not clauses.goes_on_above(here) else None
            listed = listed or (here.dep_ == "conj" and here is trigger and self.frames.sense_at(head) is None)
            step = [] if step is None and listed and here.arc == "nmod" and arguments.is_noun(head) else step
            setting = setting or arguments.is_setting(here) or (here.dep_ == "acl" and clauses.counted(head))
            step = but(step, "negated") if setting and step else step
            if step is None or any(cue.row.where == "guard" for cue in step):
                return found + (step or self._if_told(here, head))
            governing = but(step, *MEANT) if told or (here.dep_ == "acl" and here.tag_ == "VBD") else step
            told, here = told or (here.dep_ == "ccomp" and clauses.done(here)), head
        return found + governing

    def _if_told(self, here: Token, head: Token) -> list[Cue]:
        """Give the condition on which something is told ("if Oslo says that …")."""
        return [cue for cue in self._marked(head) if cue.conditional and here.dep_ == "ccomp" and head.arc == "advcl"]

    def unreal(self, word: Token) -> bool:
        """Is a word in a clause of purpose or condition?"""
        return any(cue.row.where == "marker" and cue.status for cue in self.around(word))

    def governs(self, word: Token) -> bool:
        """Does a word say of what it governs that it is only meant or asked for?"""
        rows = (self.cues.cue("governor", form, arguments.is_noun(word)) for form in clauses.forms(word))
        return any(row and row.status in ("future", "considered") for row in rows)

    def _beside(self, here: Token) -> Iterator[Cue]:
        """Give the cues that stand at a word itself."""
        if here.pos_ in ("VERB", "AUX") or here.dep_ in syntax.CLAUSES or here.dep_ == "ROOT":
            for word in syntax.auxiliaries(here):
                yield from self._cue("auxiliary", word)
            yield from self._row("form", clauses.form_of_wish(here), here)
            yield from self._conditions(here)
            yield from self._to_be(here)
            yield from self._drafted(here)
            said = self._said
            yield from (*said.scheduled(here), *said.of_whoever(here), *said.given_up(here), *said.conditional(here))
        yield from self._marked(here)
        yield from (*self._said.heralded(here), *self._said.void(here), *self._said.turned_down(here))
        if arguments.is_noun(here):
            yield from self._of_relative(here)
        for child in self.frames.unspent(here):
            if child.dep_ in ("advmod", "cc:preconj", "cc"):
                yield from self._adverbs(child)
            elif child.dep_ in ("amod", "det", "nummod") and child.i < here.i:
                yield from self._cue("modifier", child)
            elif child.arc in ARGUMENTS and not arguments.is_noun(here):
                yield from self._argument(child)

    def _drafted(self, here: Token) -> Iterator[Cue]:
        """Give the draft that tells in the present what it would do ("the bill bans")."""
        if here.tag_ in ("VBZ", "VBP"):
            for subject in syntax.subjects(here):
                yield from self._row("doer", subject.lower_, subject)

    def _of_relative(self, noun: Token) -> Iterator[Cue]:
        """Give what a relative clause says of a happening ("a meeting that was to take place", "which never happened")."""
        for clause in syntax.children(noun, "acl:relcl"):
            if any(word.dep_.startswith("nsubj") and word.tag_ == "WDT" for word in clause.children):
                yield from self._to_be(clause)
                yield from self._told_of(noun, clause) or ()

    def _marked(self, here: Token) -> Iterator[Cue]:
        """Give what the marker or preposition before a clause or noun says of it."""
        marker = syntax.prepositions(here) or clauses.fixed(here) or clauses.awaiting(here)
        if not marker or (marker == "than" and here.tag_ != "VB"):
            return
        base = here.arc
        if here.tag_ == "VBG":
            yield from self._row("deed", marker, here)
        forms = (*clauses.led_in(here, marker), marker) if base in ("obl", "nmod", "advcl", "acl", "conj") else ()
        row = next(filter(None, (self.cues.cue("preposition", form) for form in forms)), None)
        asked = here.dep_ in syntax.CLAUSES and clauses.asks(marker)
        if row is None and (base in ("advcl", "obl") or asked):
            row = self.cues.cue("marker", clauses.asking(marker) if asked else marker)
        if row is None and marker == "that" and base == "advcl":
            before = here.doc.span(max(here.left_edge.i - 3, 0), here.left_edge.i).text.lower()
            row = self.cues.cue("marker", f"{before} that")
        if row is None and clauses.limits(here):
            row = self.cues.cue("limit", marker)
        if row is None and syntax.children(here, "cop"):
            row = self.cues.cue("preposition", f"be {marker}")
        if row and not (marker == "to" and (base != "advcl" or here.tag_ == "VBG" or self._has_means(here))):
            yield plain(row, here)

    def _adverbs(self, word: Token) -> Iterator[Cue]:
        """Give the cue an adverb is, or that one before it is; "not only" says nothing."""
        after = syntax.following(word).lower_ if word.i + 1 < len(word.doc) else ""
        if self.cues.cue("adverb", f"not {after}") and word.lower_ != "never":
            return
        yield from self._cue("adverb", word)
        if after != "," or word.i > word.head.i:
            for part in syntax.children(word, "advmod"):
                yield from self._cue("adverb", part, only="negated")

    def _argument(self, noun: Token) -> Iterator[Cue]:
        """Give the "no" of a subject or object ("no soldier", "nobody", "at no point"), and a setting that is not real."""
        prep = syntax.prepositions(noun)
        if noun.dep_.startswith("obl"):
            yield from self._row("setting", f"{prep} {noun.lower_}", noun)
        if prep in ("with", "without") or noun.pos_ == "VERB" or clauses.contrasted(noun) or self._only_way(noun):
            return
        for child in syntax.children(noun, "advmod"):
            if noun.i < child.i < noun.head.i:
                yield from self._cue("adverb", child)
        for child in syntax.children(noun, "cc:preconj"):
            yield from self._cue("adverb", child)
        for number in syntax.children(noun, "nummod"):
            for word in syntax.children(number, "advmod"):
                yield from self._cue("modifier", word, only="negated") if word.lower_ == "not" else ()
        own = () if noun.lower_ == "no" else (noun,)  # "said no"
        before = (child for child in noun.children if child.i < noun.i and child.dep_ in ("det", "advmod"))
        for word in (*own, *before):
            more = word.i + 1 < len(word.doc) and syntax.following(word).tag_ in ("JJR", "RBR")
            if word.dep_ != "advmod" or word.lower_ == "not":
                yield from () if more else self._cue("modifier", word, only="negated")

    def _only_way(self, noun: Token) -> bool:
        """Is this what is left to somebody but one deed ("had no [choice] but to leave")?"""
        after = syntax.following(noun).lower_ if noun.i + 1 < len(noun.doc) else ""
        return after == "but" and noun.lower_ in self.frames.tables.classed(CHOICE)

    def _conditions(self, here: Token) -> Iterator[Cue]:
        """Give the condition that a "would" hangs on, and what stands in the place of "if" ("had they attacked")."""
        modal = syntax.modal(here)
        if modal is not None and modal.lower_ in COUNTERFACTUAL:
            if any(word.lower_ in ("have", "'ve", "’ve") for word in syntax.auxiliaries(here)):
                yield from self._row("auxiliary", "would have", here)
            for clause in syntax.children(here, "advcl"):
                row = self.cues.cue("marker", syntax.prepositions(clause))
                if (row and row.status == "hypothetical") or clauses.inverted(clause):
                    yield from self._row("marker", "if", clause)
        if clauses.inverted(here) and (here.dep_ == "advcl" or all(word.text != "?" for word in here.sent)):
            yield from self._row("marker", "if", here)
        if here.dep_ == "conj" and syntax.own_subjects(here):
            yield from (cue for cue in self._marked(syntax.first_conjunct(here)) if cue.conditional)

    def _to_be(self, here: Token) -> Iterator[Cue]:
        """Give what "is to" or "has no choice but to" says of a deed, or the noun of plans that it unfolds ("the aim is to")."""
        if not syntax.is_infinitive(here):
            return
        if syntax.prepositions(here) == "but to" and here.head.tag_ in ("VBZ", "VBP"):
            yield from self._row("auxiliary", "but to", here)
        for subject in syntax.own_subjects(here):
            row = self.cues.cue("governor", subject.lower_, noun=True) if arguments.is_noun(subject) else None
            if row and row.status:
                yield plain(row, subject)
                return
        helping = syntax.children(here, "cop", "aux")
        done = " have" if any(word.lower_ == "have" for word in helping) else ""
        for copula in helping:
            yield from self._row("auxiliary", f"{copula.lower_} to{done}", copula)
        if clauses.headline(here):
            yield from self._row("auxiliary", "is to", here)

    def _above(self, here: Token) -> Token:
        """Give what a word hangs on; of what somebody wants done ("wants them [freed]") the verb that says so."""
        head = arguments.governor_of(here)
        whole = head.dep_ != "obj" or bool(syntax.children(here, "aux", "mark", *SUBJECTS))
        done = here.dep_ == "acl" and here.tag_ == "VBN" and not (whole or syntax.is_set_off(here))
        return head.head if done and head.head.lemma_ in self.frames.tables.classed(CAUSATIVE) else head

    def _step(self, here: Token, head: Token) -> list[Cue] | None:
        """Give the cues of a governor, [] where the walk goes on without one, None where it ends."""
        if self._has_means(here):
            return []
        if (arguments.is_noun(here) and self.frames.by_none(head)) or self._said.performs(here, head):
            return None  # "no group claimed the [attack]"
        if here.dep_ == "conj":
            return [] if not syntax.own_subjects(here) else None
        if here.dep_ in ("compound", "amod") or (here.dep_ == "nmod" and self.frames.is_part(head)):
            return list(self._governor(here, head)) if here.dep_ != "amod" else []
        if clauses.shares(here):
            return list(self._governor(here, head)) if here.tag_ == "VBG" else []
        if here.dep_ in SUBJECTS and (told := self._told_of(here, head)) is not None:
            return told
        if (
            (here.dep_ in COMPLEMENTS and clauses.completes(here, head, self._completing))
            or (here.dep_ == "acl:relcl" and clauses.told(here))
            or (here.dep_ == "advcl" and self.cues.cue("governor", f"{head.lower_} {syntax.prepositions(here)}"))
        ):
            return self._complemented(here, head)
        return self._hung(here, head) if here.arc in ("obl", "nmod") and not self.frames.requited(here, head) else None

    def _hung(self, here: Token, head: Token) -> list[Cue] | None:
        """Give what governs a happening by a preposition ("spoke of an attack")."""
        prep = syntax.prepositions(here)
        beside = clauses.word_before(here, head)
        if (
            here.arc == "obl"
            and beside.dep_ == "obj"
            and self.cues.cue("governor", f"{beside.lower_} {prep}", noun=True)
        ):
            return [
                *self._governor(here, beside),
                *self._governor(beside, head),
            ]  # "denied [a role in it]", hung on the verb
        if prep in self._completing or self.cues.cue("governor", f"{head.lower_} {prep}"):
            cues = list(self._governor(here, head))
            if not cues and here.arc == "nmod" and head.dep_ == "obj" and prep in ("from", "against"):
                cues = list(self._governor(here, head.head))
            if not cues and beside.head.i == head.i and here.arc == "obl" and beside.dep_ == "obj":
                cues = list(self._governor(here, beside))  # "published [a proposal for talks]", hung on the verb
            cues = cues or self._said.held(here, head) or self._said.missed(here, head)
            return cues or ([] if self._goes_with(here, head) or self._causes(head, prep) else None)
        return [] if here.arc == "obl" and (self._goes_with(here, head) or self._causes(head, prep)) else None

    def _complemented(self, here: Token, head: Token) -> list[Cue] | None:
        if here.dep_ == "acl" and here.tag_ == "VBN" and not syntax.children(here, "aux", "mark", *SUBJECTS):
            # none of "plans opposed by Oslo"
            return list(self._governor(here, head)) if head.pos_ in ("VERB", "AUX") else None
        governing = self._governor(here, head)
        cues = [cue for one in governing if (cue := as_told(one, here) if here.dep_ == "ccomp" else one)]
        if not cues and here.dep_ in ("ccomp", "acl", "xcomp"):
            cues = self._said.held(here, head) if here.dep_ == "xcomp" else self._said.of_content(head)
        if not cues and here.tag_ == "VBG":
            cues = list(self._talked_of(here, head))
        if cues:
            return cues
        if here.dep_ in ("obj", "nsubj:pass"):
            if said := self._said.of_object(here, head) or self._said.held(here, head):
                return said
            carried = self.frames.operator_at(head, ("light", "announce")) or self._causes(head, "")
            return [] if carried else None
        judged = here.dep_ == "csubj" or (here.dep_ == "acl" and bool(syntax.children(head, "expl")))
        if judged and here.tag_ == "VB":  # but "was not too late for Iran to stop"
            told = "for" not in syntax.prepositions(here) or self.frames.tables.is_any([head.lower_], "@bad")
            return None if clauses.past(head) and told else self._purpose(here)
        asked = here.dep_ == "xcomp" and (self.frames.has_own_object(head) or self._asked(here, head))
        if asked or (here.dep_ == "acl" and here.tag_ == "VB"):
            return self._purpose(here)
        # "the process of [leaving]"
        return [] if here.dep_ == "xcomp" or (here.tag_ == "VBG" and here.head is not head) else None

    def _asked(self, deed: Token, head: Token) -> bool:
        """Is an infinitive what somebody is asked to do ("urged them to [bring about] a truce")?"""
        return deed.tag_ == "VB" and self.frames.operator_at(head, ("request",)) is not None

    def _talked_of(self, deed: Token, head: Token) -> Iterator[Cue]:
        """Give what is said of a deed in -ing by who only talks or thinks of it ("voiced doubts over lending")."""
        marker = syntax.prepositions(deed)
        things = [word for word in syntax.children(head, "obj", "nsubj:pass") if word.i < deed.i] if marker else []
        for word in (*things, head):
            for form in (f"{word.lower_} {marker}", *clauses.forms(word)):
                noun = arguments.is_noun(word)
                row = self.cues.cue("deed", form, noun) or (self.cues.cue("governor", form, noun) if noun else None)
                if row:
                    yield plain(row, word)
                    return

    def _told_of(self, here: Token, head: Token) -> list[Cue] | None:
        """Give what a clause says of the happening that is its subject, or the condition that it is told under."""
        said = self._said.of_subject(here, head)
        if said is None and clauses.indefinite(here):
            return [cue for cue in self._beside_conditions(head) if cue.conditional] or None
        return said

    def _beside_conditions(self, head: Token) -> Iterator[Cue]:
        yield from self._marked(head)
        if clauses.inverted(head):
            yield from self._row("marker", "if", head)

    def _goes_with(self, here: Token, head: Token) -> bool:
        """Does an event noun share what its verb says ("will travel for talks", "may meet at a summit")?"""
        if self.frames.goes_ahead(here):
            return True
        prep = syntax.prepositions(here)
        if head.pos_ not in ("VERB", "AUX") or not here.dep_.startswith("obl"):
            return False
        tables = self.frames.tables
        aims = (tables.classes_of.get(lemma, frozenset()) for lemma in tables.noun_forms.get(here.lower_, ()))
        return prep in ("at", "in") or (prep == "for" and any(not AIMS.isdisjoint(names) for names in aims))

    def _causes(self, head: Token, prep: str) -> bool:
        """Does a verb bring a happening about, so that what is said of it holds for both ("may spark", "could lead to")?"""
        lemma = f"{head.lemma_.lower()} {prep}".strip()
        return head.pos_ == "VERB" and CAUSING in self.frames.tables.classes_of.get(lemma, ())

    def _purpose(self, clause: Token) -> list[Cue] | None:
        """Give the cue of an infinitive on a noun: what somebody means ("ships to attack"), unless he did it ("the first to")."""
        if clauses.headline(clause):
            return None
        if clauses.counted(clause.head):
            return [] if clauses.may_be_first(clause.head) else None
        marks = [word.lower_ for word in syntax.children(clause, "mark")]
        row = self.cues.cue("marker", "to" if "to" in marks else syntax.prepositions(clause))
        return [plain(row, clause)] if row else None

    def _has_means(self, deed: Token) -> bool:
        """Does an infinitive tell what a thing was used for, and so what was done ("guns they used to kill")?"""
        if deed.tag_ != "VB" or deed.arc not in ("advcl", "acl", "xcomp"):
            return False
        user = deed.head.head if deed.dep_ == "acl" and deed.head.dep_ in ("obj", "nsubj:pass") else deed.head
        things = [user.head] if user.dep_ == "acl" else syntax.children(user, "obj", "nsubj:pass")
        told = user.dep_ == "acl:relcl" or any(thing.i < deed.i for thing in things)
        return self.cues.cue("means", user.lower_) is not None and told

    def _governor(self, here: Token, head: Token) -> Iterator[Cue]:
        means = here.arc == "advcl" and syntax.prepositions(here) == "by"
        if means or clauses.called(here, head) or (here.dep_ == "xcomp" and self.frames.leaves_open(here)):
            return  # "sought peace [by promising] to leave"
        told = here.dep_ in ("xcomp", "ccomp") and syntax.is_passive(head)
        if told and (row := self.cues.cue("passive", head.lower_)):
            yield plain(row, head)
            return
        averted = syntax.prepositions(here) in ("from", "against")
        degrees = [word.lower_ for word in syntax.children(head, "advmod")] if syntax.prepositions(here) == "to" else []
        of = [f"{head.lower_} of"] if syntax.prepositions(here) == "of" else []
        for form in (*of, *degrees, *clauses.forms(head)):
            row = (self.cues.cue("guard", form) if averted else None) or self._said.governor(here, head, form)
            if row and not (row.status == "denied" and self._said.rejected(here, head)):
                beside = (self.cues.cue("claiming", word.lower_) for word in syntax.children(head, "advmod"))
                belied = next((cue for cue in beside if cue and row.status == "alleged"), None)
                cue = plain(belied or row, head)
                yield left_open(cue) if self.frames.leaves_open(head) else cue
                return

    def _cue(self, where: Where, word: Token, only: Status | None = None) -> Iterator[Cue]:
        before = syntax.before(word).lower_ if word.i else ""
        spelled = before == "-" and word.i > 1
        whole = word.doc.span(word.i - 2, word.i + 1).text.lower() if spelled else f"{before} {word.lower_}"
        row = self.cues.cue(where, word.lower_) or self.cues.cue(where, whole)
        if row and only in (None, row.status) and not (row.status == "negated" and syntax.is_in_title(word)):
            yield plain(row, word)

    def _row(self, where: Where, form: str, token: Token) -> Iterator[Cue]:
        if row := self.cues.cue(where, form):
            yield plain(row, token)
