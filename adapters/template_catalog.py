"""The letter templates of this installation, as the catalog keeps them."""

from pathlib import Path

from adapters.letters import SUBJECTS, Letters, files_of
from domain.letters import LetterKind
from domain.measures import Template, TemplateFile, Templates


def installed(folder: Path) -> Templates:
    """Every letter with its subject, its fingerprint and the files it is made from."""
    letters = Letters(folder)
    names = sorted({name for kind in LetterKind for name in files_of(kind)})
    return Templates(
        items=tuple(
            Template(kind=k, subject=SUBJECTS[k], fingerprint=letters.template_version(k), files=files_of(k))
            for k in LetterKind
        ),
        files=tuple(TemplateFile(code=name, text=(folder / name).read_text()) for name in names),
    )
