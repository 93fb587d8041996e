// SPDX-License-Identifier: MIT
// What came back of a visit: an acknowledgement's file, and the session map that it is about.
#pragma once

#include "session/given.h"

#include <filesystem>
#include <string>

namespace shell {

struct VisitGiven {
    session::SessionMap map;
    session::PastVisit past;
    double planned_ml = 0, given_ml = 0;
};

/// The map is found by its checksum among the maps beside the acknowledgement and beside
/// `exported`, where the window wrote the last one. Throws base::Error, one sentence: no such map,
/// another map's points, a dry run, a signature that does not fit, ...
VisitGiven visit_given_in(const std::filesystem::path& acknowledgement,
                          const std::filesystem::path& exported);

/// "Visit 1: 37 of 40 points and 0.37 of 0.40 mL were given; 3 were skipped."
std::string words_of(const VisitGiven& visit);

}  // namespace shell
