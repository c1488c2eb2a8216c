"""``python -m tests.pictures``: takes the README's pictures anew, from the shipped sample, served, in headless Chromium."""

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image

from tests.serving import ROOT, chromium, load, served

PICTURES = {
    "overview": "?quarter=2022-Q3",
    "unit": "unit?quarter=2022-Q3&unit=444",
    "indicator": "indicator?quarter=2022-Q3&indicator=TB02",
    "caseflow": "caseflow?quarter=2022-Q3&flow=dieu_tra",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        for part in ("reference", "inbox"):
            shutil.copytree(ROOT / "data" / part, data / part)
        load(data)
        with served(data) as dashboard, chromium() as browser:
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            for name, address in PICTURES.items():
                page.goto(f"{dashboard.address}/{address}")
                page.wait_for_selector("h1", timeout=60_000)
                page.wait_for_timeout(5000)
                image = Image.open(io.BytesIO(page.screenshot()))
                # The pages have few colours: a palette keeps the pictures small.
                small = image.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
                small.save(ROOT / "docs/images" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
