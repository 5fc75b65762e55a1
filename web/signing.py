"""Who signs what a review lets leave: a name that a petitioner can read, never the login of an official."""

from dataclasses import replace

from domain.case import Case
from domain.instants import bogota_date
from domain.petitions import Review
from web.services import Services


async def signed(act: object, case: Case, parts: Services) -> object:
    """The act with who signs: whom it names, else its author by the name in the catalog, else the dependencia."""
    if not isinstance(act, Review) or act.signer:
        return act
    organization = await parts.catalogs.organization(bogota_date(parts.now()))
    official = organization.official(act.by)
    return replace(act, signer=official.name if official else organization.area(case.dependencia).name)
