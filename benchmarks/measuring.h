// SPDX-License-Identifier: MIT
// What the small benchmarks have in common: a watch, a median, and a main.
#pragma once

#include "geometry/import.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace measuring {

class Stopwatch {
public:
    double ms() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_)
            .count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Of at least one value.
inline double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Reads scans as the program does, in a child that is this program again. `options` are put to the
/// command line; then `measure` prints, or throws what becomes one line and a failure.
inline int run(int count,
               char** words,
               const std::string& what,
               const std::function<void(CLI::App&)>& options,
               const std::function<void()>& measure)
{
    if (geometry::is_import_child(count, words)) return geometry::run_import_child(count, words);
    CLI::App app(what);
    options(app);
    CLI11_PARSE(app, count, words);
    try {
        measure();
    } catch (const std::exception& problem) {
        fmt::print(stderr, "{}\n", problem.what());
        return 1;
    }
    return 0;
}

}  // namespace measuring
