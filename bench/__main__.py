"""All the benchmarks, one after the other."""

import asyncio

from bench import classification, clock, history, intake, letters

classification.run()
clock.run()
letters.run()
asyncio.run(intake.run())
asyncio.run(history.run())
