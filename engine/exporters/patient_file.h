// SPDX-License-Identifier: MIT
// The patient file: one HTML page to take home, with a 3D view to turn, what is done where in plain
// words, and what to do before and after. It loads nothing from outside. The patient's name and the
// skin's own colours are in it only if they are asked for.
#pragma once

#include "exporters/patient_scene.h"

#include <span>
#include <string>
#include <string_view>

namespace exporters {

/// What is printed, and shown where there is no 3D.
struct PatientPicture {
    std::string title;  // "From the front"
    std::string png;
};

struct PatientFile {
    const session::VerifiedSkin& skin;
    std::string map_sha256;
    std::string name = {};  // empty: not in it
    SkinColours colours = SkinColours::plain;
    std::span<const PatientPicture> pictures = {};
    std::string_view viewer;  // the bundle of patient/viewer.js
};

/// The bundle that this build has; empty if it was made where there is no npm.
std::string_view patient_viewer();

std::string patient_file_of(const PatientFile& file);

}  // namespace exporters
