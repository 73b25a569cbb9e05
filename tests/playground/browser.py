"""A real Chromium, spoken to over its own protocol: looks at a page and uses it by keyboard.

Source: https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import http.client
import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SECONDS = 20.0
KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), " ": (32, " ")}


class Browser:
    """One tab."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        self.troubles: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: Any) -> Any:
        """Give a command and wait for what comes of it."""
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self._connection.recv(SECONDS))
            if said.get("id") == number:
                assert "error" not in said, said
                return said["result"]
            self._note(said)

    def open(self, address: str, *, width: int = 1000, height: int = 800) -> None:
        """Open a page in a window of this size."""
        self.resize(width, height)
        self.send("Page.navigate", url=address)
        self.wait("document.readyState === 'complete'")

    def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def evaluate(self, script: str) -> Any:
        """What an expression is on the page."""
        said = self.send("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true on the page."""
        deadline = time.monotonic() + SECONDS
        while not self.evaluate(f"Boolean({condition})"):
            assert time.monotonic() < deadline, f"never: {condition}\n{self.words()}"
            time.sleep(0.05)

    def words(self) -> str:
        """What can be read on the page."""
        return str(self.evaluate("document.body ? document.body.innerText : ''"))

    def wait_for(self, words: str) -> None:
        """Wait until these words can be read."""
        self.wait(f"document.body.innerText.includes({json.dumps(words)})")

    def type(self, words: str) -> None:
        """Type into whatever has the focus."""
        self.send("Input.insertText", text=words)

    def key(self, name: str, *, shift: bool = False) -> None:
        """Press a key."""
        code, text = KEYS[name]
        fields = {"key": name, "code": name, "windowsVirtualKeyCode": code, "modifiers": 8 * shift}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **fields)
        self.send("Input.dispatchKeyEvent", type="keyUp", **fields)

    def focus(self, selector: str) -> None:
        """Give an element the focus, as Tab would in the end."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")

    def focused(self) -> str:
        """What has the focus: its name as it is heard, or its words."""
        return str(
            self.evaluate(
                "((e) => (e.getAttribute('aria-label') || (e.labels && e.labels.length"
                " ? e.labels[0].innerText : e.innerText) || e.id || e.tagName).trim())"
                "(document.activeElement)"
            )
        )

    def press(self, label: str, *, within: str = "body") -> None:
        """Go to the last button with these words, and press it by keyboard."""
        found = (
            f"[...document.querySelector({json.dumps(within)}).querySelectorAll('button, summary')]"
            f".filter((each) => each.innerText.trim() === {json.dumps(label)} && "
            "each.checkVisibility()).at(-1)"
        )
        self.wait(found)
        self.evaluate(f"{found}.focus()")
        self.key("Enter")

    def picture(self, target: Path) -> None:
        """Take a picture of the window."""
        shot = self.send("Page.captureScreenshot", format="png")
        target.write_bytes(base64.b64decode(shot["data"]))

    def _note(self, said: Any) -> None:
        if said.get("method") == "Runtime.exceptionThrown":
            self.troubles.append(str(said["params"]["exceptionDetails"]))
        entry = said.get("params", {}).get("entry", {})
        refused = "409 (Conflict)" in entry.get(
            "text", ""
        )  # what cannot be done is said on the page
        if entry.get("level") == "error" and not refused:
            self.troubles.append(str(entry))


@contextmanager
def a_browser(folder: Path) -> Iterator[Browser]:
    """A browser with nothing in it, until the `with` block ends."""
    assert CHROMIUM
    process = subprocess.Popen(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--no-first-run",
            "--disable-background-networking",
            "--remote-debugging-port=0",
            f"--user-data-dir={folder}",
            "about:blank",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with connect(_tab(folder), max_size=None, proxy=None) as connection:
            yield Browser(connection)
    finally:
        process.terminate()
        process.wait(SECONDS)


def _tab(folder: Path) -> str:
    """The address of the first tab's protocol."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            port = int((folder / "DevToolsActivePort").read_text("utf-8").splitlines()[0])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
            connection.request("GET", "/json/list")
            tabs = json.loads(connection.getresponse().read())
            connection.close()
            return str(
                next(each for each in tabs if each["type"] == "page")["webSocketDebuggerUrl"]
            )
        except (OSError, ValueError, IndexError, StopIteration):
            time.sleep(0.05)
    raise AssertionError("the browser did not start")
