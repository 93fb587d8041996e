// SPDX-License-Identifier: MIT
#include "base/error.h"

#include <fmt/format.h>

namespace base {

void check(bool condition, const char* what, std::source_location where)
{
    if (condition) return;
    throw std::logic_error(
        fmt::format("Internal mistake: {} ({}:{}).", what, where.file_name(), where.line()));
}

}  // namespace base
