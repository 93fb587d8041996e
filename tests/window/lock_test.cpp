// SPDX-License-Identifier: MIT
// A case with a passphrase in the window: asked for, locked, and gone on with where it was.
#include "base/file.h"
#include "desk.h"
#include "program.h"
#include "scans.h"
#include "shell/idle_lock.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using test::Frame;

TEST(IdleLock, FallsDueAfterItsMinutesWithoutInput)
{
    const shell::IdleLock::Clock::time_point start{};
    shell::IdleLock lock;
    EXPECT_FALSE(lock.is_due(start + 24h)) << "it does not watch";
    lock.watch(10min, start);
    EXPECT_FALSE(lock.is_due(start + 10min - 1ms));
    EXPECT_DOUBLE_EQ(lock.due_in_s(start + 4min), 360);
    EXPECT_TRUE(lock.is_due(start + 10min));
    lock.saw_input(start + 9min);
    EXPECT_FALSE(lock.is_due(start + 10min));
    EXPECT_TRUE(lock.is_due(start + 19min));
    lock.watch(std::nullopt, start + 19min);
    lock.watch(10min, start + 30min);
    EXPECT_FALSE(lock.is_due(start + 31min)) << "it watches anew";
}

TEST(LockedCase, OpensWithItsPassphraseIsLockedByAKeyAndGoesOn)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const auto folder = test::fresh_folder("locked");
    const auto file = folder / "case.mesocase";
    base::write_file(file, base::read_file(test::fixture("version_2_sealed.mesocase")));
    const test::Display display;
    test::Window window(display, {"window", file.string(), "--device", "cpu"}, folder);
    const auto asks = [](const Frame& frame) {
        return frame.screen == "locked" && frame.listens && frame.ready;
    };
    const auto type = [&](const char* passphrase) {
        display.hand({"type", passphrase});
        display.hand({"key", "Return"});
    };
    window.wait_for("the question", asks);
    type("another one");
    window.wait_for("the refusal", [](const Frame& frame) {
        return frame.result ==
               "It does not open: the passphrase is another, or the file is damaged.";
    });
    window.wait_for("the question again", asks);
    type("correct horse battery");
    const Frame open = window.wait_for("the case", [](const Frame& frame) {
        return frame.screen == "work" && frame.ready && frame.points > 0;
    });

    display.hand({"key", "ctrl+l"});
    const Frame locked = window.wait_for("the lock", asks);
    EXPECT_EQ(locked.points, 0u);
    type("correct horse batterz");
    window.wait_for("the refusal", [](const Frame& frame) {
        return frame.result == "That is not the case's passphrase.";
    });
    window.wait_for("the question again", asks);
    type("correct horse battery");
    const Frame again = window.wait_for(
        "the case again", [](const Frame& frame) { return frame.screen == "work" && frame.ready; });
    EXPECT_EQ(again.points, open.points);
    EXPECT_EQ(again.revision, open.revision);
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "");
}

}  // namespace
