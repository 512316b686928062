"""Acts at words: which senses of the event tables fit where, and who stands in their roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from chancery.extract import arguments, manner, syntax
from chancery.extract.nouns import DEPTH, JOINT, PERSON, Nouns
from chancery.lexicon.event_rows import SenseRow
from chancery.lexicon.events import EventTables, Operator, Sense
from chancery.tokens import Doc, Token

Groups = tuple[tuple[Token, ...], ...]
SPEAKER = "speaker"
# In ``after``: an infinitive must complete the verb ("ordered the firm to pay").
CLAUSE = "+clause"
# In ``subject``: more than one.
SEVERAL = "+several"
OFFICIAL = "@official"
# The weapon that is attacked is not what it is done with.
ARMED = ("ASSAULT", "MOBILIZE")


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


class Senses(Nouns):
    """Reads the senses of a document's words as acts, not yet wrapped by the operators above them."""

    def __init__(self, doc: Doc, tables: EventTables) -> None:
        super().__init__(doc, tables)
        self._senses: dict[int, Act | None] = {}
        self._objects: dict[tuple[int, str], list[Token]] = {}
        self._object_names: dict[tuple[int, str], frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}

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
                if self._hopeless(token, sense):
                    continue
                used = self.fit(token, sense)
                if not isinstance(used, str) and (
                    best is None or (sense.weight, len(used)) > (best[0].weight, len(best[1]))
                ):
                    best = sense, used
        return self._in_mode(self._act(token, *best)) if best else None

    def _hopeless(self, token: Token, sense: Sense) -> bool:
        """Does a word that a sense demands stand nowhere near? Asked first: of "have" and "make" there are a hundred senses."""
        if sense.particle:
            if sense.row.pos != "verb":
                if not token.i or self.doc[token.i - 1].lower_ != sense.particle.rpartition(" ")[2]:
                    return True
            elif sense.particle.partition(" ")[0] not in self._words_around(token):
                return True
        wanted = sense.row.object
        return bool(wanted) and wanted[0] not in "-+" and self._object_labels(token, sense.particle).isdisjoint(wanted)

    def _words_around(self, token: Token) -> frozenset[str]:
        """Give the words of a sentence, lowered, with the one after it."""
        start, end = token.sent.start, token.sent.end
        if start not in self._words:
            self._words[start] = frozenset([word.lower_ for word in self.doc[start : end + 1]])
        return self._words[start]

    def _object_labels(self, token: Token, particle: str) -> frozenset[str]:
        """Give every name and class that the objects of a word stand under."""
        key = token.i, particle
        if key not in self._object_names:
            found = {PERSON, JOINT}
            for noun in self._object_words(token, particle):
                found.update(*(labels for part in self.through(noun) for labels, _ in self._labels_of(part)))
            self._object_names[key] = frozenset(found)
        return self._object_names[key]

    def readings(self, token: Token) -> Iterator[tuple[str, str]]:
        """Give the (lemma, part of speech) pairs a word may have, by the tables' own forms, the tagger's view first."""
        form = token.lower_
        if token.dep_ == "amod" and token.pos_ in ("VERB", "ADJ") and token.tag_ != "VBD":
            return
        if token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.tag_ in ("VBN", "VBG")):
            yield from ((lemma, "verb") for lemma in self._verb_lemmas(token))
            if form not in self.tables.verb_forms or token.tag_ in ("VBG", "NN"):
                yield from ((lemma, "noun") for lemma in self.tables.noun_forms.get(form, ()))
        elif arguments.is_gerund(token):
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
        if arguments.is_predicate(token):
            yield form, "adjective"
            yield from ((lemma, "adjective") for lemma in self.tables.noun_forms.get(form, ()) if lemma != form)

    def _verb_lemmas(self, token: Token) -> tuple[str, ...]:
        lemmas = self.tables.verb_forms.get(token.lower_, ())
        if len(lemmas) < 2:
            return lemmas
        return tuple(sorted(lemmas, key=lambda lemma: lemma != token.lemma_.lower()))

    def fit(self, token: Token, sense: Sense) -> frozenset[int] | str:
        """Give the words a sense uses up at a word; where it does not fit, the column of the table that says why."""
        row, used = sense.row, {token.i}
        if arguments.is_noun(token) and row.pos == "verb" and not row.object and not syntax.objects(token):
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
        if row.pos == "adjective" and not arguments.is_predicate(token):
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
            return frozenset() if any(arguments.is_infinitive(child) for child in token.children) else None
        if row.prep or row.after:
            return self._prepositional(token, row.prep, row.after)
        return frozenset()

    def _subject_fits(self, token: Token, wanted: tuple[str, ...]) -> bool:
        agents = arguments.agents_of(token)
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
                if (out := arguments.split_particle(child, words[0])) is not None:
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
        if arguments.is_noun(token):
            return syntax.objects(token) or syntax.obliques(token, "of", "to", "in", "on")
        return [*arguments.objects_of(token), *arguments.after_particle(token, particle)]

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
        own = syntax.objects(token) + arguments.lost_objects(token) + syntax.indirect_objects(token) if verb else []
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
        hosts = self._hosts(token, carriers) if arguments.is_noun(token) and not arguments.is_predicate(token) else ()
        places = (token, *hosts)
        if hosts and row.pos == "verb":
            actor, recipient = (*actor, "poss", "by"), (*recipient, "of")
        elif arguments.is_noun(token) and row.pos == "verb":
            actor = ("poss", "by", *actor)
            recipient = ("of", *recipient) if "object" in recipient else recipient
        covers = used | {host.i for host in hosts if host.pos_ == "VERB" or self.is_part(host)}
        direct = arguments.after_particle(token, sense.particle) if row.pos == "verb" else []
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
            return arguments.objects_of(place) if not arguments.is_noun(place) else []
        if name == "complement":
            return self._below(place)
        if name == "iobj":
            return syntax.indirect_objects(place) or arguments.given(place)
        if name == "clause":
            return syntax.agents(place.head) if place.dep_ == "obl" and not arguments.is_noun(place.head) else []
        if name == "interlocutor":
            return [
                who for noun in syntax.obliques(place, "in", "during", "at") for who in syntax.obliques(noun, "with")
            ]
        if name == "poss":
            return arguments.owners(place) if place.pos_ not in ("VERB", "AUX") else []
        if name == SPEAKER:
            return []
        return [noun for noun, prep in self.dependents(place) if prep == name]

    def _authored(self, agents: list[Token]) -> list[Token]:
        """Put before a paper that says something those who issue it ("passed a resolution criticizing Chile")."""
        papers = [word for word in agents if any("@paper" in names for names, _ in self._labels_of(word))]
        authors = [who for paper in papers for who in arguments.owners(paper) + self._issuers(paper)]
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
        if token.pos_ in ("VERB", "AUX") or arguments.is_gerund(token):
            yield from ((lemma, "verb") for lemma in self._verb_lemmas(token))
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from ((lemma, "noun") for lemma in self.tables.noun_forms.get(token.lower_, ()))
        yield token.lower_, "adjective"

    def _has_particle(self, token: Token, particle: str) -> bool:
        after = [word.lower_ for word in self.doc[token.i + 1 : token.i + 1 + len(particle.split())]]
        return after == particle.split() or particle == syntax.particle(token)
