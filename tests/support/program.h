// SPDX-License-Identifier: MIT
// Runs the real program, as a user at a terminal does.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace test {

/// The mesomap executable of this build, or the one that MESOMAP_PROGRAM names.
std::filesystem::path program();

struct ProgramResult {
    int exit_code = -1;  // -1 if it did not end by itself
    int signal = 0;      // that ended it, SIGKILL if it took too long
    std::string output;
    std::string errors;
};

/// Runs it with these arguments and waits, at most `time_limit_s`.
ProgramResult run_program(const std::vector<std::string>& arguments, double time_limit_s = 120);

/// What a person saw who ran the program at a terminal and pressed Ctrl-C.
struct InterruptedRun {
    int exit_code = -1;  // -1 if it did not end by itself
    double took_ms = 0;  // from the last key to the end of the program
    std::string screen;
};

/// Runs it at a terminal and presses Ctrl-C as soon as `seen` stands on the screen.
InterruptedRun interrupt_program(const std::vector<std::string>& arguments,
                                 const std::string& seen);

/// Runs it at a terminal and types each answer when its question stands on the screen.
struct Answer {
    std::string question, typed;
};
InterruptedRun converse(const std::vector<std::string>& arguments,
                        const std::vector<Answer>& answers);

/// Expects a refusal: no crash, a failing exit code, nothing on stdout, and on stderr one line that
/// begins with the program's name and has no second sentence behind the first.
void expect_one_sentence(const ProgramResult& result);

/// A fresh folder of that name for one test.
std::filesystem::path fresh_folder(const std::string& name);

}  // namespace test
