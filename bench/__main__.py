"""All the benchmarks, one after the other."""

import asyncio

from bench import clock, intake, letters

clock.run()
letters.run()
asyncio.run(intake.run())
