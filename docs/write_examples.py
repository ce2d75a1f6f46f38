"""Write again what the examples of the documentation print, with the sample figures in a store of its own."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from examples import PAGES, rewritten

PORT = "8017"
ADDRESS = f"http://127.0.0.1:{PORT}"


def main() -> None:
    """Serve the sample, run every example, and write the pages that changed."""
    with tempfile.TemporaryDirectory(prefix="addsup-docs-") as folder:
        Path(folder).chmod(0o755)  # as root, PostgreSQL runs as another user
        environment = os.environ | {"ADDSUP_DATA": f"{folder}/data", "ADDSUP_PORT": PORT}
        addsup = Path(sys.executable).with_name("addsup")
        subprocess.run([addsup, "load-sample"], env=environment, check=True)
        service = subprocess.Popen([addsup, "serve"], env=environment)
        try:
            _wait()
            for page in PAGES:
                before = page.read_text()
                after = rewritten(before, ADDRESS)
                if after != before:
                    page.write_text(after)
                    print(f"written: {page.name}")
        finally:
            service.terminate()
            service.wait()


def _wait() -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{ADDRESS}/health/ready", timeout=5)
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the service does not answer")


if __name__ == "__main__":
    main()
