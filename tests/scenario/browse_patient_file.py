# SPDX-License-Identifier: MIT
"""Opens the patient file in headless Chromium at desktop and phone size and uses it: real clicks and touches, by the
DevTools protocol over a pipe. Where no Chromium is installed it says so and exits with 77 (skipped).

browse_patient_file.py PROGRAM SOURCE_FOLDER WORK_FOLDER: pictures of each page are left in WORK_FOLDER.
"""
import base64
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
LONGEST_S = 300  # a browser that has stopped to answer ends the test
SIZES = {"desktop": (1280, 860, False), "phone": (390, 844, True)}
program, source, folder = (Path(word).resolve() for word in sys.argv[1:4])


def skip(words):
    print(words)
    sys.exit(SKIPPED)


class Browser:
    """One page. Chromium reads commands from its file descriptor 3 and answers on 4, each ended by a zero byte."""

    def __init__(self, chromium):
        ours_in, self.commands = os.pipe()
        self.answers, ours_out = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (ours_in, ours_out)]
        self.process = subprocess.Popen(
            [chromium, "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--remote-debugging-pipe",
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
            (folder / f"{name}.png").write_bytes(png)
        return png

    def view(self):
        """Of the canvas alone."""
        self.value("document.querySelector('#view').scrollIntoView({block: 'center'})")
        return self.picture()

    def changes(self, before):
        """Each picture waits for a frame of its own; so many are far more than a step of the view needs."""
        return any(self.view() != before for _ in range(100))

    def close(self):
        self.process.terminate()
        self.process.wait()


def is_shown(browser, zone):
    return browser.value(f"document.querySelector('[data-zone=\"{zone}\"]').getAttribute('aria-pressed')") == "true"


def use(browser, size, file):
    width, height, is_phone = SIZES[size]
    browser.open(file, width, height, is_phone)
    browser.picture(f"{size}-top")
    assert browser.value("document.documentElement.scrollWidth") <= width, f"{size}: the page is wider than the screen"
    assert browser.value("!!document.querySelector('#view').getContext('webgl2')"), f"{size}: no 3D"

    whole = browser.view()
    browser.press('[data-zone="0"]', is_phone)
    assert browser.changes(whole), f"{size}: the view did not go to the area"
    assert is_shown(browser, 0) and not is_shown(browser, 1), f"{size}: the first area is not shown"
    first = browser.view()
    browser.picture(f"{size}-area")
    browser.press('[data-zone="1"]', is_phone)
    assert browser.changes(first), f"{size}: both areas look the same"
    assert is_shown(browser, 1) and not is_shown(browser, 0), f"{size}: the second area is not shown"
    for look in ("[1,0.1,0]", "[-1,0.1,0]", "home"):
        before = browser.view()
        browser.press(f'[data-look="{look}"]', is_phone)
        assert browser.changes(before), f"{size}: the look {look} changes nothing"
    if not is_phone:
        before = browser.view()
        browser.turn()
        assert browser.changes(before), "the view cannot be turned by the mouse"
    check_calm(browser, size)


def check_calm(browser, size):
    """No complaint in the console, and nothing asked of the net."""
    for event in browser.events:
        method, what = event.get("method"), event.get("params", {})
        assert method != "Runtime.exceptionThrown", f"{size}: {what}"
        assert method != "Log.entryAdded" or what["entry"]["level"] != "error", f"{size}: {what}"
        if method == "Network.requestWillBeSent":
            assert what["request"]["url"].startswith(("file:", "data:", "blob:")), f"{size}: {what['request']['url']}"


def check_print(browser):
    (folder / "print.pdf").write_bytes(base64.b64decode(browser.ask("Page.printToPDF", paperWidth=8.27,
                                                                    paperHeight=11.69)["data"]))
    text = subprocess.run(["pdftotext", folder / "print.pdf", "-"], capture_output=True, text=True).stdout
    for words in ("Your treatment plan", "Afterwards", "When to call us"):
        assert words in text, f"the print lacks \"{words}\""


chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if not chromium:
    skip("No Chromium is installed: nobody clicked in the patient file.")
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
scan = source / "assets/models/face.ply"
subprocess.run([program, "plan", source / "assets/models/face.request.json", "--scan", scan, "--out",
                folder / "map.json"], check=True, capture_output=True)
page = folder / "patient.html"
made = subprocess.run([program, "export", folder / "map.json", "--scan", scan, "--format", "patient", "--out", page],
                      capture_output=True, text=True)
if "it was made without npm" in made.stderr:
    skip("This build has no viewer: nobody clicked in the patient file.")
assert made.returncode == 0, made.stderr
signal.alarm(LONGEST_S)
browser = Browser(chromium)
try:
    for size in SIZES:
        use(browser, size, page)
        print(f"{size}: areas, looks and turning work; nothing was loaded")
    check_print(browser)
finally:
    browser.close()
shutil.rmtree(folder / "profile", ignore_errors=True)
