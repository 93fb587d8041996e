// SPDX-License-Identifier: MIT
// What the engine says in English, in the spoken language: the sentences of checks and the names of
// the clinical tables, by the patterns of a second catalogue (assets/texts). The map keeps the
// English.
#pragma once

#include "shell/texts.h"

#include <string>
#include <string_view>
#include <vector>

namespace shell {

/// The sentence by the first pattern that fits; English where none does. Words in quotation marks
/// are somebody's own and stay, as all numbers do. What is listed is said item by item. For the
/// window's thread, as say() is.
std::string say_sentence(const std::string& english);

/// The pairs of a language's second catalogue: {} in the English stands for any words, {#} for a
/// number.
std::vector<Translation> sentences_of(Language language);

}  // namespace shell
