"""Which names and classes of the tables a noun stands under, and what one looks through it to."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.extract.done import arguments
from chancery.lexicon.events import EventTables
from chancery.tokens import Doc, Token

# The class of storms and what else the weather brings, and that of arms.
STORM, WEAPON = "weather", "@weapon"
# In ``object``: the name of a person, that of a place, a thing done jointly, a people.
PERSON, PLACE, JOINT, PEOPLE = "+person", "+place", "+joint", "+people"
# What is said of a thing that several have or do together.
SHARED = frozenset({"joint", "common", "shared"})
# How peoples end whose plural is their adjective ("took in 200 Congolese").
ALIKE = "ese"
# The class of what stands before those who do a thing with its doer, and the preposition under which all of it is kept.
COMPANION, BESIDE = "companion", "together with"
# The class of plans and offers.
PLANS = "plan"
# Parts of speech of what sets a scene, and tells no act of its own.
SETTING = frozenset({"NOUN", "PROPN", "PRON", "ADV", "ADJ"})
# Nouns that one looks through are few in any phrase that a person wrote; more is a circle in a broken parse.
DEPTH = 6

# The class of penalties of states.
PENALTY = "@sanction"
# What burns, where nobody has opened it; the classes of who and what fires, and of what is said of such fire.
FIRE, BLAZE = "fire", "blaze"
SHOOTERS = "@troops", "@police", "@insurgent", "@heavyweapon", "@firearm"
FIRED = "fired"


class Nouns:
    """Matches the nouns of a document with the words and classes of the event tables."""

    def __init__(self, doc: Doc, tables: EventTables) -> None:
        self.doc = doc
        self.tables = tables
        self._lemmas: dict[int, tuple[str, ...]] = {}
        self._through: dict[int, list[Token]] = {}
        self._labels: dict[int, list[tuple[frozenset[str], frozenset[int]]]] = {}

    def noun_lemmas(self, token: Token) -> tuple[str, ...]:
        """Give the lemmas of a noun or deed, by the tables' forms or the pipeline's; "cease-fire" may be three tokens."""
        found = self._lemmas.get(token.i)
        if found is None:
            own = self.tables.noun_forms.get(token.lower_)
            own = own or (self.tables.verb_forms.get(token.lower_) if token.pos_ == "VERB" else None)
            own = own or (token.lemma_.lower() or token.lower_,)
            found = self._lemmas[token.i] = self._hyphened(token) or own
        return found

    def match(self, noun: Token, wanted: tuple[str, ...]) -> frozenset[int] | None:
        """Does a noun, or what one looks through it to, fit words or classes? Give the words that fit."""
        if PERSON in wanted and (noun.ent_type_ == "PERSON" or self._is_surname(noun)):
            return frozenset()
        if PLACE in wanted and noun.ent_type_ in ("GPE", "LOC") and noun.pos_ == "PROPN":
            return frozenset()
        if PEOPLE in wanted and self._is_people(noun):
            return frozenset()
        if JOINT in wanted and any(child.lower_ in SHARED for child in arguments.before(noun)):
            return frozenset({noun.i})
        for part in self.through(noun):
            for labels, places in self._labels_of(part):
                if not labels.isdisjoint(wanted):
                    return places
        return None

    def _is_people(self, noun: Token) -> bool:
        """Is this the plural name of a people ("ordered sixty [Russians] to leave"), which no table knows as a noun?"""
        unknown = noun.text.istitle() and noun.lower_ not in self.tables.noun_forms
        return noun.tag_ == "NNPS" or (noun.tag_ == "NNS" and unknown)

    def _is_surname(self, noun: Token) -> bool:
        """Is this a lone name that nobody has labeled and no table knows as a noun ("called [Netanyahu]")?"""
        alone = noun.pos_ == "PROPN" and not noun.ent_type_ and noun.left_edge is noun and noun.text.istitle()
        return alone and noun.lower_ not in self.tables.noun_forms and noun.lower_ not in self.tables.labels_of

    def _labels_of(self, token: Token) -> list[tuple[frozenset[str], frozenset[int]]]:
        """Give the names of a noun, each with its classes."""
        found = self._labels.get(token.i)
        if found is None:
            known = self.tables.labels_of
            names = () if arguments.is_month(token) else self._names(token)
            found = self._labels[token.i] = [(known.get(name) or frozenset((name,)), places) for name, places in names]
            titles = syntax.children(token, "nmod:desc") if token.ent_type_ == "PERSON" else []
            # "expelled [ambassador] Jan Holm"
            found += [(labels, frozenset[int]()) for title in titles for labels, _ in self._labels_of(title)]
            found += [*self._storm(token), *self._make(token)] if token.pos_ == "PROPN" else []
        return found

    def _storm(self, name: Token) -> list[tuple[frozenset[str], frozenset[int]]]:
        """Give the classes of what a storm is by the word before its name ("[Hurricane] Milton killed ten")."""
        before = (word for word in syntax.children(name, "compound") if word.lower_ in self.tables.classed(STORM))
        return [(frozenset({f"@{STORM}"}), frozenset({word.i})) for word in before]

    def _make(self, name: Token) -> list[tuple[frozenset[str], frozenset[int]]]:
        """Give the class of arms to a make that is told by letters and a number ("gave Mali ten [F-16s]")."""
        behind = self.doc[name.i + 1 : name.i + 3]
        numbered = len(behind) == 2 and behind[0].text == "-" and behind[1].text[:1].isdigit()
        lettered = numbered and len(name) < 4 and name.text[:1].isupper()
        return [(frozenset({WEAPON}), frozenset({name.i, behind[1].i}))] if lettered else []

    def _names(self, token: Token) -> Iterator[tuple[str, frozenset[int]]]:
        """Give the names a noun may stand under in the tables: with the words before it, then alone."""
        here, tables = token.i, self.tables
        for lemma in self._hyphened(token):
            yield lemma, frozenset({here - 2, here})
        lemmas = self.noun_lemmas(token)
        whole = False
        for name, lemma, places in self._long_names(token, lemmas):
            yield name, places
            known = tables.classes_of.get(name)
            whole = whole or bool(known and not known & tables.classes_of.get(lemma, frozenset()))
        after = self.doc[here + 1] if here + 1 < len(self.doc) else token
        if after.head is token and arguments.is_noun(token):  # "charge d'affaires"
            behind = [name for lemma in lemmas if (name := f"{lemma} {after.lower_}") in tables.classes_of]
            yield from ((name, frozenset({here, after.i})) for name in behind)
            whole = whole or bool(behind)
        if whole:
            return
        # The last part of "cease-fire" is no fire.
        for lemma in dict.fromkeys(lemmas if self._hyphened(token) else (*lemmas, token.lower_)):
            yield lemma, frozenset({here})
            if lemma == FIRE and not self._is_shot(token):
                yield BLAZE, frozenset({here})
        alike = token.lower_.endswith(ALIKE) and (token.pos_ == "PROPN" or syntax.children(token, "nummod"))
        plural = token.tag_ in ("NNS", "NNPS") or alike
        if plural and token.text.istitle() and not token.is_sent_start:
            yield "people", frozenset({here})
        parted = [lemma for lemma in lemmas if lemma in tables.parted]
        of = syntax.obliques(token, "of") if parted else []
        if of:
            none = "no " if any(child.lower_ == "no" for child in of[0].children) else ""  # "motion of no confidence"
            for last in dict.fromkeys((of[0].lower_, *self.noun_lemmas(of[0]))):
                yield from ((f"{lemma} of {none}{last}", frozenset({here, of[0].i})) for lemma in parted)

    def _long_names(self, token: Token, lemmas: tuple[str, ...]) -> Iterator[tuple[str, str, frozenset[int]]]:
        """Give the names of several words that end in a noun, each with its last word and the places of all."""
        for last in (token.i, token.i - 1) if _is_nation_of(token) else (token.i,):
            yield from self._up_to(last, token, lemmas)

    def _up_to(self, last: int, token: Token, lemmas: tuple[str, ...]) -> Iterator[tuple[str, str, frozenset[int]]]:
        """Give the names of several words, the others of which stand right before a place of the text."""
        doc = self.doc
        if not last:
            return
        # "self-defense" before "group" is three tokens.
        parts = 3 if last > 2 and doc[last - 2].lower_ == "-" else 1
        before = "".join(word.lower_ for word in doc[last - parts : last])
        for lemma in dict.fromkeys((token.lower_, *lemmas)):
            for size in (2, 1) if before in self.tables.compounds.get(lemma, ()) else ():
                first = last - parts - size + 1
                if first >= 0 and doc[last - 1].head.i in (token.i, last - 1, token.head.i):
                    words = [word.lower_ for word in doc[first : last - parts]]
                    yield " ".join((*words, before, lemma)), lemma, frozenset((*range(first, last), token.i))

    def _is_shot(self, fire: Token) -> bool:
        """Did somebody open this fire ("[Israeli] fire", "fire from tanks", "their fire"), and is it nothing that burns?"""
        if fire.tag_ != "NN" or any(child.dep_ == "det" for child in fire.children):
            return False
        shooters = [*arguments.before(fire)[-1:], *syntax.possessors(fire), *syntax.obliques(fire, "from")]
        if any(word.tag_ == "PRP$" or word.lower_ in self.tables.classed(FIRED) for word in shooters):
            return True
        states = any(word.pos_ in ("ADJ", "PROPN") and word.lemma_.istitle() for word in shooters)
        return states or any(self.match(word, SHOOTERS) is not None for word in shooters)

    def is_target(self, name: Token) -> bool:
        """Is a state's plain name before a noun for penalties whom they are for ("new [Iran] sanctions", not "US sanctions")?"""
        noun = name.head
        if not arguments.is_plain_state(name) or self.match(noun, (PENALTY,)) is None:
            return False
        return not syntax.obliques(noun, "on", "against")

    def through(self, noun: Token) -> list[Token]:
        """Give a noun and the nouns one looks through it to: "a round of sanctions", "an aid package"."""
        found = self._through.get(noun.i)
        if found is not None:
            return found
        found = self._through[noun.i] = []
        queue = [noun]
        while queue and len(found) < DEPTH:
            part = queue.pop(0)
            counted = syntax.obliques(part, "of") if self._is_quantity(part) else []
            if not counted:
                found.append(part)
            if self.is_part(part):
                queue += syntax.obliques(part, "of", "in", "for")
                queue += [
                    word for child in part.children if child.lower_ == "worth" for word in syntax.obliques(child, "of")
                ]
                beside = ("amod",) if self._is_planned(part) else ("compound", "amod")
                queue += [child for child in part.children if child.dep_ in beside and child.pos_ in ("NOUN", "PROPN")]
        return found

    def is_part(self, noun: Token) -> bool:
        """Is this a noun one looks through?"""
        return noun.pos_ in ("NUM", "SYM") or not self.tables.classed("part").isdisjoint(self.noun_lemmas(noun))

    def _is_planned(self, noun: Token) -> bool:
        """Is this a plan, of which what stands before it is still to come ("a strike [proposal]")?"""
        return not self.tables.classed(PLANS).isdisjoint(self.noun_lemmas(noun))

    def accompanies(self, noun: Token) -> bool:
        """Does a noun stand beside who does a thing ("together with Mali", "side by side with Mali")?"""
        last = max((child.i for child in syntax.children(noun, "case") if child.i < noun.i), default=None)
        if last is None:
            return False
        before = [word.lower_ for word in self.doc[max(last - DEPTH, 0) : last + 1]]
        return any(" ".join(before[start:]) in self.tables.classed(COMPANION) for start in range(len(before)))

    def companions(self, word: Token) -> list[Token]:
        """Give who does what a word tells together with its doer, wherever the set phrase that says so is hung."""
        near = [child for child in word.children if child.pos_ in SETTING]
        lower = [part for child in near for part in child.children if part.pos_ in SETTING]
        along = [
            part for part in (*near, *lower, *(last for part in lower for last in part.children)) if part.i > word.i
        ]
        beside = [part for part in along if part.arc in ("obl", "nmod") and syntax.prepositions(part) == "with"]
        return [also for part in beside if self.accompanies(part) for also in syntax.conjuncts(part)]

    def _is_quantity(self, noun: Token) -> bool:
        """Is this a noun that only counts what follows ("hundreds of policemen")?"""
        return not self.tables.classed("quantity").isdisjoint(self.noun_lemmas(noun))

    def _hyphened(self, token: Token) -> tuple[str, ...]:
        if token.i < 2 or self.doc[token.i - 1].lower_ != "-":
            return ()
        return self.tables.noun_forms.get(f"{self.doc[token.i - 2].lower_}-{token.lower_}", ())


def _is_nation_of(noun: Token) -> bool:
    """Does a nation stand between a noun and the word before that it may form a name with ("wounded [Somali] soldiers")?"""
    word = syntax.before(noun)
    return word.ent_type_ in ("NORP", "GPE") and word.head is noun and word.dep_ in ("amod", "compound")
