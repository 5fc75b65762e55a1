"""Nobody is taken as silent whose words nobody has read."""

from domain.errors import CPACA, ActRefusal
from schemas.act import ActIn
from schemas.acts_petitioner import Desistimiento
from web.services import Services


class MessageUnread(ActRefusal):
    norm = f"{CPACA}, arts. 17 y 19"
    sentence = "El peticionario escribió y nadie ha leído su mensaje: léalo antes de decidir que guardó silencio."


async def check_heard(body: ActIn, radicado: str, parts: Services) -> None:
    """Before an act that rests on silence: what the petitioner wrote was read. Raises MessageUnread."""
    rests_on_silence = isinstance(body, Desistimiento) and body.clase == "tacito"
    if rests_on_silence and await parts.mailbox.unread([radicado]):
        raise MessageUnread
