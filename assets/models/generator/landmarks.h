// SPDX-License-Identifier: MIT
#pragma once

#include "mesh.h"

#include <filesystem>
#include <string>

// Found by a ray: the first skin met from `from` along `direction`.
struct LandmarkRay {
    std::string name;
    Vec3 from;
    Vec3 direction;
    bool paired = false;  // also written mirrored: left_NAME and right_NAME
};

struct Landmark {
    std::string name;
    Vec3 place;
};

// Throws if a ray misses the skin.
std::vector<Landmark> landmarks_on(const Field& field, std::span<const LandmarkRay> rays);
void write_landmarks(const std::filesystem::path& path,
                     const std::string& model,
                     const std::vector<Landmark>& landmarks);

std::vector<LandmarkRay> head_rays();
std::vector<LandmarkRay> body_rays();
