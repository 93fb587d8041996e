// SPDX-License-Identifier: MIT
// What a clinical rule finds: a sentence with the numbers in it, and never the word "safe".
#pragma once

#include <string>
#include <vector>

namespace clinic {

/// A label's limit or a contraindication fails; published practice that is left warns.
enum class Verdict { pass, warn, fail };

struct Finding {
    std::string rule;  // "dose.points"; one that ends in ".min" holds a value against a least
    Verdict verdict = Verdict::pass;
    double value = 0;
    double limit = 0;
    std::string unit;
    std::string message;
    std::string source;  // as the user reads it
};

using Findings = std::vector<Finding>;

}  // namespace clinic
