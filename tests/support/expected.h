// SPDX-License-Identifier: MIT
// Tables of expected results, worked out by hand from the clinical notes (tests/expected/).
#pragma once

#include <map>
#include <string>
#include <vector>

namespace test {

using ExpectedRow = std::map<std::string, std::string>;  // by heading

/// The rows of tests/expected/NAME.csv.
std::vector<ExpectedRow> expected(const std::string& name);

/// "a 1; b two words" as {a: 1, b: two words}.
std::map<std::string, std::string> inputs_of(const std::string& text);

}  // namespace test
