"""Whom a word means: who is named by it, or to whom the phrase around it says that it belongs.

Ground for ``casting.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from chancery.extract import clauses, syntax
from chancery.extract.done import arguments
from chancery.extract.findings import Cast, unique
from chancery.lexicon import Lexicon
from chancery.tokens import Token

# The class of where things are said and shown ("on Facebook").
MEDIA = "media"
# The class of adjectives that say whose somebody is ("men loyal to the junta").
LOYAL = "loyal"
# The class of participles that say from where a thing or firm is ("cars made in China").
ORIGIN = "origin"
# The class of those that say whose a thing is ("a ship owned by Greeks", "a Greek-flagged ship", "drones launched by rebels").
OWNED = "owned"
# The class of arms, which fight for nobody who only made them.
WEAPON = "weapon"
# The class of nouns that sum up what was told ("left the pact, [a move] that Chad criticized").
SUMMING = "summing"
# The class of those whom somebody is against.
FOE = "foe"
# The class of what somebody acts on or at, that is no target ("ordered the raid on the [advice] of his minister").
GROUNDS = "grounds"
# The class of what neighbors have together, and the prepositions behind which it is nobody's.
JOINT = "joint"
# The classes of blows, of wars and of what they strike.
BLOW, WAR, BUILDING = "attack", "warfare", "building"
NEAR = frozenset({"near", "outside"})


@dataclass(frozen=True)
class Bearers:
    """Finds the actors whom the words of an article mean."""

    cast: Cast
    media: frozenset[str]
    loyal: frozenset[str]
    origin: frozenset[str]
    owned: frozenset[str]
    weapons: frozenset[str]
    summing: frozenset[str]
    foes: frozenset[str]
    joint: frozenset[str]
    blows: frozenset[str]
    wars: frozenset[str]
    buildings: frozenset[str]
    grounds: frozenset[str]

    @classmethod
    def of(cls, cast: Cast, lexicon: Lexicon) -> Bearers:
        """Read words with the classes that the tables have."""
        return cls(
            cast,
            *map(
                lexicon.events.classed,
                (MEDIA, LOYAL, ORIGIN, OWNED, WEAPON, SUMMING, FOE, JOINT, BLOW, WAR, BUILDING, GROUNDS),
            ),
        )

    def who(self, token: Token, aside: frozenset[str] = frozenset(), depth: int = 2) -> tuple[str, ...]:
        """Give the actors that a word names, or that the phrase around it says it belongs to.

        Behind a deed ("apologized for bombing them") that is whom it was done to. ``aside`` are prepositions behind which
        nobody stands to whom it may belong.
        """
        found = self._named(token, depth)
        if found or self.cast.only_beside(token):
            return (self._holders(token, found, aside) if depth > 0 else ()) or found
        if token.pos_ in ("VERB", "AUX"):
            told = token.dep_ == "advcl" or (token.dep_ == "acl" and syntax.prepositions(token))
            deed = token.tag_ == "VBG" and told and depth > 0
            suffering = syntax.children(token, "obj") if deed else []
            return unique(ident for noun in suffering for ident in self.who(noun, aside, depth - 1))
        if token.lower_ in ("those", "what") and (said := _said_of(token)):
            return unique(ident for noun in said for ident in self.who(noun, aside, depth - 1)) if depth > 0 else ()
        for owner in self._owners(token):
            found = self.cast.at(owner) if owner.dep_ != "nmod:poss" else self.who(owner, aside, depth - 1)
            if found and arguments.is_hyphened(owner):
                return unique((*found, *self.cast.at(owner.head)))
            if found:  # "[Canadian] and Mexican goods" are of both
                also = syntax.conjuncts(owner) if owner.dep_ == "amod" else ()
                return unique((*found, *(ident for one in also for ident in self.cast.at(one))))
        if depth > 0:
            beside = [[noun] for noun in syntax.children(token, "appos")]
            for nouns in (*beside, *self._told_whose(token), *self._belonging(token, aside)):
                found = unique(
                    ident for noun in nouns if not self.airs(noun) for ident in self.who(noun, aside, depth - 1)
                )
                if found:
                    return found
        return ()

    def _holders(self, token: Token, found: tuple[str, ...], aside: frozenset[str]) -> tuple[str, ...]:
        """Give whose a building or body of no known state is told to be ("an air base used by Malian troops"), or the states
        whose people some are ("the army chiefs of [both countries]")."""
        bodies = [self.cast.by_id[ident] for ident in found]
        # "delegations from [both countries]"
        both = [noun for noun in syntax.obliques(token, "from") if noun.tag_ == "NNS"]
        states = unique(ident for noun in (*syntax.obliques(token, "of"), *both) for ident in self.cast.named_by(noun))
        several = len(states) > 1 and all(self.cast.by_id[ident].kind == "state" for ident in states)
        if several and token.tag_ == "NNS" and all(one.kind == "group" and not one.country for one in bodies):
            return states
        if token.pos_ != "NOUN" or not all(one.kind == "organisation" and not one.country for one in bodies):
            return ()
        told = (ident for nouns in self._told_whose(token) for noun in nouns for ident in self.who(noun, aside, 1))
        return unique(ident for ident in told if self.cast.by_id[ident].country)

    def _named(self, token: Token, depth: int) -> tuple[str, ...]:
        """Give whom a word names, or the names that it only describes ("the NNU, [a union]", "its [ally] Mali")."""
        if token.lower_ in self.summing and _is_new(token):
            return self._summed(token, depth)
        described = self.cast.named_by(token.head) if _describes(token) else ()
        found = described or self.cast.named_by(token)
        if not found and depth > 0 and (alike := clauses.of_one_kind(token)):
            return unique(ident for noun in alike for ident in self.who(noun, depth=depth - 1))
        if token.pos_ != "NOUN" or (found and token.tag_ != "NNS"):
            return found
        beside = (name for name in syntax.children(token, "appos", "flat") if name.pos_ == "PROPN" and name.i > token.i)
        named = unique(who for first in beside for name in syntax.conjuncts(first) for who in self.cast.named_by(name))
        return named if len(named) > 1 or not found else found

    def _summed(self, noun: Token, depth: int) -> tuple[str, ...]:
        """Give who did what a noun sums up ("left the pact, [a move] that Chad criticized")."""
        beside = noun.dep_ == "appos" or (noun.dep_ == "obl" and syntax.prepositions(noun) == "in")
        doers = syntax.agents(_told_whole(noun.head)) if beside and depth > 0 else []
        return unique(ident for doer in doers for ident in self.who(doer, depth=depth - 1))

    def _told_whose(self, token: Token) -> list[list[Token]]:
        """Give to whom one is loyal ("men loyal to it"), where a thing is made ("Chad-made", "made in Chad"), whose it is."""
        qualities = syntax.children(token, "amod", "acl")
        loyal = [syntax.obliques(one, "to", "with", "for") for one in qualities if one.lower_ in self.loyal]
        made = [syntax.obliques(one, "in") for one in qualities if one.lower_ in self.origin]
        owned = [one for one in qualities if one.lower_ in self.owned]
        sent = [syntax.obliques(one, "from") for one in owned]
        wrought = (
            owned
            if token.lemma_ in self.weapons
            else [*owned, *(one for one in qualities if one.lower_ in self.origin)]
        )
        hyphened = ([word for word in one.children if arguments.is_before_hyphen(word)] for one in wrought)
        return [*loyal, *made, *map(syntax.doers, owned), *sent, *hyphened]

    def _belonging(self, token: Token, aside: frozenset[str]) -> list[list[Token]]:
        """Give the nouns after a noun that may say whose it is, those coordinated together, but for those set aside."""
        if self._is_ground(token):
            return []
        hanging = [child for child in token.children if child.arc in ("obl", "nmod") and not self.is_beside(child)]
        return [syntax.conjuncts(child) for child in hanging if syntax.prepositions(child) not in aside]

    def is_beside(self, word: Token) -> bool:
        """Is this a border near which a thing is, nobody's who lives beyond it ("a camp near the Malian [border]")?"""
        return word.lemma_.lower() in self.joint and syntax.prepositions(word) in NEAR

    def _owners(self, token: Token) -> list[Token]:
        """Give whose a thing is, as nobody's is his foe ("their common enemy"), and no blow that of where it struck."""
        if token.lemma_.lower() in self.foes or self._is_ground(token):
            return []
        return [owner for owner in arguments.owners(token) if not self._is_struck(owner)]

    def _is_ground(self, word: Token) -> bool:
        """Is this what somebody acts on or at, whosever it is ("ordered the raid on the [advice] of his minister")?"""
        return word.lower_ in self.grounds and syntax.prepositions(word) in ("on", "at")

    def _is_struck(self, place: Token) -> bool:
        """Does a noun right before a blow only say where that struck ("the [mosque] shooting", "the [Kenya] attacks")?"""
        built = place.dep_ == "compound" and place.pos_ == "NOUN" and place.lemma_.lower() in self.buildings
        blow = place.head.lemma_.lower()
        return blow in self.blows and (built or (arguments.is_scene(place) and blow not in self.wars))

    def strikes(self, noun: Token) -> bool:
        """Is this a blow of which only the victim is told, so that nobody is known to do what it does ("the bombing of Chad")?

        So is a war of which no side is told ("the Syrian war").
        """
        if noun.pos_ != "NOUN":
            return False
        if noun.lemma_.lower() in self.wars:
            return not syntax.possessors(noun) and not syntax.obliques(noun)
        if noun.lemma_.lower() not in self.blows or arguments.owners(noun):
            return False
        return bool(syntax.obliques(noun, "of", "on", "against")) and not syntax.obliques(noun, "by", "from")

    def befell_in(self, noun: Token) -> bool:
        """Is this the blow in which somebody was hurt, which is not whom it hit ("killed in a rebel [raid]")?"""
        return (
            noun.pos_ == "NOUN" and noun.lemma_.lower() in self.blows and syntax.prepositions(noun) in ("in", "during")
        )

    def airs(self, word: Token) -> bool:
        """Is this where a thing is said or shown ("on Facebook")?"""
        return word.lower_ in self.media and syntax.prepositions(word) == "on"


def _said_of(word: Token) -> list[Token]:
    """Give who is said to be among "those", and what "what" is called ("protested at what it called a Chadian [raid]")."""
    return syntax.own_subjects(word) or [noun for noun in syntax.antecedents(word) if noun is not word]


def _told_whole(word: Token) -> Token:
    """Give the clause around a word that has a tense of its own, or the outermost."""
    clause = syntax.clause_of(word)
    while (
        clause.tag_ in ("VBG", "VB", "VBN") and clause.dep_ in ("advcl", "xcomp", "acl") and clause.head.i != clause.i
    ):
        clause = syntax.clause_of(clause.head)
    return clause


def _describes(noun: Token) -> bool:
    """Does a noun only say what the name before it is ("the NNU, [a union]")?"""
    told = noun.dep_ == "appos" and noun.pos_ == "NOUN" and noun.i > noun.head.i
    return told and _is_new(noun)


def _is_new(noun: Token) -> bool:
    """Is a thing told of for the first time ("a move")?"""
    return any(child.lower_ in ("a", "an") for child in syntax.children(noun, "det"))
