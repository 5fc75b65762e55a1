"""A browser of an official: a session, and forms sent as their page sends them."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx

from tests.support import World
from web.auth import digest


class Browser:
    """Pages by a person with a role."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def see(self, path: str) -> str:
        """A page that must be there."""
        reply = await self._client.get(path)
        assert reply.status_code == 200, reply.text
        return reply.text

    async def send(self, page: str, to: str, **form: str) -> str:
        """Send a form of a page and follow to where it leads."""
        token = re.findall(r'name="csrf" value="([0-9a-f]+)"', (await self._client.get(page)).text)[0]
        return (await self._client.post(to, data={"csrf": token, **form})).text


@asynccontextmanager
async def browser(world: World, role: str) -> AsyncIterator[Browser]:
    """A browser where somebody of this role has logged in."""
    transport = world.api._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba", follow_redirects=True) as client:
        await client.post("/ingresar", data={"ficha": f"dev-{role}"})
        yield Browser(client)


@contextmanager
def a_token(world: World, token: str, name: str, role: str) -> Iterator[None]:
    """While inside, somebody has a token."""
    before = world.app.state.tokens
    world.app.state.tokens = {**before, digest(token): (name, role)}
    try:
        yield
    finally:
        world.app.state.tokens = before
