"""Acts in a parse: which senses of the lexicon fit where, and what the operators above them make of them.

An act is read from the bottom: a word with a fitting sense, then the nouns one looks through ("a round of sanctions"),
the verbs that only carry it ("impose", "hold"), and the operators that take it as their complement ("agreed to", "the
demand for"). Actor and recipient stay words of the text here, in groups, the likeliest first: who they are, the steps ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from chancery.extract import manner, syntax
from chancery.lexicon.event_rows import CompositionRow, SenseRow
from chancery.lexicon.events import EventTables, Operator, Sense
from chancery.tokens import Doc, Token

Groups = tuple[tuple[Token, ...], ...]
SPEAKER = "speaker"
# In ``after``: an infinitive must complete the verb ("ordered the firm to pay").
CLAUSE = "+clause"
# In ``object``: the name of a person, a thing done jointly; in ``subject``: more than one.
PERSON, JOINT, SEVERAL = "+person", "+joint", "+several"
OFFICIAL = "@official"
CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj", "csubj:pass"})
# Wrappers around one act are few in any sentence that a person wrote; more is a circle in a broken parse.
DEPTH = 6
# The weapon that is attacked is not what it is done with.
ARMED = ("ASSAULT", "MOBILIZE")
# Who agrees, offers, stops, announces or refuses is who would act.
OWN_ACT = frozenset({"promise", "offer", "stop", "announce", "refuse"})


@dataclass(frozen=True)
class Act:
    """An act at a word: what it is, who may be its actor and recipient, and the words and rows that told it.

    ``core`` is the word of the innermost sense; ``trigger`` the outermost operator, or the core. ``covers`` are the words
    that this act has used up. ``by_speaker`` says that the actor is whoever speaks, ``hosted`` that a verb carries an event noun.
    """

    event: str | None
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    trigger: Token
    core: Token
    actor: Groups
    recipient: Groups
    about: str | None = None
    because: tuple[str, ...] = ()
    covers: frozenset[int] = field(default_factory=frozenset)
    by_speaker: bool = False
    kinds: tuple[str, ...] = ()
    hosted: bool = False
    said_of_self: Act | None = None
    said_of_other: Act | None = None


class Frames:
    """Reads the acts of a document by the event tables."""

    def __init__(self, doc: Doc, tables: EventTables) -> None:
        self.doc = doc
        self.tables = tables
        self._senses: dict[int, Act | None] = {}
        self._objects: dict[tuple[int, str], list[Token]] = {}
        self._through: dict[int, list[Token]] = {}
        self._labels: dict[int, list[tuple[frozenset[str], frozenset[int]]]] = {}

    def acts(self, start: int = 0, end: int | None = None) -> list[Act]:
        """Give every act of the document, or of the tokens of a stretch, in text order, wrapped by all its operators."""
        heads = self.tables.heads
        may_act = (word for word in self.doc[start:end] if word.lower_ in heads or word.lemma_.lower() in heads)
        found = [act for word in may_act if syntax.parsed(word) and (act := self.sense_at(word))]
        verbs = [act for act in found if act.core.pos_ in ("VERB", "AUX") or is_predicate(act.core)]
        nouns = _unused([act for act in found if act not in verbs], verbs)
        wrapped = [self._wrap(act) for act in (*_unused(verbs, nouns), *nouns)]
        return sorted(_without_doubles(wrapped), key=lambda act: (act.trigger.i, act.core.i))

    # -- senses ------------------------------------------------------------------------------------------------

    def sense_at(self, token: Token) -> Act | None:
        """Give the act that the most demanding fitting sense reads at a word; None where none fits."""
        if token.i not in self._senses:
            self._senses[token.i] = self._sense_at(token)
        return self._senses[token.i]

    def _sense_at(self, token: Token) -> Act | None:
        best: tuple[Sense, frozenset[int]] | None = None
        for lemma, pos in self.readings(token):
            for sense in self.tables.by_lemma.get((lemma, pos), ()):
                if best is not None and sense.weight < best[0].weight:
                    break
                used = self.fit(token, sense)
                if not isinstance(used, str) and (
                    best is None or (sense.weight, len(used)) > (best[0].weight, len(best[1]))
                ):
                    best = sense, used
        return self._in_mode(self._act(token, *best)) if best else None

    def readings(self, token: Token) -> Iterator[tuple[str, str]]:
        """Give the (lemma, part of speech) pairs a word may have, by the tables' own forms, the tagger's view first."""
        form = token.lower_
        if token.dep_ == "amod" and token.pos_ in ("VERB", "ADJ") and token.tag_ != "VBD":
            return
        if token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.tag_ in ("VBN", "VBG")):
            yield from ((lemma, "verb") for lemma in self._verb_lemmas(token))
            if form not in self.tables.verb_forms or token.tag_ in ("VBG", "NN"):
                yield from ((lemma, "noun") for lemma in self.tables.noun_forms.get(form, ()))
        elif is_gerund(token):
            yield from ((lemma, "verb") for lemma in self._verb_lemmas(token))
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from ((lemma, "noun") for lemma in self.noun_lemmas(token))
            yield from (
                (verb, "verb") for lemma in self.noun_lemmas(token) for verb in self.tables.verbs_of.get(lemma, ())
            )
            if token.dep_ in ("ROOT", "conj", "ccomp") and syntax.children(token, "obj", "xcomp", "ccomp", "nsubj"):
                yield from ((lemma, "verb") for lemma in self._verb_lemmas(token))
        elif token.pos_ == "ADJ" and syntax.children(token, "aux:pass", "obl:agent"):
            yield from ((lemma, "verb") for lemma in self._verb_lemmas(token))
        if is_predicate(token):
            yield form, "adjective"
            yield from ((lemma, "adjective") for lemma in self.tables.noun_forms.get(form, ()) if lemma != form)

    def _verb_lemmas(self, token: Token) -> tuple[str, ...]:
        lemmas = self.tables.verb_forms.get(token.lower_, ())
        if len(lemmas) < 2:
            return lemmas
        return tuple(sorted(lemmas, key=lambda lemma: lemma != token.lemma_.lower()))

    def noun_lemmas(self, token: Token) -> tuple[str, ...]:
        """Give the lemmas of a noun, by the tables' forms or the pipeline's lemma; "cease-fire" may be three tokens."""
        whole = self._hyphened(token)
        if whole:
            return whole
        return self.tables.noun_forms.get(token.lower_) or (token.lemma_.lower() or token.lower_,)

    def _hyphened(self, token: Token) -> tuple[str, ...]:
        if token.i < 2 or self.doc[token.i - 1].lower_ != "-":
            return ()
        return self.tables.noun_forms.get(f"{self.doc[token.i - 2].lower_}-{token.lower_}", ())

    def fit(self, token: Token, sense: Sense) -> frozenset[int] | str:
        """Give the words a sense uses up at a word; where it does not fit, the column of the table that says why."""
        row, used = sense.row, {token.i}
        if is_noun(token) and row.pos == "verb" and not row.object and not syntax.objects(token):
            return "pos"
        if sense.particle:
            companions = self._companions(token, sense)
            if companions is None:
                return "words"
            used |= companions
        elif row.pos == "verb" and (off := syntax.particle(token)):
            known = self.tables.operators_by_lemma.get((sense.lemma, "verb"), ())
            if any(operator.particle == off for operator in known):
                return "words"
        if row.pos == "adjective" and not is_predicate(token):
            return "pos"
        hit = self._object_fits(token, sense)
        if hit is None:
            return "object"
        used |= hit
        hit = self._complement_fits(token, row)
        if hit is None:
            return "after" if row.after else "prep"
        used |= hit
        if row.subject and not self._subject_fits(token, row.subject):
            return "subject"
        return frozenset(used)

    def _object_fits(self, token: Token, sense: Sense) -> frozenset[int] | None:
        """Give the words of a verb's objects that a sense asks for, none where it asks nothing, None where they are missing."""
        wanted = sense.row.object
        if not wanted:
            return frozenset()
        if wanted in (("-",), ("+",)):
            there = bool(syntax.objects(token) or syntax.indirect_objects(token))
            return frozenset() if there == (wanted == ("+",)) else None
        hits = [part for noun in self._object_words(token, sense.particle) if (part := self.match(noun, wanted))]
        return frozenset(place for hit in hits for place in hit) if hits else None

    def _complement_fits(self, token: Token, row: SenseRow) -> frozenset[int] | None:
        """Give the words after a preposition or in a predicate that a frame asks for; None where they are missing."""
        if row.after == (CLAUSE,):
            return frozenset() if any(_infinitive(child) for child in token.children) else None
        if row.prep or row.after:
            return self._prepositional(token, row.prep, row.after)
        return frozenset()

    def _subject_fits(self, token: Token, wanted: tuple[str, ...]) -> bool:
        agents = agents_of(token)
        if OFFICIAL in wanted and any(noun.ent_type_ == "PERSON" or noun.lower_ in ("he", "she") for noun in agents):
            return True
        if wanted == (SEVERAL,):
            return len(agents) > 1
        return any(self.match(noun, wanted) is not None for noun in agents)

    def _companions(self, token: Token, sense: Sense) -> set[int] | None:
        """Find the particle of a verb or the words before a compound noun's head."""
        words = sense.particle.split()
        if sense.row.pos != "verb":
            first = token.i - len(words)
            there = [word.lower_ for word in self.doc[max(first, 0) : token.i]]
            return set(range(first, token.i)) if there == words else None
        after = [word.lower_ for word in self.doc[token.i + 1 : token.i + 1 + len(words)]]
        if after == words:
            return set(range(token.i + 1, token.i + 1 + len(words)))
        if len(words) == 1:
            for child in token.children:
                if child.lower_ == words[0] and child.dep_ in ("compound:prt", "advmod") and 0 < child.i - token.i < 7:
                    return {child.i}
                if (out := _split_particle(child, words[0])) is not None:
                    return {out.i}
        elif (lemmas := self.doc[token.i + 1 : token.i + 5]) and words[0] in self.tables.noun_forms:
            for part in lemmas:
                if words[-1] in self.noun_lemmas(part) and part.head.i == token.i and len(words) == 1:
                    return {part.i}
        return None

    def _object_words(self, token: Token, particle: str) -> list[Token]:
        """Give a verb's objects, among them what the parse hangs on its particle ("pull out their troops")."""
        found = self._objects.get((token.i, particle))
        if found is None:
            found = self._objects[token.i, particle] = self._objects_with(token, particle)
        return found

    def _objects_with(self, token: Token, particle: str) -> list[Token]:
        if is_noun(token):
            return syntax.objects(token) or syntax.obliques(token, "of", "to", "in", "on")
        return [*objects_of(token), *after_particle(token, particle)]

    def match(self, noun: Token, wanted: tuple[str, ...]) -> frozenset[int] | None:
        """Does a noun, or what one looks through it to, fit words or classes? Give the words that fit."""
        if PERSON in wanted and noun.ent_type_ == "PERSON":
            return frozenset()
        if JOINT in wanted and any(child.lower_ == "joint" for child in before(noun)):
            return frozenset({noun.i})
        for part in self.through(noun):
            for labels, places in self._labels_of(part):
                if not labels.isdisjoint(wanted):
                    return places
        return None

    def _labels_of(self, token: Token) -> list[tuple[frozenset[str], frozenset[int]]]:
        """Give the names of a noun, each with its classes."""
        found = self._labels.get(token.i)
        if found is None:
            classes = self.tables.classes_of
            found = self._labels[token.i] = [
                (classes.get(name, frozenset()) | {name}, places) for name, places in self._names(token)
            ]
        return found

    def _names(self, token: Token) -> Iterator[tuple[str, frozenset[int]]]:
        """Give the names a noun may stand under in the tables: with the words before it, then alone."""
        doc, here = self.doc, token.i
        for lemma in self._hyphened(token):
            yield lemma, frozenset({here - 2, here})
        for lemma in (token.lower_, *self.noun_lemmas(token)):
            for size in (2, 1):
                if here - size >= 0 and doc[here - 1].head.i in (here, here - 1, token.head.i):
                    name = " ".join((*(word.lower_ for word in doc[here - size : here]), lemma))
                    yield name, frozenset(range(here - size, here + 1))
                    known = self.tables.classes_of.get(name)
                    if known and not known & self.tables.classes_of.get(lemma, frozenset()):
                        return
        for lemma in (*self.noun_lemmas(token), token.lower_):
            yield lemma, frozenset({here})
        of = syntax.obliques(token, "of")
        if of:
            for lemma in self.noun_lemmas(token):
                yield f"{lemma} of {of[0].lower_}", frozenset({here, of[0].i})

    def through(self, noun: Token) -> list[Token]:
        """Give a noun and the nouns one looks through it to: "a round of sanctions", "an aid package"."""
        found = self._through.get(noun.i)
        if found is not None:
            return found
        found = self._through[noun.i] = []
        queue = [noun]
        while queue and len(found) < DEPTH:
            part = queue.pop(0)
            found.append(part)
            if self.is_part(part):
                queue += syntax.obliques(part, "of", "in", "for")
                queue += [
                    word for child in part.children if child.lower_ == "worth" for word in syntax.obliques(child, "of")
                ]
                queue += [
                    child
                    for child in part.children
                    if child.dep_ in ("compound", "amod") and child.pos_ in ("NOUN", "PROPN")
                ]
        return found

    def is_part(self, noun: Token) -> bool:
        """Is this a noun one looks through?"""
        return noun.pos_ in ("NUM", "SYM") or any(
            "@part" in self.tables.classes_of.get(lemma, ()) for lemma in self.noun_lemmas(noun)
        )

    def _prepositional(self, token: Token, preps: tuple[str, ...], after: tuple[str, ...]) -> frozenset[int] | None:
        for noun, prep in self.dependents(token):
            if preps and prep not in preps:
                continue
            if not after and prep == "to" and noun.pos_ == "VERB":
                continue
            if not after:
                return frozenset({noun.i}) if noun.pos_ not in ("PROPN", "PRON") else frozenset()
            hit = self.match(noun, after)
            if hit is not None:
                return hit
        return None

    def dependents(self, token: Token) -> Iterator[tuple[Token, str]]:
        """Give what hangs on a word by a preposition, and on its objects, and its predicates (with "" or "as")."""
        for child in token.children:
            base = child.arc
            if base in ("obl", "nmod", "advcl", "xcomp", "acl", "ccomp") and child.dep_ != "nmod:poss":
                prep = syntax.prepositions(child)
                if prep or base == "xcomp" or child.tag_ not in ("VB", "VBD"):
                    yield from ((part, prep) for part in syntax.conjuncts(child))
        verb = token.pos_ in ("VERB", "AUX")
        own = syntax.objects(token) + lost_objects(token) + syntax.indirect_objects(token) if verb else []
        own = own or ([] if verb else syntax.obliques(token, "of", "to"))
        for noun in dict.fromkeys(part for whole in own for part in self.through(whole)):
            for child in noun.children:
                if child.arc in ("nmod", "acl", "amod", "obl", "appos") and child.i > noun.i:
                    yield from ((part, syntax.prepositions(child)) for part in syntax.conjuncts(child))

    def _act(self, token: Token, sense: Sense, used: frozenset[int]) -> Act:
        row = sense.row
        usual = self.tables.roles_of.get((row.event or "", row.pos))
        actor = row.actor or (usual.actor if usual else ())
        recipient = row.recipient or (usual.recipient if usual else ())
        act = Act(
            event=row.event,
            mode=row.mode,
            cameo=row.cameo,
            contexts=row.contexts,
            trigger=token,
            core=token,
            actor=(),
            recipient=(),
            because=(row.cause,),
            covers=used,
            by_speaker=SPEAKER in actor,
        )
        announced = self.tables.compose("announce", row.event or "", row.mode)
        carriers: tuple[str, ...] = ("light",) if announced else ("light", "announce")
        hosts = self._hosts(token, carriers) if is_noun(token) and not is_predicate(token) else ()
        places = (token, *hosts)
        if hosts and row.pos == "verb":
            actor, recipient = (*actor, "poss", "by"), (*recipient, "of")
        elif is_noun(token) and row.pos == "verb":
            actor = ("poss", "by", *actor)
            recipient = ("of", *recipient) if "object" in recipient else recipient
        covers = used | {host.i for host in hosts if host.pos_ == "VERB" or self.is_part(host)}
        direct = after_particle(token, sense.particle) if row.pos == "verb" else []
        if direct and "object" in recipient:
            first = recipient.index("object")
            before, after = self._groups(places, recipient[:first]), self._groups(places, recipient[first:])
            recipients = (*before, tuple(direct), *after)
        else:
            recipients = self._groups(places, recipient)
        return replace(
            act,
            actor=self._groups(places, actor),
            recipient=recipients,
            covers=frozenset(covers),
            hosted=any(host.pos_ == "VERB" for host in hosts),
        )

    def _in_mode(self, act: Act) -> Act:
        """Let the words around an act tell its mode."""
        if act.event is None:
            return act
        verbs = (word for place in sorted(act.covers) if (word := self.doc[place]).pos_ == "VERB")
        places = (act.core, act.trigger, *verbs, *(word for group in act.actor[:1] for word in group))
        targets = {word.i for group in act.recipient[:1] for word in group} if act.event in ARMED else set()
        row = manner.mode_row(self.tables, act.event, act.mode, places, targets, self._names)
        if row is None:
            return act
        return replace(act, mode=row.mode, cameo=row.cameo or act.cameo, because=(*act.because, row.cause))

    # -- roles -------------------------------------------------------------------------------------------------

    def _hosts(self, noun: Token, carriers: tuple[str, ...] = ("light",)) -> tuple[Token, ...]:
        """Give what carries an event noun: the nouns looked through to it, then a verb that only performs it."""
        found: list[Token] = []
        here = noun
        while len(found) < DEPTH:
            head = here.head
            if head.i == here.i:
                break
            of = here.dep_ == "nmod" and syntax.prepositions(here) in ("of", "in", "for")
            transparent = of or here.dep_ in ("compound", "amod")
            if transparent and self.is_part(head):
                found.append(head)
                here = head
                continue
            first = syntax.first_conjunct(here)
            performs = first.dep_ in ("obj", "nsubj:pass") and self._carries(first.head, carriers)
            if performs or (first.dep_ == "nsubj" and self._happens(first.head)):
                found.append(first.head)
            break
        return (*found, *(child for child in noun.children if self._bereft(child) and self._happens(child)))

    def _lemmas_of(self, verb: Token) -> tuple[str, ...]:
        return self._verb_lemmas(verb) or (verb.lemma_.lower(),)

    def _happens(self, verb: Token) -> bool:
        """Does a verb say only that its subject came about ("erupted", "took place")?"""
        lemmas = self._lemmas_of(verb)
        after = verb.nbor(1).lower_ if verb.i + 1 < len(self.doc) else ""
        return any(
            "@happen" in self.tables.classes_of.get(name, ())
            for lemma in lemmas
            for name in (lemma, f"{lemma} {after}")
        )

    def _carries(self, verb: Token, carriers: tuple[str, ...]) -> bool:
        kinds = {operator.row.kind for operator in self.operators_at(verb)}
        return bool(kinds & set(carriers)) and ("announce" in carriers or "announce" not in kinds)

    def _groups(self, places: tuple[Token, ...], names: tuple[str, ...]) -> Groups:
        """Give the words in these roles, one group a role, leaving out the empty ones."""
        groups = []
        for name in names:
            told = (token for place in places for token in self.role(place, name) if token.i != places[0].i)
            group = tuple(dict.fromkeys(told))
            if group:
                groups.append(group)
        return tuple(groups)

    def role(self, place: Token, name: str) -> list[Token]:
        """Give the words in one role of a word: subject, object, iobj, poss, or what hangs on it by a preposition."""
        if name == "subject":
            if place.pos_ not in ("VERB", "AUX"):
                return syntax.own_subjects(place)
            return syntax.conjuncts(place.head) if self._bereft(place) else self._authored(syntax.agents(place))
        if name == "object":
            return objects_of(place) if not is_noun(place) else []
        if name == "complement":
            return self._below(place)
        if name == "iobj":
            return syntax.indirect_objects(place) or given(place)
        if name == "clause":
            return syntax.agents(place.head) if place.dep_ == "obl" and not is_noun(place.head) else []
        if name == "interlocutor":
            return [
                who for noun in syntax.obliques(place, "in", "during", "at") for who in syntax.obliques(noun, "with")
            ]
        if name == "poss":
            return owners(place) if place.pos_ not in ("VERB", "AUX") else []
        if name == SPEAKER:
            return []
        return [noun for noun, prep in self.dependents(place) if prep == name]

    def _authored(self, agents: list[Token]) -> list[Token]:
        """Put before a paper that says something those who issue it ("passed a resolution criticizing Chile")."""
        papers = [word for word in agents if any("@paper" in names for names, _ in self._labels_of(word))]
        authors = [who for paper in papers for who in owners(paper) + self._issuers(paper)]
        return authors + agents if authors else agents

    def _issuers(self, paper: Token) -> list[Token]:
        return syntax.agents(paper.head) if paper.dep_ in ("obj", "nsubj:pass") and paper.head.pos_ == "VERB" else []

    def _bereft(self, verb: Token) -> bool:
        """Is this the only verb of a sentence, read as a participle, though it takes no object ("Students protested.")?"""
        if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or syntax.children(verb, "obj", "obl:agent"):
            return False
        if not any("@intransitive" in self.tables.classes_of.get(lemma, ()) for lemma in self._lemmas_of(verb)):
            return False
        return not any(word.tag_ in ("VBZ", "VBP", "VBD", "MD") and word.i != verb.i for word in syntax.sentence(verb))

    def _below(self, place: Token) -> list[Token]:
        """Give the objects and prepositional nouns of the clauses that complete a verb, the outermost first."""
        found: list[Token] = []
        clauses = [child for child in place.children if child.dep_ in ("xcomp", "ccomp", "acl", "advcl")]
        for clause in clauses[:DEPTH]:
            found += [*syntax.objects(clause), *syntax.obliques(clause), *self._below(clause)]
        return found

    # -- operators ---------------------------------------------------------------------------------------------

    def operator_at(self, token: Token, kinds: tuple[str, ...] = ()) -> Operator | None:
        """Give the first operator a word is, of these kinds where any is named."""
        return next(self.operators_at(token, kinds), None)

    def operators_at(self, token: Token, kinds: tuple[str, ...] = ()) -> Iterator[Operator]:
        """Give the operators a word may be, of these kinds where any is named."""
        for lemma, pos in self._operator_readings(token):
            for operator in self.tables.operators_by_lemma.get((lemma, pos), ()):
                if kinds and operator.row.kind not in kinds:
                    continue
                if operator.particle and not self._has_particle(token, operator.particle):
                    continue
                yield operator

    def _operator_readings(self, token: Token) -> Iterator[tuple[str, str]]:
        if token.pos_ in ("VERB", "AUX") or is_gerund(token):
            yield from ((lemma, "verb") for lemma in self._verb_lemmas(token))
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from ((lemma, "noun") for lemma in self.tables.noun_forms.get(token.lower_, ()))
        yield token.lower_, "adjective"

    def _has_particle(self, token: Token, particle: str) -> bool:
        after = [word.lower_ for word in self.doc[token.i + 1 : token.i + 1 + len(particle.split())]]
        return after == particle.split() or particle == syntax.particle(token)

    def _wrap(self, act: Act) -> Act:
        """Let each operator above an act take it, from the inside out."""
        for _ in range(DEPTH):
            wrapped = self._taken(act)
            if wrapped is None:
                break
            act = wrapped
        return self._in_mode(act) if act.kinds else act

    def _taken(self, act: Act) -> Act | None:
        found = self._governor(act)
        if found is None:
            return None
        governor, operator = found
        own = self.sense_at(governor)
        if own is not None and (act.trigger.i in own.covers or self._beside_object(act.trigger, governor)):
            return None
        if act.event is None:
            return None
        kind: str = operator.row.kind
        if kind in ("promise", "offer") and syntax.negation(act.trigger):
            kind = "refuse" if self.tables.compose("future", act.event, act.mode) else "offer"
        row = self.tables.compose(kind, act.event, act.mode)
        if row is None:
            return None
        return self._composed(act, governor, operator, row)

    def _beside_object(self, word: Token, verb: Token) -> bool:
        """Does a word stand beyond the object by which a verb means an act of its own ("ended mediation in the dispute")?"""
        nominal = word.arc in ("obl", "nmod") and is_noun(word)
        return nominal and self.has_own_object(verb) and word not in self._object_words(verb, "")

    def _governor(self, act: Act) -> tuple[Token, Operator] | None:
        """Find the operator whose complement an act is."""
        here = act.trigger
        for _ in range(DEPTH):
            head = governor_of(here)
            if head.i == here.i:
                return None
            if head.i in act.covers or self._looked_through(here, head):
                here = head
                continue
            for operator in self.operators_at(head):
                if operator.row.kind != "light" and self._is_complement(here, head, operator):
                    return head, operator
            if here.dep_ in ("xcomp", "conj") and head.pos_ in ("VERB", "AUX", "ADJ") and self._passes(here, head):
                here = head
                continue
            return None
        return None

    def _looked_through(self, here: Token, head: Token) -> bool:
        transparent = here.dep_ in ("compound", "amod", "acl") or here.dep_ == "nmod"
        return transparent and self.is_part(head) and self.operator_at(head) is None

    def _passes(self, here: Token, head: Token) -> bool:
        """May an operator further up take the act: through a coordination, or a verb that says nothing of its own?"""
        if here.dep_ == "conj":
            return not syntax.own_subjects(here)
        return self.sense_at(head) is None and bool(self.operator_at(head, ("light",)))

    def _is_complement(self, here: Token, head: Token, operator: Operator) -> bool:
        prep = syntax.prepositions(here)
        kind = operator.row.kind
        if kind in ("announce", "support", "stop", "reject") and (here.dep_ == "ccomp" or syntax.negation(here)):
            return False
        if operator.row.prep and prep not in operator.row.prep:
            return False
        if here.dep_ == "ccomp" and kind in ("request", "threaten"):
            return self._wished(here, kind)
        if here.dep_ in ("xcomp", "ccomp", "acl", "csubj", "csubj:pass"):
            return True
        if here.dep_ in ("obj", "nsubj:pass"):
            return operator.row.kind not in ("promise",) or operator.row.pos == "noun"
        if here.dep_ == "advcl":
            if prep in ("", "to") and self.has_own_object(head):
                return False
            return prep in ("to", "of", "for", "from", "against", "into") or here.tag_ == "VB"
        if here.arc in ("obl", "nmod"):
            allowed = operator.row.prep or ("for", "of", "to", "on", "against", "with", "from")
            return prep in allowed and (
                head.pos_ != "VERB" or operator.row.kind in ("request", "accuse", "promise", "stop")
            )
        return False

    def _wished(self, clause: Token, kind: str) -> bool:
        """Is a that-clause what somebody wants done ("that they meet", "that it should end"), or threatens to do himself?"""
        modal = syntax.modal(clause)
        if kind == "request":
            return modal.lower_ in ("should", "must") if modal else clause.tag_ in ("VB", "VBP")
        return bool(modal) and any(word.pos_ == "PRON" for word in syntax.own_subjects(clause))

    def has_own_object(self, head: Token) -> bool:
        """Does a verb mean an act of its own by its object, so that an infinitive after it is only its purpose?"""
        own = self.sense_at(head)
        return own is not None and any(noun.i in own.covers for noun in syntax.objects(head))

    def _composed(self, act: Act, governor: Token, operator: Operator, row: CompositionRow) -> Act:
        hosts = self._hosts(governor) if operator.row.pos == "noun" else ()
        places = (governor, *hosts)
        actor = self._groups(places, ("subject", "poss", "by", "from") if operator.row.pos == "noun" else ("subject",))
        addressed = tuple(
            group
            for group in self._groups(places, operator.row.recipient)
            if not any(word.i in act.covers or word.i == act.trigger.i or word.i in _spine(act) for word in group)
        )
        if operator.row.kind in ("request", "accuse", "reject", "support"):
            recipient = (*addressed, *act.actor, *act.recipient, *self._groups(places, ("interlocutor",)))
        else:
            recipient = (*act.recipient, *addressed, *act.actor)
        return replace(
            act,
            event=row.event,
            mode=row.mode,
            cameo=row.cameo,
            trigger=governor,
            actor=actor or (act.actor if operator.row.kind in OWN_ACT else ()),
            recipient=recipient,
            about=act.about or act.event,
            because=(*act.because, operator.row.cause, row.cause),
            covers=act.covers | {governor.i} | {host.i for host in hosts if host.pos_ == "VERB"},
            kinds=(*act.kinds, operator.row.kind),
            by_speaker=False,
        )


def governor_of(token: Token) -> Token:
    """Give a word's head; for "of doing" that the parse hangs on the object before it, the verb of that object."""
    head = token.head
    if token.dep_ == "acl" and token.tag_ == "VBG" and head.dep_ in ("obj", "iobj", "nsubj:pass"):
        return head.head if syntax.prepositions(token) in ("of", "for", "from") else head
    return head


def agents_of(verb: Token) -> list[Token]:
    """Give who acts, also where the parse took a past tense for an adjective or a participle, or the told for a mere iobj."""
    if mistaken(verb):
        return syntax.own_subjects(verb.head)
    if headless(verb):
        return syntax.conjuncts(verb.head)
    if verb.dep_ == "xcomp" and not syntax.own_subjects(verb) and not syntax.objects(verb.head):
        return syntax.indirect_objects(verb.head) or syntax.agents(verb)
    return syntax.agents(verb)


def objects_of(verb: Token) -> list[Token]:
    """Give what is acted on, with the same mending of the parse."""
    if mistaken(verb):
        return [verb.head]
    if headless(verb):
        return [child for child in verb.children if child.dep_ in ("obj", "xcomp")]
    return syntax.objects(verb) or syntax.indirect_objects(verb)


def headless(verb: Token) -> bool:
    """Is this the only verb of a sentence, read as a participle of its own subject ("Troops [that were] struck a town")?"""
    head = verb.head
    if verb.dep_ != "acl" or head.dep_ != "ROOT" or verb.tag_ not in ("VBN", "VBD") or head.i > verb.i:
        return False
    named = any(child.dep_ in ("obj", "xcomp") and child.pos_ in ("NOUN", "PROPN") for child in verb.children)
    return named and not any(word.tag_ in ("VBZ", "VBP", "MD") for word in head.sent)


def mistaken(verb: Token) -> bool:
    """Is this a past tense that stands as an adjective before a noun with a subject of its own?"""
    return verb.dep_ == "amod" and verb.tag_ == "VBD" and bool(syntax.own_subjects(verb.head))


def _infinitive(clause: Token) -> bool:
    """Is this a bare or to-infinitive that completes a verb?"""
    return clause.dep_ in ("xcomp", "ccomp") and clause.tag_ == "VB" and not syntax.auxiliaries(clause)


def is_noun(token: Token) -> bool:
    """Is this word a noun or a name (and no verb that was taken for one, as its object shows)?"""
    return token.pos_ in ("NOUN", "PROPN") and not any(child.dep_ == "obj" for child in token.children)


def is_gerund(token: Token) -> bool:
    """Is this a verb's -ing form after "be" that was taken for an adjective or a noun ("is threatening to …")?"""
    if token.pos_ not in ("ADJ", "NOUN") or not token.lower_.endswith("ing"):
        return False
    helped = any(child.dep_ in ("cop", "aux") and child.i < token.i for child in token.children)
    return helped and bool(syntax.children(token, "xcomp", "advcl", "obj", "obl", "ccomp"))


def is_predicate(token: Token) -> bool:
    """Is a noun or adjective said of a subject, by a copula, or of an object ("called it illegal")?"""
    return token.pos_ in ("ADJ", "NOUN", "PROPN") and any(child.dep_ == "cop" for child in token.children)


def after_particle(verb: Token, particle: str) -> list[Token]:
    """Give the nouns that the parse hangs on a verb by the words of its particle, as if these were prepositions."""
    if not particle:
        return []
    found = []
    for child in verb.children:
        prep = syntax.prepositions(child) if child.arc in ("obl", "nmod", "obj", "advcl") else ""
        if prep and (prep == particle or particle.endswith(" " + prep)):
            found.extend(syntax.conjuncts(child))
        elif child.dep_ in ("advmod", "xcomp") and child.lower_ == particle.split()[0]:
            found.extend(syntax.children(child, "obj", "obl"))
    return found


def lost_objects(verb: Token) -> list[Token]:
    """Give the nouns that the parse hangs on a verb by its particle ("handed over [the hostages]", "took part in [talks]")."""
    return [child for child in verb.children if child.dep_ == "obl" and any(
        part.dep_ == "case" and 0 < part.i - verb.i < 3 for part in child.children)]  # fmt: skip


def _split_particle(noun: Token, particle: str) -> Token | None:
    """Give a particle that the parse took for the first of two prepositions ("pull troops [out] of Senegal")."""
    if noun.dep_ not in ("obl", "nmod"):
        return None
    cases = [part for child in noun.children if child.dep_ == "case" for part in (child, *child.children)]
    return cases[0] if len(cases) > 1 and cases[0].lower_ == particle else None


def given(verb: Token) -> list[Token]:
    """Give the names that the parse joined to the object after them ("gave [Haiti trucks]")."""
    return [
        child
        for noun in syntax.children(verb, "obj")
        for child in noun.children
        if child.dep_ == "compound" and child.pos_ == "PROPN" and child.i == verb.i + 1
    ]


def before(noun: Token) -> list[Token]:
    """Give the adjectives and compounds before a noun."""
    return [child for child in noun.children if child.dep_ in ("compound", "amod") and child.i < noun.i]


def owners(noun: Token) -> list[Token]:
    """Give the words before a noun that may say whose it is: possessors, adjectives of nationality, compounds."""
    found = []
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("nmod:poss", "amod", "compound", "nmod", "flat"):
            found.extend(syntax.conjuncts(child) if child.dep_ == "nmod:poss" else [child])
    return found


def _spine(act: Act) -> set[int]:
    """Give the words between an act's core and its trigger."""
    found, here = set(), act.core
    for head in syntax.ancestors(here):
        found.add(head.i)
        if head.i == act.trigger.i:
            return found
    return set()


def _unused(acts: list[Act], others: list[Act]) -> list[Act]:
    """Give the acts whose word none of the others has used up."""
    used = {place for act in others for place in act.covers}
    return [act for act in acts if act.core.i not in used]


def _without_doubles(acts: list[Act]) -> list[Act]:
    """Keep one act a trigger, the one with the deepest reading, and none whose trigger another act has used up."""
    kept: list[Act] = []
    used: set[int] = set()
    for act in sorted(acts, key=lambda act: (-len(act.kinds), act.trigger.i)):
        if act.trigger.i not in used and all(other.trigger.i != act.trigger.i for other in kept):
            kept.append(act)
            used |= act.covers - {act.trigger.i}
    taken = {place for act in kept for place in act.covers - {act.trigger.i}}
    return [act for act in kept if act.kinds or act.trigger.i not in taken]
