"""Who stands in the roles of a verb or noun, and which operators a word is: what senses and frames ask alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from chancery.extract import clauses, syntax
from chancery.extract.done import arguments
from chancery.extract.done.fitting import SPEAKER, Fitting
from chancery.extract.done.nouns import DEPTH
from chancery.lexicon.events import Operator
from chancery.tokens import Token

Groups = tuple[tuple[Token, ...], ...]
# Who does what a that-clause tells of.
CONTENT = "content"
# The state out of which somebody is sent.
LAND = "land"
# Who holds those whom somebody wants set free.
HOLDER = "holder"
# Where somebody may stand but by a preposition.
ROLES = frozenset({"subject", "object", "complement", "iobj", "clause", "interlocutor", "means", "poss", "owner"})
ROLES |= {CONTENT, LAND, HOLDER, SPEAKER}
# Who tells a thing that others are told to do has no part in it.
ACCORDING = "according to"
# The classes of verbs whose doer plans what their object says, or acts by means of it.
PLANNING, USING = "@planning", "@using"
# The classes of plans that an infinitive unfolds, and of what lets somebody act.
UNFOLDING, ENABLING = "@unfolding", "@enabling"
# The class of verbs that say what somebody is or becomes.
LINKING = "@linking"
# The class of verbs of excluding a thing: who does not, or will not, leaves it open.
EXCLUDING = "@excluding"
# The class of nouns for what somebody says of others.
TELLING = "@telling"
# The class of what is done or owed for something done before.
REQUITAL = ("@requital",)
# The class of verbs of getting a thing.
RECEIVING = "@receiving"
# The class of verbs whose doer has not written the paper that he does it to ("vetoed a resolution").
UNAUTHORED = "@unauthored"
# The classes of blows and of what they strike.
BLOW, BUILDING = ("@attack",), ("@building",)
# By these hangs on a blow at whom it was aimed: whose it is stands behind "of" then.
AIMED = frozenset({"on", "against"})
# Where the blow stands that somebody is hurt by, and who dealt it ("killed in a raid by soldiers"); the classes of blows, and of
# those of two sides, where what stands before them is no more than the scene ("the Syrian war").
BLOWS, DEALT = ("in", "by", "during", "from", "of", "after"), ("by", "from", "with")
DEALING, FIGHTING = ("@blow",), ("@duel",)


class Roles(Fitting):
    """Asks a document's words who stands in their roles, and what they make of an act below them."""

    def _groups(self, places: tuple[Token, ...], names: tuple[str, ...]) -> Groups:
        """Give the words in these roles, one group a role, leaving out the empty ones."""
        hanging: dict[str, list[Token]] = {}
        for place in places:
            for noun, prep in self.dependents(place):
                hanging.setdefault(prep, []).append(noun)
            if hands := syntax.at_hands(place):
                hanging.setdefault("by", []).extend(hands)
        self._part_dealers(places[0], hanging)
        if "between" in names and "between" not in hanging:
            heads = (word for place in places for word in (place, *arguments.objects_of(place)))
            hanging["between"] = [noun for word in heads for noun in arguments.parties(word)]
        groups = []
        for name in names:
            told = hanging.get(name)
            if name in ROLES:
                # Whom a culprit wronged is not who is punished ("jailed for insulting a judge").
                acting = [place for place in places if name != "object" or place is places[0] or place.dep_ != "advcl"]
                told = [token for place in acting for token in self.role(place, name)]
            if told:
                groups.append(tuple(dict.fromkeys([token for token in told if token.i != places[0].i])))
        return tuple(filter(None, groups))

    def _part_dealers(self, blow: Token, hanging: dict[str, list[Token]]) -> None:
        """Let who stands behind "of" have dealt a blow that was aimed at another ("the attack of Mali on Chad")."""
        aimed = (noun for prep in AIMED for noun in hanging.get(prep, ()) if not clauses.is_time(noun))
        if arguments.is_noun(blow) and any(aimed) and self.match(blow, BLOW) is not None:
            hanging.setdefault("by", []).extend(hanging.pop("of", ()))

    def role(self, place: Token, name: str) -> list[Token]:
        """Give the words in a role of a word: subject, object, owner (of its object), poss … or what hangs on it by a word."""
        own = {
            LAND: _land,
            "subject": self._doers,
            "complement": self._below,
            CONTENT: self._told_of,
            HOLDER: _holders,
            "means": self._dealers,
        }
        if name in own:
            return own[name](place)
        if name == "object":
            return arguments.objects_of(place) if not arguments.is_noun(place) else []
        if name == "iobj":
            named = syntax.indirect_objects(place) or arguments.given(place) or arguments.endowed(place)
            return named or self._receivers(place)
        if name == "clause":
            held = place.head if place.dep_ == "nmod" and place.head.dep_ in ("obj", "obl") else place
            lasted = held is not place and held.dep_ == "obl" and syntax.prepositions(place) != "of"
            host = place.head if lasted else held.head
            return syntax.agents(host) if place.arc in ("obl", "nmod") and not arguments.is_noun(host) else []
        if name == "interlocutor":
            return [
                who for noun in syntax.obliques(place, "in", "during", "at") for who in syntax.obliques(noun, "with")
            ]
        if name == "poss":
            return self._owners(place) if place.pos_ not in ("VERB", "AUX") else []
        if name == "owner":
            verbal = not arguments.is_noun(place)
            things = arguments.objects_of(place) or arguments.lost_objects(place) if verbal else [place]
            return [owner for thing in things for owner in self._owners(thing)]
        return [noun for noun, prep in self.dependents(place) if prep == name]

    def _receivers(self, given: Token) -> list[Token]:
        """Give who gets the thing of which a participle tells by whom it was given ("[Chad] received tents donated by Mali")."""
        if given.dep_ != "acl" or given.tag_ != "VBN":
            return []
        thing = given.head
        whole = thing.head if thing.dep_ == "nmod" and syntax.prepositions(thing) == "of" else thing
        got = whole.dep_ == "obj" and whole.head.pos_ == "VERB" and self.in_verbs(whole.head, RECEIVING)
        return syntax.agents(whole.head) if got else []

    def _owners(self, noun: Token) -> list[Token]:
        """Give whose a thing is, but for whom it is aimed at; a charge told behind a comma is of who made it."""
        if noun.dep_ == "appos" and self.match(noun, (TELLING,)) is not None:
            return self._accusers(noun)
        return [owner for owner in arguments.owners(noun) if not self.is_target(owner) and not self.is_struck(owner)]

    def is_struck(self, place: Token) -> bool:
        """Does a noun right before a blow only say where that struck ("the [mosque] shooting", "the [Kenya] attacks")?"""
        if arguments.is_scene(place):
            return self.match(place.head, BLOW) is not None and self.match(place.head, FIGHTING) is None
        before = place.dep_ == "compound" and place.pos_ == "NOUN"
        return before and self.match(place.head, BLOW) is not None and self.match(place, BUILDING) is not None

    def _accusers(self, charge: Token) -> list[Token]:
        """Give who made a charge that stands behind it ("[Mali] accused Chad of shelling it, a charge that Chad rejects")."""
        verbs = (
            word for word in syntax.ancestors(charge) if word.pos_ == "VERB" and self.operator_at(word, ("accuse",))
        )
        return next((syntax.agents(verb) for verb in verbs), [])

    def _doers(self, place: Token) -> list[Token]:
        """Give who does what a word tells: its subject, or who plans it."""
        if place.dep_ == "cop":
            return syntax.own_subjects(place.head)
        if place.pos_ not in ("VERB", "AUX"):
            if self.judges(place):
                return self._authored([place.head])
            raised = place.pos_ == "ADJ" and place.dep_ == "xcomp" and place.head.pos_ == "VERB"
            return syntax.subjects(place) if raised else syntax.own_subjects(place)
        if place.dep_ == "acl" and place.tag_ == "VB":
            agents = self._nations(place.head) or syntax.agents(place)
            return agents or self._planners(place.head)
        if aimed := self._aiming(place):
            return aimed
        return self._authored(syntax.agents(place)) + self._senders(place)

    def _senders(self, verb: Token) -> list[Token]:
        """Give whose goods, told before them, a carrier brings ("a plane with [Jordanian] aid landed")."""
        return [word for load in self.loads(verb) for word in arguments.owners(load) if word.text.istitle()]

    def _aiming(self, verb: Token) -> list[Token]:
        """Give whose aim it is to do what an infinitive behind "be" tells ("[Biden's] aim was to press Turkey")."""
        if not (syntax.is_infinitive(verb) and syntax.children(verb, "cop", "aux")):
            return []
        aims = [noun for noun in syntax.own_subjects(verb) if self.match(noun, (UNFOLDING,)) is not None]
        return [owner for noun in aims for owner in (syntax.possessors(noun) or syntax.obliques(noun, "of"))]

    def _nations(self, noun: Token) -> list[Token]:
        """Give the states and peoples whose plan it is ("foiled a [Russian] plot to kill him")."""
        if self.match(noun, (UNFOLDING,)) is None or syntax.possessors(noun):
            return []
        return [word for word in arguments.owners(noun) if word.ent_type_ in ("NORP", "GPE")]

    def _planners(self, noun: Token) -> list[Token]:
        """Give who plans what an infinitive on a noun tells ("are weighing [a motion] to expel them").

        So does who is in it ("engaged in an effort to", "charged him in a plot to"), uses it, or is given the means ("gave
        him a chance to").
        """
        verb = noun.head
        given = syntax.indirect_objects(verb) if noun.dep_ == "obj" else []
        if given and self.match(noun, (ENABLING,)) is not None:
            return given
        if noun.dep_ == "obl" and syntax.prepositions(noun) == "in" and self.match(noun, (UNFOLDING,)) is not None:
            if self.operator_at(verb, ("accuse",)):
                return syntax.objects(verb)
            return syntax.subjects(verb) if self.operator_at(verb, ("light",)) else syntax.agents(verb)
        acts = self._plans(verb) or self.in_verbs(verb, USING)
        return syntax.agents(verb) if noun.dep_ in ("obj", "nsubj:pass") and acts else []

    def _plans(self, verb: Token) -> bool:
        """Is who does this whoever will do what its object says ("are weighing sanctions", "did not rule out a raid")?"""
        return self.with_particle(verb, PLANNING) or self.leaves_open(verb)

    def _dealers(self, place: Token) -> list[Token]:
        """Give who dealt the blow that somebody was hurt by or in."""
        if syntax.children(place, "obj") and not syntax.is_passive(place):
            return []
        joined = [one for one in syntax.children(place, "conj") if one.tag_ == "VBN"]
        found: list[Token] = []
        for verb, blow, prep in ((one, *told) for one in (place, *joined) for told in self.dependents(one)):
            if prep in BLOWS and not blow.ent_type_ and self.match(blow, DEALING) is not None:
                two_sided = self.match(blow, FIGHTING) is not None
                whose = syntax.obliques(verb, "with") if two_sided else arguments.owners(blow)
                found += (*syntax.obliques(blow, *DEALT), *whose)
        return found

    def _authored(self, agents: list[Token]) -> list[Token]:
        """Put before a paper that says something those who issue it ("passed a resolution criticizing Chile")."""
        papers = [word for word in agents if any("@paper" in names for names, _ in self._labels_of(word))]
        authors = [who for paper in papers for who in arguments.owners(paper) + self._issuers(paper)]
        return authors + agents if authors else agents

    def _issuers(self, paper: Token) -> list[Token]:
        verb = paper.head
        issued = paper.dep_ in ("obj", "nsubj:pass") and verb.pos_ == "VERB" and not self.in_verbs(verb, UNAUTHORED)
        return syntax.agents(verb) if issued else []

    def _below(self, place: Token) -> list[Token]:
        """Give the objects and prepositional nouns of the clauses that complete a verb, the outermost first."""
        found: list[Token] = []
        clauses = [child for child in place.children if child.dep_ in ("xcomp", "ccomp", "acl", "advcl")]
        clauses = [one for one in clauses if one.dep_ != "advcl" or not syntax.own_subjects(one)]
        clauses += [
            clause
            for noun in syntax.children(place, "obj")
            for clause in syntax.children(noun, "acl")
            if clause.left_edge.lower_ == "to"
        ]
        for clause in clauses[:DEPTH]:
            hanging = [noun for noun in syntax.obliques(clause) if not arguments.is_absolute(noun)]
            hanging = [noun for noun in hanging if syntax.prepositions(noun) != ACCORDING]
            things = syntax.objects(clause)
            if self.in_verbs(clause, LINKING):  # "vowed to remain a friend [of Mali]"
                things = [whose for noun in things for whose in syntax.obliques(noun, "of", "to", "with", "for")]
            found += [*things, *hanging, *self._below(clause)]
        return found

    def _told_of(self, place: Token) -> list[Token]:
        """Give who does what a that-clause tells of ("charged that [Chad] armed them", "voiced concern that [it] would")."""
        contents = [
            clause
            for word in (place, *([place.head] if place.dep_ == "acl" else syntax.children(place, "obj")))
            for clause in syntax.children(word, "ccomp", "acl")
            if word is place or syntax.prepositions(clause) == "that"
        ]
        done = [clause for clause in contents if not syntax.is_passive(clause) and not syntax.negation(clause)]
        return [subject for clause in done for subject in syntax.own_subjects(clause)]

    def in_verbs(self, verb: Token, name: str) -> bool:
        """Does a verb stand in a class?"""
        return self.tables.is_any(self._lemmas_of(verb), name)

    def with_particle(self, verb: Token, name: str) -> bool:
        """Does a verb, alone or with the one or two words after it, stand in a class?"""
        after = [word.lower_ for word in self.doc[verb.i + 1 : verb.i + 3]]
        told = (" ".join((lemma, *after[:count])) for lemma in self._lemmas_of(verb) for count in (0, 1, 2))
        return self.tables.is_any(told, name)

    def requited(self, deed: Token, verb: Token) -> bool:
        """Is a deed, done before, what somebody wants amends or revenge for ("vowed revenge for the raid")?"""
        return syntax.prepositions(deed) == "for" and any(self.match(noun, REQUITAL) for noun in syntax.objects(verb))

    def leaves_open(self, verb: Token) -> bool:
        """Does somebody not exclude a thing, or refuse to ("did not rule out", "declined to rule out", "cannot be ruled out")?"""
        denied = verb.pos_ == "VERB" and syntax.negation(verb) is not None
        if not (denied or verb.dep_ == "xcomp") or not self.with_particle(verb, EXCLUDING):
            return False
        return denied or (verb.pos_ == "VERB" and self.operator_at(verb.head, ("refuse",)) is not None)

    def _lemmas_of(self, verb: Token) -> tuple[str, ...]:
        return self.verb_lemmas(verb) or (verb.lemma_.lower(),)

    def operator_at(self, token: Token, kinds: Collection[str] = ()) -> Operator | None:
        """Give the first operator a word is, of these kinds where any is named."""
        return next(self.operators_at(token, kinds), None)

    def operators_at(self, token: Token, kinds: Collection[str] = ()) -> Iterator[Operator]:
        """Give the operators a word may be, of these kinds where any is named."""
        for lemma, pos in self._operator_readings(token):
            known = [
                one
                for one in self.tables.operators_by_lemma.get((lemma, pos), ())
                if not one.particle or self._has_particle(token, one.particle)
            ]
            # "ended up banning" tells of no end.
            carried = [one for one in known if one.particle and one.row.kind == "light"]
            yield from (one for one in carried or known if not kinds or one.row.kind in kinds)

    def _operator_readings(self, token: Token) -> Iterator[tuple[str, str]]:
        if token.pos_ in ("VERB", "AUX") or arguments.is_gerund(token):
            yield from ((lemma, "verb") for lemma in self.verb_lemmas(token))
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from ((lemma, "noun") for lemma in self.tables.noun_forms.get(token.lower_, ()))
        yield token.lower_, "adjective"

    def _has_particle(self, token: Token, particle: str) -> bool:
        words, where = particle.split(), syntax.following(token).head
        if particle == "to" and where.pos_ == "PROPN" and where.ent_type_ == "GPE" and syntax.is_passive(token):
            return False  # "police were called to Oslo to guard it"
        if particle == syntax.particle(token) or self._follow(token.i + 1, words):
            return True
        after = syntax.following(token)
        return after.pos_ == "ADV" and after.head is token and self._follow(token.i + 2, words)  # "called again for"

    def _follow(self, place: int, words: list[str]) -> bool:
        return [word.lower_ for word in self.doc[place : place + len(words)]] == words


def _holders(place: Token) -> list[Token]:
    """Give who holds those whom a verb asks for ("called for the release of two pilots held [by Mali]")."""
    asked = (*arguments.objects_of(place), *syntax.obliques(place, "for"))
    things = (part for noun in asked for part in (noun, *syntax.obliques(noun, "of")))
    held = [clause for thing in things for clause in syntax.children(thing, "acl") if clause.tag_ == "VBN"]
    return [who for clause in held for who in (*syntax.doers(clause), *syntax.obliques(clause, "in"))]


def _land(place: Token) -> list[Token]:
    """Give the state out of which somebody is sent ("was expelled [from Mali]")."""
    return [noun for noun in syntax.obliques(place, "from", "out of") if noun.ent_type_ == "GPE"]
