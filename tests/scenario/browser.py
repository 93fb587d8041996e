# SPDX-License-Identifier: MIT
"""Drives a headless Chromium by the DevTools protocol over a pipe, with real clicks and touches."""
import base64
import fcntl
import json
import os
import shutil
import subprocess


def chromium():
    """Its path, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


class Browser:
    """One page; pictures of it go to `folder`. Chromium reads commands from its file descriptor 3 and answers on 4,
    each ended by a zero byte."""

    def __init__(self, folder):
        self.folder = folder
        ours_in, self.commands = os.pipe()
        self.answers, ours_out = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (ours_in, ours_out)]
        self.process = subprocess.Popen(
            [chromium(), "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--remote-debugging-pipe",
             "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--force-prefers-reduced-motion",
             "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
             f"--user-data-dir={folder / 'profile'}", "about:blank"],
            pass_fds=(3, 4), preexec_fn=lambda: (os.dup2(ends[0], 3), os.dup2(ends[1], 4)),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for end in (ours_in, ours_out, *ends):
            os.close(end)
        self.left, self.count, self.session, self.events = b"", 0, None, []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(domain + ".enable")

    def ask(self, method, **parameters):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while (answer := self.read()).get("id") != self.count:
            self.events.append(answer)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def read(self):
        while b"\0" not in self.left:
            part = os.read(self.answers, 1 << 20)
            assert part, "Chromium has ended"
            self.left += part
        message, _, self.left = self.left.partition(b"\0")
        return json.loads(message)

    def wait_for(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.read())

    def open(self, file, width, height, is_phone):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                 mobile=is_phone)
        self.ask("Emulation.setTouchEmulationEnabled", enabled=is_phone)
        self.events.clear()
        self.ask("Page.navigate", url=file.as_uri())
        self.wait_for("Page.loadEventFired")

    def value(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, selector, is_phone):
        """In the middle of what the selector finds, by a finger or the mouse."""
        x, y = self.value(
            f"(() => {{ const e = document.querySelector('{selector}'); e.scrollIntoView({{block: 'center'}});"
            "const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()")
        if is_phone:
            self.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
            self.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        else:
            for kind in ("mousePressed", "mouseReleased"):
                self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def turn(self):
        """Drags across the canvas."""
        x, y = self.value("(() => { const r = document.querySelector('#view').getBoundingClientRect();"
                          "return [r.x + r.width / 2, r.y + r.height / 2]; })()")
        self.ask("Input.dispatchMouseEvent", type="mousePressed", x=x, y=y, button="left", clickCount=1)
        for step in range(1, 6):
            self.ask("Input.dispatchMouseEvent", type="mouseMoved", x=x + 20 * step, y=y, button="left", buttons=1)
        self.ask("Input.dispatchMouseEvent", type="mouseReleased", x=x + 100, y=y, button="left", clickCount=1)

    def picture(self, name=None):
        png = base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])
        if name:
            (self.folder / f"{name}.png").write_bytes(png)
        return png

    def view(self):
        """Of the canvas alone."""
        self.value("document.querySelector('#view').scrollIntoView({block: 'center'})")
        return self.picture()

    def changes(self, before):
        """Each picture waits for a frame of its own; so many are far more than a step of the view needs."""
        return any(self.view() != before for _ in range(100))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder / "profile", ignore_errors=True)
