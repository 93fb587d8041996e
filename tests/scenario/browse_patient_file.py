# SPDX-License-Identifier: MIT
"""Opens the patient file in headless Chromium at desktop and phone size and uses it. Where no Chromium is
installed it says so and exits with 77 (skipped).

browse_patient_file.py PROGRAM SOURCE_FOLDER WORK_FOLDER: pictures of each page are left in WORK_FOLDER.
"""
import base64
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from browser import Browser, chromium

SKIPPED = 77
LONGEST_S = 300  # a browser that has stopped to answer ends the test
SIZES = {"desktop": (1440, 900, False), "phone": (390, 844, True)}
program, source, folder = (Path(word).resolve() for word in sys.argv[1:4])


def skip(words):
    print(words)
    sys.exit(SKIPPED)


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


if not chromium():
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
with Browser(folder) as browser:
    for size in SIZES:
        use(browser, size, page)
        print(f"{size}: areas, looks and turning work; nothing was loaded")
    check_print(browser)
