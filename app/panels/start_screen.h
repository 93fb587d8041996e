// SPDX-License-Identifier: MIT
// What there is before a scan is open: reference people to practise on, the cases and scans of
// lately, and the way to others.
#pragma once

#include "panels/form.h"

#include <filesystem>
#include <span>

namespace panels {

/// A reference person, in English: say() the words. The picture is the type's.
struct ReferencePerson {
    const char* name;
    const char* facts;
    std::filesystem::path scan;
};

struct StartFacts {
    std::span<const ReferencePerson> people;
    std::span<const std::filesystem::path> recent;
    std::string problem;  // why the last file could not be opened
    std::string device;   // that pictures are drawn with
    std::string version;
};

struct StartWishes {
    std::optional<std::filesystem::path> open;
    std::optional<std::filesystem::path> forget;  // out of the recent ones
    bool browses = false;
    bool settings = false;
    bool keys = false;
};

/// Fills the window.
StartWishes start_screen(const StartFacts& facts, const Form& form);

}  // namespace panels
