// SPDX-License-Identifier: MIT
// How subcommands read landmarks, and tell what they found.
#pragma once

#include "anatomy/patient.h"

#include <filesystem>

namespace cli {

/// The landmarks of a file; says a line for each name that is not known.
anatomy::Landmarks load_landmarks(const std::filesystem::path& file);

/// Reads, checks and completes the landmarks of a file. Throws base::Error with one sentence.
anatomy::Patient load_patient(const std::filesystem::path& file, const anatomy::SkinView& skin);

/// What is unusual, estimated or not placed, a line each.
void say_remarks(const anatomy::Patient& patient);

}  // namespace cli
