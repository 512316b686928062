"""Which senses of the event tables fit at a word: what must stand around it, and what may not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from chancery.extract import clauses, syntax
from chancery.extract.done import arguments
from chancery.extract.done.nouns import BESIDE, JOINT, PEOPLE, PERSON, PLACE, Nouns
from chancery.lexicon.event_rows import SenseRow
from chancery.lexicon.event_senses import Sense
from chancery.lexicon.events import EventTables
from chancery.tokens import Doc, Token

# In ``after``: an infinitive must complete the verb ("ordered the firm to pay").
CLAUSE = "+clause"
# In ``after``: a clause tells what somebody says ("charged that they armed rebels").
CONTENT = "+content"
# In ``after``: something is said of the object ("called him a friend").
PREDICATE = "+predicate"
# What takes two words back at once ("called the vote [neither] free nor fair").
NEITHER = "neither"
# In ``prep``: the act of the clause before led to it ("a bridge collapsed, killing two").
OUTCOME = "+act"
# In ``prep``: the verb is denied ("will [not] go unanswered").
DENIED = "+not"
# In ``prep``: somebody is given the object ("sent [Kyiv] tanks").
GIVEN = "+iobj"
# In ``subject``: more than one.
SEVERAL = "+several"
OFFICIAL = "@official"
# The classes of papers and speeches, and of verbs of taking one thing for another.
PAPER, SEEING = ("@paper",), "@seeing"
# The class of what carries goods.
CARRIER = ("@carrier",)
# Whose posture threatens nobody.
MOBILIZING, PEACEKEEPERS = "MOBILIZE", ("@peacekeeper",)
# What one sees to for oneself, and by what labels an infinitive says so.
HELP, SELVES, ENDS = "AID", frozenset({"itself", "themselves"}), ("advcl", "acl", "xcomp")
OWN, TROOPS = ("@frontier",), ("@troops",)
# The class of talks and meetings.
TALKS = ("@talks",)
# The class of what somebody feels at what others do.
FEELING = ("@feeling",)
# Behind these only a time may be asked for ("held him [since] May").
LASTING = ("since", "until", "for")
# In ``actor``: whoever says it.
SPEAKER = "speaker"
# Whom a happening is between may stand elsewhere than behind this ("[Saudi-Iranian] talks").
BETWEEN = "between"


class Fitting(Nouns):
    """Weighs the frames of senses against the words of a document."""

    def __init__(self, doc: Doc, tables: EventTables) -> None:
        super().__init__(doc, tables)
        self._objects: dict[tuple[int, str], list[Token]] = {}
        self._object_names: dict[tuple[int, str], frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._hanging: dict[int, list[tuple[Token, str]]] = {}

    def readings(self, token: Token) -> Iterator[tuple[str, str]]:
        """Give the (lemma, part of speech) pairs a word may have, by the tables' own forms, the tagger's view first."""
        form = token.lower_
        if token.dep_ == "amod" and token.pos_ in ("VERB", "ADJ") and token.tag_ != "VBD" and not self.judges(token):
            return
        if token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.tag_ in ("VBN", "VBG")):
            yield from ((lemma, "verb") for lemma in self.verb_lemmas(token))
            if (form not in self.tables.verb_forms or token.tag_ in ("VBG", "NN")) and not syntax.auxiliaries(token):
                yield from ((lemma, "noun") for lemma in self.tables.noun_forms.get(form, ()))
        elif arguments.is_gerund(token):
            yield from ((lemma, "verb") for lemma in self.verb_lemmas(token))
        elif arguments.only_names(token) or self._only_called(token) or self._talked_over(token):
            return
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from ((lemma, "noun") for lemma in self.noun_lemmas(token))
            yield from (
                (verb, "verb") for lemma in self.noun_lemmas(token) for verb in self.tables.verbs_of.get(lemma, ())
            )
            told = token.dep_ in ("ROOT", "conj", "ccomp") and syntax.children(token, "obj", "xcomp", "ccomp", "nsubj")
            if told or arguments.is_deed(token):
                yield from ((lemma, "verb") for lemma in self.verb_lemmas(token))
        elif token.pos_ == "ADJ" and syntax.children(token, "aux:pass", "obl:agent"):
            yield from ((lemma, "verb") for lemma in self.verb_lemmas(token))
        if arguments.is_predicate(token) or self.judges(token):
            yield form, "adjective"
            yield from ((lemma, "adjective") for lemma in self.tables.noun_forms.get(form, ()) if lemma != form)

    def _only_called(self, noun: Token) -> bool:
        """Is a noun only what somebody calls a thing or sees in it ("what they call [threats]", "treats it as an [attack]")?"""
        while noun.arc == "nmod" and self.is_part(noun.head):
            noun = noun.head
        if noun.pos_ != "NOUN" or noun.head.pos_ != "VERB":
            return False
        if noun.arc == "obl" and syntax.prepositions(noun) == "as":
            lemmas = self.tables.verb_forms.get(noun.head.lower_, (noun.head.lemma_,))
            return self.tables.is_any(lemmas, SEEING)
        return noun.dep_ == "xcomp" and self._may_name(noun.head)

    def _talked_over(self, noun: Token) -> bool:
        """Is a noun only what talks are about ("[ceasefire] talks collapsed")?"""
        return noun.dep_ == "compound" and noun.i + 1 == noun.head.i and self.match(noun.head, TALKS) is not None

    def verb_lemmas(self, token: Token) -> tuple[str, ...]:
        """Give the lemmas of a verb by the tables' forms, the pipeline's own first."""
        lemmas = self.tables.verb_forms.get(token.lower_, ())
        if token.i > 1 and self.doc[token.i - 1].text == "-":
            lemmas = self.tables.verb_forms.get(f"{self.doc[token.i - 2].lower_}-{token.lower_}", lemmas)
        if len(lemmas) < 2:
            return lemmas
        return tuple(sorted(lemmas, key=lambda lemma: lemma != token.lemma_.lower()))

    def fit(self, token: Token, sense: Sense) -> frozenset[int] | str:
        """Give the words a sense uses up at a word; where it does not fit, the column of the table that says why."""
        row, used = sense.row, {token.i}
        if arguments.is_noun(token) and row.pos == "verb" and not row.object and not arguments.done_to(token):
            return "pos"
        if sense.particle:
            companions = self._companions(token, sense)
            if companions is None:
                return "words"
            used |= companions
        elif row.pos == "verb" and (off := syntax.particle(token)):
            known = self.tables.operators_by_lemma.get((sense.lemma, "verb"), ())
            if any(operator.particle == off for operator in known) or _is_other_verb(token, row):
                return "words"
        told = arguments.is_predicate(token) or self.judges(token)
        if row.pos == "adjective" and not (told and self._says_what(token, sense)):
            return "pos"
        hit = self._object_fits(token, sense)
        if hit is None:
            return "object"
        used |= hit
        hit = self._complement_fits(token, row)
        if hit is None:
            return "after" if row.after else "prep"
        used |= hit
        if not self._may_do(token, row):
            return "subject"
        return frozenset(used)

    def judges(self, token: Token) -> bool:
        """Is this an adjective that says what a paper or speech before it does to somebody ("a report [critical] of Mali")?"""
        return arguments.is_behind(token) and self.match(token.head, PAPER) is not None

    def names(self, verb: Token) -> bool:
        """Does a verb only say what its object is or is called ("called the attack [a hoax]")?"""
        said = any(word.pos_ in ("ADJ", "NOUN", "PROPN") for word in syntax.children(verb, "xcomp"))
        return said and self._may_name(verb)

    def _may_name(self, verb: Token) -> bool:
        """Do the tables know a verb as one that says something of its object?"""
        senses = (sense for lemma in self.verb_lemmas(verb) for sense in self.tables.by_lemma.get((lemma, "verb"), ()))
        return any(sense.row.after == (PREDICATE,) for sense in senses)

    def possible(self, token: Token, lemma: str, pos: str) -> list[Sense]:
        """Give the senses of a word, those that ask most first, but for those that ask for a word which stands nowhere near."""
        meanings = self.tables.by_lemma.get((lemma, pos))
        if meanings is None:
            return []
        beside = self._words_around(token) if pos == "verb" else self._word_before(token)
        return meanings.possible(beside, partial(self._object_labels, token), partial(self._bears, token))

    def _bears(self, token: Token) -> bool:
        """Does anything hang on a word that may be what a frame asks for after it?"""
        return bool(token.children or self.dependents(token))

    def _word_before(self, token: Token) -> frozenset[str]:
        led = self._led_in(token).rpartition(" ")[2]
        return frozenset((self.doc[token.i - 1].lower_, led)) if token.i else frozenset()

    def _led_in(self, noun: Token) -> str:
        """Give the preposition and article of a noun, whatever stands behind them ("[to the] great dismay of Oslo")."""
        return " ".join([syntax.prepositions(noun), *(word.lower_ for word in syntax.children(noun, "det"))])

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
            found = {PERSON, PLACE, JOINT, PEOPLE}
            for noun in self.object_words(token, particle):
                found.update(*(labels for part in self.through(noun) for labels, _ in self._labels_of(part)))
            self._object_names[key] = frozenset(found)
        return self._object_names[key]

    def _says_what(self, token: Token, sense: Sense) -> bool:
        """Does a noun say what its subject is, and not only how it stands ("is in danger"), where that is not what is asked?"""
        if SPEAKER not in sense.row.actor:
            return True
        cases = [word.lower_ for word in syntax.children(token, "case")]
        return token.pos_ != "NOUN" or not set(cases) - set(sense.particle.split())

    def _object_fits(self, token: Token, sense: Sense) -> frozenset[int] | None:
        """Give the words of a verb's objects that a sense asks for, none where it asks nothing, None where they are missing."""
        wanted = sense.row.object
        if not wanted:
            return frozenset()
        if sense.row.pos == "verb" and not sense.row.after and self.names(token):
            return None
        if wanted in (("-",), ("+",)):
            there = bool(syntax.objects(token) or syntax.indirect_objects(token))
            return frozenset() if there == (wanted == ("+",)) else None
        nouns = self.object_words(token, sense.particle)
        hits = [part for noun in nouns if (part := self.match(noun, wanted)) is not None]
        return frozenset(place for hit in hits for place in hit) if hits else None

    def _complement_fits(self, token: Token, row: SenseRow) -> frozenset[int] | None:
        """Give the words after a preposition or in a predicate that a frame asks for; None where they are missing."""
        if row.after == (CLAUSE,):
            return frozenset() if any(arguments.is_infinitive(child) for child in token.children) else None
        if row.after == (CONTENT,):
            return frozenset() if syntax.children(token, "ccomp") else None
        if row.after == (PREDICATE,):
            said = syntax.children(token, "xcomp")
            return frozenset() if any(word.pos_ in ("ADJ", "NOUN", "PROPN") for word in said) else None
        if row.prep == (DENIED,):
            denied = syntax.negation(token)
            return None if denied is None else frozenset({denied.i})
        if row.prep == (GIVEN,):
            given = (self.match(who, row.object) is None for who in syntax.indirect_objects(token))
            return frozenset() if any(given) else None
        if row.prep or row.after:
            return self._prepositional(token, row.prep, row.after)
        return frozenset()

    def _may_do(self, token: Token, row: SenseRow) -> bool:
        """Is a verb's subject one that a sense asks for, or what it carries?"""
        if row.event == MOBILIZING and self._subject_fits(token, PEACEKEEPERS):
            return False
        if row.event == HELP and (self._for_himself(token) if row.after else self._sends_troops(token)):
            return False
        return not row.subject or self._subject_fits(token, row.subject) or self._load_fits(token, row)

    def _for_himself(self, token: Token) -> bool:
        """Does who deploys a thing see to his own with it ("sent troops to guard the border", "to protect its embassy")?"""
        ends = (end for place in (token, *syntax.objects(token)) for end in syntax.children(place, *ENDS))
        kept = (noun for end in ends if end.tag_ == "VB" for noun in syntax.objects(end))
        return any(
            noun.lower_ in SELVES or self.match(noun, OWN) is not None or self._own_troops(noun) for noun in kept
        )

    def _sends_troops(self, token: Token) -> bool:
        """Are soldiers among what somebody sends, for nobody's sake that is told ("sent [troops] and helicopters to Mali")?"""
        sent = syntax.objects(token)
        return len(sent) > 1 and any(self.match(noun, TROOPS) is not None for noun in sent)

    def _own_troops(self, noun: Token) -> bool:
        """Are these the forces of whoever is spoken of ("its troops")?"""
        return any(word.tag_ == "PRP$" for word in syntax.children(noun, "nmod:poss")) and bool(
            self.match(noun, TROOPS)
        )

    def _subject_fits(self, token: Token, wanted: tuple[str, ...]) -> bool:
        agents = arguments.agents_of(token)
        if OFFICIAL in wanted and any(noun.ent_type_ == "PERSON" or noun.lower_ in ("he", "she") for noun in agents):
            return True
        if SEVERAL in wanted and (len(agents) > 1 or any(map(arguments.of_several, agents))):
            return True
        if token.dep_ == "ccomp" and any(noun.pos_ == "PRON" for noun in agents):
            agents = [*agents, *syntax.own_subjects(token.head)]
        if any(noun.lower_ == "they" for noun in agents):
            agents = [*agents, *self._told_before(token)]
        return any(self.match(noun, wanted) is not None for noun in agents)

    def _load_fits(self, token: Token, row: SenseRow) -> bool:
        """Is what reaches somebody the aid that its subject carries ("a plane [carrying tents] landed")?"""
        loads = self.loads(token) if row.event == "AID" else []
        return any(self.match(load, row.subject) is not None for load in loads)

    def loads(self, verb: Token) -> list[Token]:
        """Give what the subject of a verb carries."""
        carriers = [noun for noun in syntax.own_subjects(verb) if self.match(noun, CARRIER) is not None]
        clauses = [clause for noun in carriers for clause in syntax.children(noun, "acl")]
        carried = [load for clause in clauses if clause.tag_ == "VBG" for load in syntax.objects(clause)]
        return [*carried, *(load for place in (*carriers, *clauses) for load in syntax.obliques(place, "with", "of"))]

    def _told_before(self, token: Token) -> list[Token]:
        """Give the subjects of the sentence before ("[Farmers] marched. They blocked a road.")."""
        start = token.sent.start
        before = self.doc[start - 1].sent if start else None
        words = self.doc[before.start : before.end] if before else []
        return [noun for word in words if word.dep_ == "ROOT" for noun in syntax.own_subjects(word)]

    def _companions(self, token: Token, sense: Sense) -> set[int] | None:
        """Find the particle of a verb or the words before a compound noun's head."""
        words = sense.particle.split()
        if sense.row.pos != "verb":
            first = token.i - len(words)
            there = [word.lower_ for word in self.doc[max(first, 0) : token.i]]
            led = token.lower_ == sense.lemma and sense.particle == self._led_in(token)  # "in clear defiance"
            return set(range(first, token.i)) if there == words else set() if led else None
        after = [word.lower_ for word in self.doc[token.i + 1 : token.i + 1 + len(words)]]
        if after == words:
            return set(range(token.i + 1, token.i + 1 + len(words)))
        if len(words) == 1:
            for child in token.children:
                near = 0 < child.i - token.i < 7 or (child.i == token.i - 1 and child.dep_ == "advmod")
                if child.lower_ == words[0] and child.dep_ in ("compound:prt", "advmod") and near:
                    return {child.i}
                if (out := arguments.split_particle(child, words[0])) is not None:
                    return {out.i}
        if len(words) == 2:
            # What stands between the two is the object ("took them to task").
            apart = (noun for noun, prep in self.dependents(token) if prep == words[0] and noun.lower_ == words[1])
            return next(({noun.i} for noun in apart), None)
        return None

    def object_words(self, token: Token, particle: str) -> list[Token]:
        """Give a verb's objects, among them what the parse hangs on its particle ("pull out their troops")."""
        found = self._objects.get((token.i, particle))
        if found is None:
            found = self._objects[token.i, particle] = self._objects_with(token, particle)
        return found

    def _objects_with(self, token: Token, particle: str) -> list[Token]:
        if arguments.is_noun(token):
            return syntax.objects(token) or syntax.obliques(token, "of", "to", "in", "on")
        given = syntax.indirect_objects(token)
        own = [*arguments.objects_of(token), *arguments.meant_by_pronoun(token)]
        return [*own, *given, *arguments.after_particle(token, particle)]

    def _prepositional(self, token: Token, preps: tuple[str, ...], after: tuple[str, ...]) -> frozenset[int] | None:
        for noun, prep in self.dependents(token):
            if preps and prep not in preps:
                continue
            if not after and prep == "to" and noun.pos_ == "VERB" and noun.tag_ != "VBG":
                continue
            if not after and prep not in LASTING and clauses.is_time(noun):
                continue  # "opened a plant [in May]"
            if not after:
                return frozenset({noun.i}) if noun.pos_ not in ("PROPN", "PRON") else frozenset()
            hit = self.match(noun, after)
            halves = syntax.children(syntax.first_conjunct(noun), "cc:preconj")
            if hit is not None and not any(half.lower_ == NEITHER for half in halves):
                return hit
        paired = BETWEEN in preps and not after and arguments.is_noun(token) and arguments.parties(token)
        return frozenset() if paired else None

    def dependents(self, token: Token) -> list[tuple[Token, str]]:
        """Give what hangs on a word by a preposition, and on its objects, and its predicates (with "" or "as")."""
        found = self._hanging.get(token.i)
        if found is None:
            found = self._hanging[token.i] = list(self._dependents(token))
        return found

    def _dependents(self, token: Token) -> Iterator[tuple[Token, str]]:
        for child in (*token.children, *arguments.beyond_particle(token)):
            base = child.arc
            if arguments.is_absolute(child) or self._is_felt(child):
                continue
            if base in ("obl", "nmod", "advcl", "xcomp", "acl", "ccomp") and child.dep_ != "nmod:poss":
                prep = syntax.prepositions(child) or arguments.opening(child)
                if prep or base == "xcomp" or child.tag_ not in ("VB", "VBD"):
                    yield from ((part, prep) for part in arguments.told(child, prep))
            elif arguments.is_opposed(child) or self.is_target(child):
                yield child, "against"
        yield from ((part, BESIDE) for part in self.companions(token))
        verb = token.pos_ in ("VERB", "AUX")
        yield from ((part, "to") for part in (arguments.bound_for(token) if verb else ()))
        if verb and arguments.is_outcome(token):
            yield token.head, OUTCOME
        if verb and (left := arguments.stranded(token)) is not None:
            yield from ((part, left.lower_) for part in syntax.own_subjects(token))
        yield from self._on_objects(token)

    def _is_felt(self, noun: Token) -> bool:
        """Is this what others felt at a deed ("met, to the [dismay] of Oslo"), who were not with whom or to whom it was done?"""
        owned = bool(syntax.obliques(noun, "of") or syntax.children(noun, "nmod:poss"))
        return owned and syntax.prepositions(noun) == "to" and self.match(noun, FEELING) is not None

    def _on_objects(self, token: Token) -> Iterator[tuple[Token, str]]:
        """Give what hangs on the objects of a verb, or on what a noun is of, by a preposition, or stands behind "anti-"."""
        verb = token.pos_ in ("VERB", "AUX")
        own = syntax.objects(token) + arguments.lost_objects(token) + syntax.indirect_objects(token) if verb else []
        own = own or ([] if verb else syntax.obliques(token, "of", "to"))
        for noun in dict.fromkeys(part for whole in own for part in (whole, *self.through(whole))):
            for child in noun.children:
                beside = child.arc in ("nmod", "acl", "amod", "obl", "appos") and child.i > noun.i
                if beside and not arguments.is_absolute(child):
                    yield from ((part, syntax.prepositions(child)) for part in syntax.conjuncts(child))
                    if child.dep_ == "acl" and child.tag_ == "VBN":  # "fired rockets aimed at Chad"
                        yield from ((part, "at") for part in syntax.obliques(child, "at"))
                elif arguments.is_opposed(child) or self.is_target(child):
                    yield child, "against"


def _is_other_verb(token: Token, row: SenseRow) -> bool:
    """Does a particle make another verb of one of which a frame knows nothing but itself ("paid off", "whipped up")?"""
    bare = row.object in ((), ("+",), ("-",)) and not (row.after or row.prep or row.subject)
    return bare and any(child.dep_ == "compound:prt" and child.tag_ == "RP" for child in token.children)
