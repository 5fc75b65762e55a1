"""What a petition may be about: the products and motives of the catalogs that govern its case."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.classification import Proposal
from domain.errors import ActRefusal
from domain.reception import Motive, Motives, Products


class ProductUnknown(ActRefusal):
    norm = "Procedimiento PQRSD, catálogo de productos"
    status = 422
    field = "producto"
    sentence = "El producto «{code}» no está en el catálogo."


class MotiveUnknown(ActRefusal):
    norm = "Procedimiento PQRSD, catálogo de motivos"
    status = 422
    field = "motivo"
    sentence = "El motivo «{code}» no está en el catálogo."


@dataclass(frozen=True, kw_only=True)
class Matters:
    """The versions of both catalogs that a case keeps from its receipt."""

    products: Products
    motives: Motives

    def check(self, product: str | None, motive: str | None) -> None:
        """Raises ProductUnknown or MotiveUnknown for a code that is in no row; nothing said is no code."""
        if product is not None and self.products.named(product) is None:
            raise ProductUnknown(code=product)
        if motive is not None and self.motives.named(motive) is None:
            raise MotiveUnknown(code=motive)

    def placed(self, proposal: Proposal) -> Proposal:
        """The proposal as these catalogs have it: nothing they lack, and the dependencia of the motive's row."""
        product = proposal.product if self.products.named(proposal.product or "") else None
        motive = proposal.motive if self.motives.named(proposal.motive or "") else None
        area = self.motives.dependencia(motive) if motive else None
        return replace(proposal, product=product, motive=motive, dependencia=area)

    def sfc_product(self, code: str | None) -> int | None:
        """The `producto_cod` of the Superintendencia Financiera."""
        found = self.products.named(code or "")
        return found.sfc_product if found else None

    def sfc_motive(self, code: str | None) -> int | None:
        """The `macro_motivo_cod` of the Superintendencia Financiera: that of the motive or of what it belongs to."""
        return self.motives.sfc_motive(code) if code else None

    def tree(self, parent: str | None = None) -> Iterator[Motive]:
        """Every motive after the one it belongs to, in the order of the catalog."""
        for motive in self.motives.items:
            if motive.parent == parent:
                yield motive
                yield from self.tree(motive.code)
