"""A headless Chromium, spoken to through a pipe: no package but Python's own.

Commands and events are those of the Chrome DevTools Protocol.
"""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WAIT = 60  # seconds for any one answer


def find():
    """The path of a Chromium, or None."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        if name and shutil.which(name):
            return shutil.which(name)
    return None


class Chromium:
    """One process and one tab of it."""

    def __init__(self, path):
        to_read, self.write_to = os.pipe()
        self.read_from, to_write = os.pipe()
        self.profile = tempfile.mkdtemp()
        arguments = [path, "--headless", "--disable-gpu", "--no-first-run",
                     "--disable-background-networking", "--disable-sync",
                     "--disable-component-update", "--hide-scrollbars",
                     "--disable-dev-shm-usage",
                     "--force-device-scale-factor=1",
                     "--user-data-dir=" + self.profile,
                     "--remote-debugging-pipe", "about:blank"]
        if os.geteuid() == 0:
            arguments.insert(1, "--no-sandbox")

        def place_pipes():
            # It reads commands from 3 and writes what it says to 4.
            read, write = os.dup(to_read), os.dup(to_write)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(
            arguments, pass_fds=(3, 4, to_read, to_write),
            preexec_fn=place_pipes, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(to_read)
        os.close(to_write)
        self.waiting = b""
        self.number = 0
        self.session = None
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")
        self.session = self.call("Target.attachToTarget", flatten=True,
                                 targetId=target["targetId"])["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(domain + ".enable")

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.write_to)
        os.close(self.read_from)
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self, seconds):
        """The next message, or None when none came in time."""
        end = time.monotonic() + seconds
        while b"\0" not in self.waiting:
            left = max(0, end - time.monotonic())
            if not select.select([self.read_from], [], [], left)[0]:
                return None
            more = os.read(self.read_from, 1 << 20)
            if not more:
                raise RuntimeError("chromium ended")
            self.waiting += more
        one, self.waiting = self.waiting.split(b"\0", 1)
        return json.loads(one)

    def call(self, method, **params):
        self.number += 1
        number = self.number
        command = {"id": number, "method": method, "params": params}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.write_to, json.dumps(command).encode() + b"\0")
        while True:
            answer = self.message(WAIT)
            if answer is None:
                raise RuntimeError("no answer to " + method)
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def collect(self, seconds=.3):
        """All events until none came for so long; forgets them."""
        while (one := self.message(seconds)) is not None:
            self.events.append(one)
        events, self.events = self.events, []
        return events

    def open(self, path):
        """Loads a file; returns the events of doing so."""
        self.collect(.05)
        answer = self.call("Page.navigate",
                           url="file://" + os.path.abspath(path))
        if "errorText" in answer:
            raise RuntimeError(answer["errorText"])
        events = []
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            events += self.collect()
            if any(e.get("method") == "Page.loadEventFired" for e in events):
                return events
        raise RuntimeError("the page did not load")

    def look(self, expression):
        """The value of a JavaScript expression, which is the test's own."""
        result = self.call("Runtime.evaluate", expression=expression,
                           returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"]))
        return result["result"].get("value")

    def size(self, width, height=800):
        self.call("Emulation.setDeviceMetricsOverride", width=width,
                  height=height, deviceScaleFactor=1, mobile=False)

    def media(self, dark=False, media=""):
        self.call("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme",
             "value": "dark" if dark else "light"}])

    def key(self, name, code, text=None, shift=False):
        for kind in ("keyDown", "keyUp"):
            params = {"type": kind, "key": name, "code": name,
                      "windowsVirtualKeyCode": code,
                      "modifiers": 8 if shift else 0}
            if text and kind == "keyDown":
                params["text"] = text
            self.call("Input.dispatchKeyEvent", **params)

    def picture(self, path, height=None):
        """A picture of the page, as a file; of the first height pixels."""
        box = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": box["width"],
                "height": min(box["height"], height or box["height"]),
                "scale": 1}
        data = self.call("Page.captureScreenshot", clip=clip,
                         captureBeyondViewport=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def print(self, path):
        """The page on paper, as PDF."""
        data = self.call("Page.printToPDF", preferCSSPageSize=True,
                         printBackground=False)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
