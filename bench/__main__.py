"""All the benchmarks, one after the other."""

import asyncio

from bench import clock, intake

clock.run()
asyncio.run(intake.run())
