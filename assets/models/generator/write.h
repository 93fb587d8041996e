// SPDX-License-Identifier: MIT
// Writes a model (binary little-endian PLY in millimetres) and its landmarks (JSON).
#pragma once

#include "person.h"
#include "polygonise.h"

#include <filesystem>

namespace models {

void write_ply(const Mesh& mesh, const std::filesystem::path& file);
void write_landmarks(const std::vector<Landmark>& landmarks, const std::filesystem::path& file);

}  // namespace models
