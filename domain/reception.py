"""What the entity receives and about what: channels, types offered, products and motives, as catalogs."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.errors import ActRefusal
from domain.terms import PqrsdType

MACRO, SPECIFIC = 1, 3
"""A motive is macro, general or specific."""


class ChannelUnknown(ActRefusal):
    norm = "Procedimiento PQRSD, catálogo de canales"
    status = 422
    field = "canal"
    sentence = "El canal «{code}» no está en el catálogo, o ya no recibe."


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A way in, with the codes the Superintendencia Financiera gives it (`canal_cod`, `punto_recepcion`)."""

    code: str
    name: str
    sfc_channel: int
    sfc_point: int
    is_open: bool = True


@dataclass(frozen=True, kw_only=True)
class Channels:
    items: tuple[Channel, ...]

    def named(self, code: str) -> Channel | None:
        return next((x for x in self.items if x.code == code), None)

    def check(self, code: str) -> None:
        """Raises ChannelUnknown for a channel by which nothing is received."""
        channel = self.named(code)
        if channel is None or not channel.is_open:
            raise ChannelUnknown(code=code)


@dataclass(frozen=True, kw_only=True)
class OfferedType:
    """A type of petition and how it is offered; its legal term stays in `terms.py`."""

    type: PqrsdType
    label: str
    is_public: bool = False


@dataclass(frozen=True, kw_only=True)
class OfferedTypes:
    items: tuple[OfferedType, ...]


@dataclass(frozen=True, kw_only=True)
class Product:
    """What the entity offers; `sfc_product` is its `producto_cod`."""

    code: str
    name: str
    sfc_product: int


@dataclass(frozen=True, kw_only=True)
class Products:
    items: tuple[Product, ...]

    def named(self, code: str) -> Product | None:
        return next((x for x in self.items if x.code == code), None)


@dataclass(frozen=True, kw_only=True)
class Motive:
    """Why people write: a node of the tree macro → general → specific.

    `sfc_motive` is its `macro_motivo_cod`; `dependencia`, who usually deals with it. A node without has its parent's.
    """

    code: str
    name: str
    parent: str | None = None
    sfc_motive: int | None = None
    dependencia: str | None = None


@dataclass(frozen=True, kw_only=True)
class Motives:
    items: tuple[Motive, ...]

    def named(self, code: str) -> Motive | None:
        return next((x for x in self.items if x.code == code), None)

    def lineage(self, code: str) -> Iterator[Motive]:
        """A motive and what it belongs to, the macro last; at most one node more than there are levels.

        >>> tree = Motives(items=(Motive(code="a", name="A"), Motive(code="b", name="B", parent="a")))
        >>> [x.code for x in tree.lineage("b")]
        ['b', 'a']
        """
        node = self.named(code)
        for _ in range(SPECIFIC + 1):
            if node is None:
                return
            yield node
            node = self.named(node.parent) if node.parent else None

    def level(self, code: str) -> int:
        """1 macro, 2 general, 3 specific."""
        return len(list(self.lineage(code)))

    def sfc_motive(self, code: str) -> int | None:
        """The code of the nearest node that has one."""
        return next((x.sfc_motive for x in self.lineage(code) if x.sfc_motive), None)

    def dependencia(self, code: str) -> str | None:
        """Who usually deals with a motive."""
        return next((x.dependencia for x in self.lineage(code) if x.dependencia), None)
