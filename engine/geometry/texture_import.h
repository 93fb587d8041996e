// SPDX-License-Identifier: MIT
// The picture on a scan: found beside the scan's file, read by a child like the scan itself. A scan
// whose picture cannot be shown is still a scan: what is wrong becomes a warning.
#pragma once

#include "geometry/import_child.h"
#include "geometry/texture.h"

#include <filesystem>
#include <functional>

namespace geometry {

/// Has a child read a file beside the scan. Throws base::Error with a clause.
using ReadBeside = std::function<ReadMesh(const std::filesystem::path&, const ImportJob&)>;

/// Gives each vertex the colour that the picture has there. Without a picture nothing changes.
void colour_by_picture(const std::filesystem::path& scan_file,
                       const ReadBeside& read,
                       ReadMesh& mesh);

/// The picture for a mesh that was cleaned, from the places that `read` had on `before`; none
/// without.
std::shared_ptr<const SkinPicture>
picture_on(const Mesh& cleaned, const Mesh& before, const ReadMesh& read);

}  // namespace geometry
