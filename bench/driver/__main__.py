"""`python -m bench.driver`: one job in on standard input, its outcome out."""

import asyncio
import json
import sys
from dataclasses import asdict

from bench.driver.drive import drive
from bench.driver.job import Job

if __name__ == "__main__":
    job = Job(**json.load(sys.stdin))
    print(json.dumps(asdict(asyncio.run(drive(job)))))
