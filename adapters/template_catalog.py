"""The templates of letters in the catalog: those an installation brings, and what a person writes over them."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateError, meta

from adapters.catalogs import CatalogTable
from adapters.letters import REPLIED, SUBJECTS, Letters, environment, files_of, installed_files
from domain.catalogs import CatalogKind
from domain.errors import ActRefusal
from domain.letters import COMMON_FACTS, OWN_FACTS, LetterKind
from domain.measures import Template, TemplateFile, Templates

WORDS = ".txt.j2"
"""What a person may rewrite: the frame of a mail and the layout of an oficio are code."""

NORM = "Procedimiento PQRSD, plantillas"


class TemplateFixed(ActRefusal):
    norm, status, field = NORM, 422, "archivos"
    sentence = "De las plantillas se publican otras palabras: «{name}» no se cambia, no se agrega ni se quita."


class TemplateBroken(ActRefusal):
    norm, status, field = NORM, 422, "archivos"
    sentence = "«{name}» no se puede llenar: {reason}."


class TemplateFactUnknown(ActRefusal):
    norm, status, field = NORM, 422, "archivos"
    sentence = "«{name}» pide «{fact}», que esa carta no tiene."


class PublishedLetters:
    """Implements `Stationery`: letters in the wording in force, each version of it prepared once."""

    def __init__(self, catalogs: CatalogTable, *, to_replies: str = REPLIED) -> None:
        self._catalogs, self._to_replies = catalogs, to_replies
        self._known: dict[int, Letters] = {}

    async def in_force(self) -> Letters:
        """The letters as they are written today."""
        published = await self._catalogs.in_force_today(CatalogKind.TEMPLATES)
        if published.version not in self._known:
            self._known[published.version] = letters_of(published.content, self._to_replies)
        return self._known[published.version]


def installed(folder: Path) -> Templates:
    """Every letter with its subject, its fingerprint and the files it is made from."""
    return _catalogued(installed_files(folder), SUBJECTS)


def letters_of(templates: object, to_replies: str = REPLIED) -> Letters:
    """The letters of a version of the catalog."""
    if not isinstance(templates, Templates):
        raise TypeError("not templates")
    files, subjects = {x.code: x.text for x in templates.files}, {x.kind: x.subject for x in templates.items}
    return Letters(files, subjects, to_replies=to_replies)


def rewritten(before: Templates, after: Templates) -> Templates:
    """The templates as a person wrote them over those there were, each with its own fingerprint.

    Raises TemplateFixed, TemplateBroken or TemplateFactUnknown.
    """
    old, new = ({x.code: x.text for x in templates.files} for templates in (before, after))
    kinds = [{x.kind for x in templates.items} for templates in (before, after)]
    fixed = {*(old.keys() ^ new.keys()), *(str(kind) for kind in kinds[0] ^ kinds[1])}
    changed = sorted(name for name in old.keys() & new.keys() if old[name] != new[name])
    fixed |= {name for name in changed if not name.endswith(WORDS)}
    if fixed:
        raise TemplateFixed(name=min(fixed))
    for name in changed:
        _tried(name, new)
    return _catalogued(new, {x.kind: x.subject for x in after.items})


def _tried(name: str, files: Mapping[str, str]) -> None:
    """Fill it in with every fact its letter has, and with none of them."""
    kind = LetterKind(Path(name).name.removesuffix(WORDS))
    facts = COMMON_FACTS | OWN_FACTS.get(kind, frozenset())
    made = environment(files, is_html=False)
    try:
        parsed = made.parse(files[name])
        unknown = meta.find_undeclared_variables(parsed) - facts
        if unknown:
            raise TemplateFactUnknown(name=name, fact=min(unknown))
        if any(True for _ in meta.find_referenced_templates(parsed)):
            raise TemplateBroken(name=name, reason="no llama a otras plantillas")
        for said in ("2026-12-31", ""):
            made.from_string(files[name]).render(dict.fromkeys(facts, said))
    except (TemplateError, ValueError, TypeError, ArithmeticError) as broken:
        raise TemplateBroken(name=name, reason=str(broken)[:200]) from broken


def _catalogued(files: Mapping[str, str], subjects: Mapping[LetterKind, str]) -> Templates:
    letters = Letters(files, subjects)
    return Templates(
        items=tuple(
            Template(kind=k, subject=subjects[k], fingerprint=letters.template_version(k), files=files_of(k))
            for k in LetterKind
        ),
        files=tuple(TemplateFile(code=name, text=files[name]) for name in sorted(files)),
    )
