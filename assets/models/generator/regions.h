// SPDX-License-Identifier: MIT
// The anatomical regions of the skin, as the generator knows them: the truth for tests that place
// regions on a scan. Every triangle belongs to one, by its centre.
#pragma once

#include "mesh.h"

#include <filesystem>

// `p` in the canonical body's frame. The name begins with left_ or right_ where there are two.
std::string region_at(const Vec3& p);

// NAME.regions.json: names, and run lengths over the triangles in the file's order.
// `canonical` takes a place of the mesh to the canonical body.
void write_regions(const std::filesystem::path& path,
                   const std::string& model,
                   const Mesh& mesh,
                   const std::function<Vec3(const Vec3&)>& canonical);
