"""Who is told to be no more than a body, an office or some people of a state ("the police", "nine people", "the mayor of Lagos").

Ground for the homes step.
"""

from __future__ import annotations

from dataclasses import dataclass

from chancery.extract import syntax
from chancery.extract.findings import HEADCOUNT
from chancery.lexicon.actor_rows import Reference
from chancery.lexicon.actors import ActorTables
from chancery.model import Actor, Article, Mention
from chancery.tokens import Doc, Token

# Words and names that tell whose somebody is.
NAMING = frozenset({"PROPN", "PRON", "ADP"})
PEOPLES = frozenset({"NORP", "GPE", "LOC"})
# The noun under which a bare number of people stands.
PEOPLE = "people"
# What tells in a row's own words whose an office is.
OWNED = " of "
# What may stand between a body and the place that it is in.
ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True)
class Bodies:
    """Tells of whom an article says no more than that it is a body, an office or some people of a state.

    ``counting`` are the nouns that only count ("thousands").
    """

    doc: Doc
    article: Article
    tables: ActorTables
    counting: frozenset[str]

    def is_bare(self, actor: Actor) -> bool:
        """Is this a body or office of the state that no country or owner tells, be its holder named or not?"""
        if actor.country is not None:
            return False
        described = [mention for mention in actor.mentions if mention.how not in ("pronoun", "name")]
        full = [mention for mention in described if self._says_only(mention)]
        nouns = {self._words(mention).rpartition(" ")[2] for mention in full}
        short = nouns | {f"the {noun}" for noun in nouns}  # without an article in a headline
        return bool(full) and all(one in full or self._words(one) in short for one in described)

    def is_placed(self, actor: Actor) -> bool:
        """Is this a body or office that some mention tells by the place that it is of ("the mayor of Lagos")?"""
        told = (one for one in actor.mentions if one.how in ("nominal", "title") and self.row(one) is not None)
        return actor.country is None and any(self._named_owners(mention) for mention in told)

    def row(self, mention: Mention) -> Reference | None:
        """Give the row that a mention stands under, with what says how many or which of them left out."""
        homes, words = self.tables.homes, PEOPLE if mention.because == HEADCOUNT else self._words(mention)
        article = f"{first} " if (first := words.partition(" ")[0]) in ARTICLES else ""
        noun = words.removeprefix(article)
        if found := homes.get(article + noun) or homes.get(noun):
            return found
        *more, noun = noun.split()
        if not more or not self.tables.abroad.isdisjoint(more) or not self._only_adds(mention):
            return None
        shorter = (" ".join((*more[place:], noun)) for place in range(1, len(more) + 1))
        return next((row for one in shorter if (row := homes.get(article + one) or homes.get(one))), None)

    def _only_adds(self, mention: Mention) -> bool:
        """Does nothing before the noun of a mention name anybody ("several police officers", not "Kurdish officers")?"""
        place = self.doc.char_span(*mention.span, alignment_mode="expand")
        if place is None or self._is_strangers(place.root):
            return False
        return all(word.pos_ not in NAMING and word.ent_type_ not in PEOPLES for word in place if word.i < place.root.i)

    def _is_strangers(self, noun: Token) -> bool:
        """Does a plain noun that means no state say whose somebody is ("the club's president")?"""
        owners = syntax.possessors(noun)
        return any(owner.pos_ == "NOUN" and owner.lower_ not in self.tables.lands for owner in owners)

    def _says_only(self, mention: Mention) -> bool:
        """Does a mention say no more than "the government", "police", and nothing behind it whose?"""
        row = self.row(mention) if mention.how == "nominal" else None
        if row is None or (row.sort == "crowd" and self._words(mention) == row.word and not self._is_counted(mention)):
            return False
        return not self._named_owners(mention)

    def _is_counted(self, mention: Mention) -> bool:
        """Does a number stand before "of people"?"""
        place = self.doc.char_span(*mention.span, alignment_mode="expand")
        noun = place.root if place is not None else None
        return noun is not None and noun.dep_ == "nmod" and noun.head.lower_ in self.counting

    def _named_owners(self, mention: Mention) -> bool:
        """Does "of" tell whose a body is ("the army of Chad", not "leader of the opposition", "accused the army of neglect")?"""
        row = self.row(mention)
        if row is not None and OWNED in row.word:
            return False
        place = self.doc.char_span(*mention.span, alignment_mode="expand")
        owners = syntax.obliques(place.root, "of") if place is not None else []
        return any(owner.pos_ == "PROPN" or syntax.children(owner, "det") for owner in owners)

    def _words(self, mention: Mention) -> str:
        return " ".join(self.article.text[slice(*mention.span)].lower().split())
