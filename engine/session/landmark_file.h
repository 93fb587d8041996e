// SPDX-License-Identifier: MIT
// Landmark files: JSON in millimetres, in the scan's own axes after its unit was applied.
// "landmarks" names places; "landmarks68" holds the 68 of face trackers.
#pragma once

#include "anatomy/landmarks.h"

#include <string>
#include <string_view>
#include <vector>

namespace session {

struct LandmarkFile {
    anatomy::Landmarks landmarks;      // a named one counts more than one of the 68
    std::vector<std::string> remarks;  // a sentence for each name that is not known
};

/// Throws base::Error, one sentence that begins with the file's name.
LandmarkFile landmarks_in(std::string_view text, std::string_view name);

/// The file that holds exactly these, with a ten-thousandth of a millimetre.
std::string text_of(const anatomy::Landmarks& landmarks);

}  // namespace session
