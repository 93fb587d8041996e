// SPDX-License-Identifier: MIT
#pragma once

#include "session/case.h"

#include <string>

namespace test {

/// What a case is, without its counters.
std::string text_of(const session::Case& c);

}  // namespace test
