// SPDX-License-Identifier: MIT
// A case with a passphrase in the window: asked for, locked, and gone on with where it was.
#include "base/file.h"
#include "desk.h"
#include "program.h"
#include "scans.h"
#include "shell/idle_lock.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

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

class ProtectingACase : public testing::Test {
protected:
    // In a window of 1440 x 900: a button of "Case and visit".
    static constexpr int passphrase_x = 990, passphrase_y = 386;

    void SetUp() override
    {
        if (const std::string reason = test::no_desk_reason(); !reason.empty())
            GTEST_SKIP() << reason;
        base::write_file(file, base::read_file(test::fixture("version_1.mesocase")));
        open();
        opened = window->wait_until_ready();
    }

    void open()
    {
        window.emplace(
            display, std::vector<std::string>{"window", file.string(), "--device", "cpu"}, folder);
    }
    void wait_for_word(const std::string& word)
    {
        window->wait_for(word, [&](const Frame& frame) { return frame.result == word; });
    }
    void ask_for_passphrase()
    {
        window->press("c");
        window->wait_for("the case's form", [](const Frame& frame) { return frame.covered; });
        window->click(passphrase_x, passphrase_y);
        wait_for_fields();
    }
    void wait_for_fields()
    {
        window->wait_for("the fields", [](const Frame& frame) {
            return frame.screen == "passphrase" && frame.listens;
        });
    }
    /// Into as many fields, one after the other.
    void type(const std::vector<std::string>& words) const
    {
        for (const std::string& word : words) {
            display.hand({"type", word});
            display.hand({"key", "Return"});
        }
    }
    void wait_for_question()
    {
        window->wait_for("the question", [](const Frame& frame) {
            return frame.screen == "locked" && frame.listens && frame.ready;
        });
    }
    Frame wait_for_case()
    {
        return window->wait_for(
            "the case", [](const Frame& frame) { return frame.screen == "work" && frame.ready; });
    }
    void close()
    {
        display.hand({"key", "ctrl+q"});
        EXPECT_EQ(window->wait_for_the_end(), 0);
        EXPECT_EQ(window->printed(), "");
        window.reset();
    }

    std::filesystem::path folder = test::fresh_folder("protected"), file = folder / "ann.mesocase";
    test::Display display;
    std::optional<test::Window> window;
    Frame opened;
};

constexpr const char* protected_now =
    "The case is protected: from now on it opens with its passphrase only. Ctrl+L locks it.";

TEST_F(ProtectingACase, InTheWindowItOpensWithThatPassphraseOnlyAndGoesOn)
{
    ask_for_passphrase();
    type({"too short", "too short"});
    wait_for_word("A passphrase needs at least 10 letters; three or four words are easy to keep in "
                  "mind and hard to guess.");
    display.hand({"key", "Escape"});

    ask_for_passphrase();
    type({"correct horse battery", "correct horse battery"});
    wait_for_word(protected_now);
    window->press("n");
    const Frame zone = window->wait_for_revision(opened.revision + 1);
    close();
    EXPECT_NE(test::run_program({"run", "none", "--case", file.string()}).exit_code, 0);

    open();
    wait_for_question();
    type({"correct horse batterz"});
    wait_for_word("It does not open: the passphrase is another, or the file is damaged.");
    wait_for_question();
    type({"correct horse battery"});
    EXPECT_EQ(wait_for_case().revision, zone.revision);
    display.hand({"key", "ctrl+l"});
    wait_for_question();
    close();
}

TEST_F(ProtectingACase, TheOneSoFarIsAskedForBeforeItIsChanged)
{
    ask_for_passphrase();
    type({"correct horse battery", "correct horse battery"});
    wait_for_word(protected_now);
    ask_for_passphrase();
    type({"correct horse batterz", "staple and paperclip", "staple and paperclip"});
    wait_for_word("That is not the case's passphrase.");
    wait_for_fields();
    type({"correct horse battery", "staple and paperclip", "staple and paperclip"});
    wait_for_word("The case opens with its new passphrase from now on.");
    display.hand({"key", "ctrl+l"});
    wait_for_question();
    type({"correct horse battery"});
    wait_for_word("That is not the case's passphrase.");
    wait_for_question();
    type({"staple and paperclip"});
    wait_for_case();
    close();
}

}  // namespace
