"""Which state, body or group "it", "its" and "they" mean: the nearest fitting subject, or whom a verb acts on.

Ground for the references step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.who import pronouns
from chancery.extract.who.memory import Memory, Sighting, goes_on, unique_numbers
from chancery.lexicon.actor_rows import Reference
from chancery.lexicon.events import EventTables
from chancery.tokens import Token

# Behind these stands what somebody is thanked, praised, blamed or punished for.
GROUNDS = frozenset({"for", "over", "due to", "because of"})
# Of these one may say "they" as well as "it": "the union said they would strike".
SEVERAL = frozenset({"organisation", "group"})
# The classes of those sent abroad, what their hosts do to them, what is done for somebody's sake, and words for whoever it is.
ENVOY, HOSTING, BACKING, ANYBODY = "diplomat", "hosting", "siding", "indefinite"
# Those of verbs that tell what somebody says; what verbs do that ask for a thing.
UTTERING, SAYING, ASKING = "uttering", "saying", "request"
# The classes of what one does to others or gives them, and by what it reaches them.
REACHING, TO_OTHERS = ("@sanction", "@aid"), frozenset({"on", "against", "to"})
# Who bears no arms, and what he tells of others.
UNARMED, VIOLENCE = frozenset({"SOC", "JRN", "MED", "EDU", "JUD"}), "ASSAULT"
# Who charges and jails others, and what is done to these.
LAW, CHARGES = frozenset({"JUD", "COP"}), frozenset({"ACCUSE", "COERCE", "SANCTION"})
# The class of verbs of warning and promising, and what opens the condition on which somebody does what he says.
BINDING, CONDITIONS = "binding", ("if", "unless")


@dataclass(frozen=True)
class Things:
    """Gives the pronouns that mean no single person to those whom the memory knows."""

    memory: Memory
    tables: EventTables

    def meant(self, token: Token, row: Reference) -> tuple[int, ...]:
        """Give the state, body or group that the nearest fitting subject names; a thing that is no actor stops the search."""
        now = self.memory.sentence(token.i)
        if pronouns.is_outstanding(token) or (row.number == "many" and self._means_matters(token, now)):
            return ()
        answerable = self._answerable(token, row) or self._telling(token, row) or self._warned(token, row)
        answerable = answerable or self._charged(token, now)
        if answerable:
            return answerable
        taking = pronouns.taking(token)
        takers = {token.head.i, *(verb.i for verb in (taking, pronouns.sharing(taking)) if verb)}
        told = pronouns.told_by(token)
        spoken_of = pronouns.spoken_of(token)
        for subject in self._subjects_before(token, now):
            head = subject.head
            if (
                head.i in told
                or pronouns.tells_of_subject(head, token)
                or pronouns.within(subject, spoken_of)
                or pronouns.is_part(token, subject)
                or self._tells_of_violence(subject, token)
                or self._charges(subject, token)
                or self._strikes(subject, token)
            ):
                continue
            if head.i in takers and token.tag_ == "PRP":
                continue
            who = self.memory.named_at(syntax.antecedent(subject))
            kinds = {self.memory.drafts[number].kind for number in who}
            many = subject.tag_ in ("NNS", "NNPS") and kinds != {"state"}  # "the United States said it"
            counted = bool(who) and subject.tag_ == "CD"
            plural = len(who) > 1 or many or counted or subject.lower_ in ("they", "we")
            if kinds and kinds <= SEVERAL and (pronouns.says(head, token) or self._go_on(subject, token, row)):
                return who
            if plural != (row.number == "many"):
                continue
            if who and (kinds <= set(row.kinds) or len(who) > 1):
                return who
            if (
                kinds == {"person"}
                or subject.tag_ in ("WP", "EX")
                or subject.lower_ in ("he", "she", "i", "you", "who")
                or (not who and (pronouns.apart(head, token) or subject.lower_ in self.tables.classed(ANYBODY)))
            ):
                continue
            return self._whose(subject, token, row)
        return self._several_before(token) if row.number == "many" else self._behind(token, told, row)

    def _taking(self, token: Token) -> Token | None:
        """Give the verb that takes a pronoun, or that demands what it is to do ("demanded that [it] stop")."""
        verb = token.head.head
        lemmas = self.tables.verb_forms.get(verb.lower_, ()) if pronouns.is_demanded(token) else ()
        rows = (one.row for lemma in lemmas for one in self.tables.operators_by_lemma.get((lemma, "verb"), ()))
        return verb if any(row.kind == ASKING for row in rows) else pronouns.taking(token)

    def _tells_of_violence(self, teller: Token, token: Token) -> bool:
        """Does somebody without arms tell of violence, which is not his own ("Rights groups say [they] executed ten men")?"""
        deed = token.head
        if not pronouns.says(teller.head, token) or syntax.is_passive(deed) or syntax.modal(deed) is not None:
            return False
        sectors = {self.memory.drafts[number].sector for number in self.memory.named_at(teller)}
        rows = (sense.row for sense in self.tables.senses_at(deed.lower_, "verb"))
        violent = any(row.event == VIOLENCE and not (row.object or row.prep or row.after) for row in rows)
        return violent and bool(sectors) and sectors <= UNARMED

    def _strikes(self, subject: Token, token: Token) -> bool:
        """Does somebody kill or arrest people whose owner a pronoun means ("Hamas said Israel had killed [its] commander")?"""
        return pronouns.strikes(subject, token, self.tables) and bool(self.memory.seen_at(token.head.i))

    def _charged(self, token: Token, now: int) -> tuple[int, ...]:
        """Give whom those who arrest and charge others did it to before ("Police arrested [two men]. [They] were charged")."""
        accusers = (subject for subject in self._subjects_before(token, now) if self._charges(subject, token))
        suffered = (noun for subject in accusers for noun in syntax.objects(subject.head))
        return next((who for noun in suffered if (who := self.memory.named_at(noun))), ())

    def _charges(self, subject: Token, token: Token) -> bool:
        """Is this who charges others, not he who is charged ("Prosecutors said two had fled. [They] are accused of theft")?"""
        charged = token.dep_ == "nsubj:pass" and any(
            sense.row.event in CHARGES for sense in self.tables.senses_at(token.head.lower_, "verb")
        )
        sectors = {self.memory.drafts[number].sector for number in self.memory.named_at(subject)}
        return charged and bool(sectors) and sectors <= LAW

    def _whose(self, subject: Token, token: Token, row: Reference) -> tuple[int, ...]:
        """Give whose a thing is that can say nothing itself ("The army's advance goes on. [It] said"); else whom the same thing
        befell before ("boats drove the fishermen away and seized [their] catch"), if anybody."""
        clause, owned = syntax.clause_of(token), row.number == "many" and token.tag_ == "PRP$"
        befell = syntax.objects(syntax.first_conjunct(clause)) if owned else []
        nouns = [noun for noun in befell if noun.tag_ in ("NNS", "NNPS") and noun.head is not clause]
        if row.number != "many" and token.dep_ == "nsubj" and self._utters(token.head):
            nouns = syntax.children(subject, "nmod:poss")
        who = self.memory.named_at(nouns[0]) if len(nouns) == 1 else ()
        return who if {self.memory.drafts[number].kind for number in who} <= set(row.kinds) else ()

    def _behind(self, token: Token, told: set[int], row: Reference) -> tuple[int, ...]:
        """Give whom a word means that nobody before it does: who is told only behind it."""
        opening = not self.memory.sentence(token.i)
        return self._to_come(token, row) or (self._planner(told, row) if opening else ())

    def _to_come(self, token: Token, row: Reference) -> tuple[int, ...]:
        """Give the subject behind a clause that stands before it, where none was told yet ("After [it] left, Chad came back")."""
        clause = syntax.clause_of(token)
        before = clause.dep_ == "advcl" and clause.head.i > clause.i and token.dep_ in syntax.SUBJECTS
        subjects = syntax.own_subjects(clause.head) if before else []
        who = self.memory.named_at(subjects[0]) if subjects and subjects[0].i > clause.i else ()
        return who if who and {self.memory.drafts[number].kind for number in who} <= set(row.kinds) else ()

    def _planner(self, told: set[int], row: Reference) -> tuple[int, ...]:
        """Give who is to act, to one who tells it where nobody was named before ("[Mali] will sue Chad, it said")."""
        plans = [deed for i in told if (deed := self.memory.doc[i]) and syntax.modal(deed) is not None]
        who = self.memory.named_at(doer) if plans and (doer := next(iter(syntax.own_subjects(plans[0])), None)) else ()
        return who if {self.memory.drafts[number].kind for number in who} <= set(row.kinds) else ()

    def _go_on(self, subject: Token, token: Token, row: Reference) -> bool:
        """Does "they" go on with a body, the subject before, where nothing plural is told ("Hamas left. [They] took")?"""
        if row.number != "many" or not goes_on(token, subject):
            return False
        plural = ("NNS", "NNPS")
        return not any(
            one.tag_ in plural for one in self.memory.doc[subject.left_edge.i : token.i] if one.i != subject.i
        )

    def _means_thing(self, token: Token) -> bool:
        """Does "it" mean a thing to which something is done here ("signed [the law] though asked to suspend it")?"""
        if token.lower_ != "it" or token.dep_ != "obj":
            return False
        verbs = [clause for clause in syntax.clauses_above(token) if clause.i != token.head.i]
        things = [noun for verb in verbs for noun in syntax.objects(verb) if noun.i < token.i and noun.tag_ == "NN"]
        return any(not self.memory.seen_among({noun.i}) for noun in things)

    def _means_matters(self, token: Token, now: int) -> bool:
        """Does "them" mean several things that somebody was just doing something to ("rejected it all, calling [them] lies")?"""
        verb = pronouns.taking(token)
        if verb is None or token.tag_ != "PRP" or not pronouns.calls(verb, token):
            return False
        if verb.dep_ in ("advcl", "conj") and verb.head.i < verb.i:
            above = verb.head
        elif verb.dep_ == "ROOT" and now:
            starts = self.memory.sentence_starts
            above = next((word for word in self.memory.doc[starts[now - 1] : starts[now]] if word.dep_ == "ROOT"), verb)
        else:
            return False
        taken = [noun for noun in syntax.objects(above) if noun.i < token.i]
        return bool(taken) and all(noun.tag_ == "NNS" and not self.memory.seen_among({noun.i}) for noun in taken)

    def _several_before(self, token: Token) -> tuple[int, ...]:
        """Give the several who are meant where no subject can be: those named together, him with whom somebody deals and him,
        or the group that draws the eye most."""
        apart = token.dep_ not in syntax.SUBJECTS
        spoken = self._spoken_for(token)
        if spoken:
            return spoken
        found = self._coordinated_before(token) if apart else self._dealing(token)
        return found or self._group_before(token)

    def _spoken_for(self, token: Token) -> tuple[int, ...]:
        """Give the body whose spokesman tells the clause of a pronoun ("Hamas's spokesman said [their] men had left")."""
        clauses = (clause for clause in syntax.clauses_above(token) if clause.dep_ == "ccomp")
        tellers = [word for clause in clauses for word in syntax.own_subjects(clause.head)][:1]
        voices = [word for word in tellers if word.lower_ in self.memory.tables.servants]
        owned = [
            owner for voice in voices for owner in (*syntax.possessors(voice), *syntax.obliques(voice, "of", "for"))
        ]
        who = unique_numbers(number for owner in owned[:1] for number in self.memory.named_at(owner))
        return who if len(who) == 1 and self.memory.drafts[who[0]].kind in SEVERAL else ()

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
        strikers = {one.i for one in syntax.subjects(syntax.clause_of(token)) if self._strikes(one, token)}
        now, barred = self.memory.sentence(token.i), self.memory.barred_from(token) | self.memory.seen_among(strikers)
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
        classed = self.tables.classed
        envoy = token.head.lemma_ in classed(ENVOY) and token.head.head.lemma_ in classed(HOSTING)
        if owner and envoy and (driver := self._driver(token.head.head)):
            return driver
        asked = self._asked(token, row) if owner or syntax.clause_of(token).dep_ == "acl:relcl" else ()
        named = (self._claiming(token) or self._joined_to(token) or asked) if owner else asked
        named = named or (self._reached(token) if owner else ())
        if named:
            return named
        prep = syntax.prepositions(token.head)
        owned = owner and (prep in GROUNDS or pronouns.unauthored(token.head.head))
        owned = owned or (owner and bool(prep) and self._by_person(token.head.head))
        if owner and envoy:
            verb = pronouns.sharing(pronouns.taking(token.head)) or None
            return self._acted_on(token, row, verb) if verb else ()
        grounds = token.dep_ == "nmod:poss" and (envoy or prep in GROUNDS)
        if row.number == "many" and grounds and (together := self._coordinated_here(token)):
            return together
        verb = token.head.head if owned else pronouns.sharing(self._taking(token))
        return self._acted_on(token, row, verb) if verb is not None else ()

    def _by_person(self, verb: Token) -> bool:
        """Does one person do a thing, of whom nobody says "its" ("He backed Russia in [its] war")?"""
        doers = syntax.own_subjects(verb)
        kinds = {self.memory.drafts[number].kind for doer in doers for number in self.memory.named_at(doer)}
        return len(doers) == 1 and (kinds == {"person"} or doers[0].lower_ in ("he", "she", "who"))

    def _driver(self, deed: Token) -> tuple[int, ...]:
        """Give who leads another to do a thing to his envoy ("Mali jailed two men, prompting Chad to expel [its] envoy")."""
        led = deed.dep_ == "xcomp" and deed.tag_ == "VB" and syntax.children(deed.head, "obj")
        found = (self.memory.named_at(noun) for noun in (syntax.subjects(deed.head) if led else ()))
        return next(filter(None, found), ())

    def _claiming(self, token: Token) -> tuple[int, ...]:
        """Give the state or body that claims what is told of its own ("a claim by Chad that jets entered [its] airspace")."""
        clause = syntax.clause_of(token)
        owned = (
            token.head.dep_ not in syntax.SUBJECTS and clause.dep_ in ("acl", "ccomp") and clause.head.pos_ == "NOUN"
        )
        tellers = [*syntax.obliques(clause.head, "by", "from"), *syntax.possessors(clause.head)] if owned else []
        who = unique_numbers(number for word in tellers for number in self.memory.named_at(word))
        return who if len(who) == 1 and self.memory.drafts[who[0]].kind in ("state", "organisation") else ()

    def _joined_to(self, token: Token) -> tuple[int, ...]:
        """Give the state or body to whose name an owned noun is joined ("blamed Israel and [its] army")."""
        first = token.head.head if token.head.dep_ == "conj" else None
        seen = self.memory.seen_at(first.i) if first is not None and first.pos_ == "PROPN" and first.i < token.i else []
        known = (one.who[:1] for one in seen[:1] if self.memory.drafts[one.who[0]].kind in ("state", "organisation"))
        return next(known, ())

    def _asked(self, token: Token, row: Reference) -> tuple[int, ...]:
        """Give the state or body that is asked to act on what is its own ("called on Chad to lift [its] ban", "to free whom [it]
        holds")."""
        clauses = (
            clause for clause in syntax.clauses_above(token) if clause.dep_ == "xcomp" and syntax.is_infinitive(clause)
        )
        clause = next(clauses, None)
        if clause is None or clause.head.pos_ != "VERB":
            return ()
        if clause.lemma_ in self.tables.classed(BACKING) and not pronouns.keeps_word(clause, self.tables):
            return ()
        asked = [
            *syntax.objects(clause.head),
            *syntax.indirect_objects(clause.head),
            *syntax.obliques(clause.head, "on", "to", "with"),
        ]
        who = [self.memory.named_at(noun) for noun in asked if clause.head.i < noun.i < clause.i]
        fits = len(who) == len(asked) == 1 and len(who[0]) == 1 and not syntax.is_passive(clause.head)
        fits = fits and (asked[0].tag_ == "NNS") == (row.number == "many")
        return who[0] if fits and self.memory.drafts[who[0][0]].kind != "person" else ()

    def _reached(self, token: Token) -> tuple[int, ...]:
        """Give the other state or body before, whose own is punished or fed ("quit talks with Mali, froze aid to [its] army")."""
        above = token.head.head
        things = syntax.objects(above) if token.head.dep_ == "obl" else [above]
        lemmas = (lemma for thing in things for lemma in self.tables.noun_forms.get(thing.lower_, ()))
        reaching = any(name in self.tables.classes_of.get(lemma, ()) for lemma in lemmas for name in REACHING)
        whose = token.head.arc in ("nmod", "obl") and syntax.prepositions(token.head) in TO_OTHERS
        if not (reaching and whose and self.memory.seen_at(token.head.i)):
            return ()
        doers = {word.i for clause in syntax.clauses_above(above) for word in syntax.subjects(clause)}
        giving = self.memory.seen_among(doers)
        seen = (sighting.who for sighting in reversed(self.memory.before(token, 1)) if giving.isdisjoint(sighting.who))
        return next((who for who in seen if self.memory.drafts[who[0]].kind in ("state", "organisation")), ())

    def _telling(self, token: Token, row: Reference) -> tuple[int, ...]:
        """Give the state or body that told what the sentence before tells, to one who tells more ("[It] added that")."""
        utters = token.dep_ == "nsubj" and row.number == "one" and self._utters(token.head)
        now = self.memory.sentence(token.i)
        for subject in self._subjects_before(token, now) if utters else ():
            who = self.memory.named_at(subject)
            fits = (
                len(who) == 1 and self.memory.drafts[who[0]].kind in row.kinds and subject.tag_ in ("NN", "NNP", "PRP")
            )
            if fits and self._utters(subject.head) and subject.head.i != token.head.i:
                return who
        return ()

    def _warned(self, token: Token, row: Reference) -> tuple[int, ...]:
        """Give who is warned of what comes if he acts, or promised it ("vowed to bomb Mali if [it] sent troops")."""
        clause = next((one for one in syntax.clauses_above(token) if one.dep_ in ("advcl", "acl")), None)
        doer = token if token.dep_ in syntax.SUBJECTS else token.head
        if clause is None or doer.dep_ not in syntax.SUBJECTS or syntax.prepositions(clause) not in CONDITIONS:
            return ()
        deed = syntax.clause_of(clause.head)
        if doer.dep_ != "nsubj":  # "vowed to defend Mali if [it] was attacked"
            verbs = (deed, *syntax.children(deed, "xcomp"))
            backing = [verb for verb in verbs if verb.lemma_ in self.tables.classed(BACKING)]
            if not backing:
                return ()
            deed = backing[0]
        if not self.tables.classed(BINDING) & {deed.lemma_, deed.head.lemma_}:
            return ()
        things = syntax.objects(deed)
        others = [*things, *syntax.obliques(deed, "against", "on", "to", "at")]
        others += [side for noun in things for side in syntax.obliques(noun, "to", "with", "on", "against")]
        met = [who for noun in others if noun.i < clause.i and (who := self.memory.named_at(noun))]
        fits = met and {self.memory.drafts[number].kind for number in met[0]} <= set(row.kinds)
        return met[0] if fits else ()

    def _utters(self, verb: Token) -> bool:
        """Is this a verb that tells what somebody says?"""
        return verb.lemma_ in self.tables.classed(UTTERING) | self.tables.classed(SAYING)

    def _acted_on(self, token: Token, row: Reference, verb: Token) -> tuple[int, ...]:
        """Give whom a verb acts on before a word."""
        for sighting in reversed(self.memory.before(token, 0)):
            if pronouns.is_acted_on(sighting.head, verb, row.number):
                fits = {self.memory.drafts[number].kind for number in sighting.who} <= set(row.kinds)
                return sighting.who if fits else ()
        return ()

    def _coordinated_here(self, token: Token) -> tuple[int, ...]:
        """Give those named together right before a word in its sentence, as whom something is owed for what is theirs."""
        firsts = [
            one.head
            for one in self.memory.before(token, 0)
            if one.head.dep_ != "conj" and one.head.dep_ not in syntax.SUBJECTS
        ]
        together = [self.memory.named_at(first) for first in firsts if syntax.children(first, "conj")]
        return together[-1] if together and len(together[-1]) > 1 else ()

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
        if now and not self._means_thing(token):
            before = self.memory.doc[self.memory.sentence_starts[now - 1] : self.memory.sentence_starts[now]]
            told = [word for word in before if word.dep_ in syntax.SUBJECTS]
            yield from sorted(told, key=lambda word: word.head.dep_ == "advcl")
