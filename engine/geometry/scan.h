// SPDX-License-Identifier: MIT
// The scan: the mesh as imported, in millimetres, never changed afterwards.
#pragma once

#include "base/units.h"
#include "geometry/mesh.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geometry {

struct SkinPicture;  // texture.h

/// What the reader found in the file, before any unit was applied.
struct ImportReport {
    std::string format;                  // "PLY (binary)", "OBJ", ...
    std::size_t faces_in_file = 0;       // polygons as written
    std::size_t dropped_degenerate = 0;  // triangles without area or with a repeated corner
    std::size_t dropped_duplicate = 0;   // triangles with the same three corners as an earlier one
    std::size_t merged_vertices =
        0;  // vertices at exactly the place of an earlier one (STL, UV seams)
    std::size_t unused_vertices = 0;    // vertices that no triangle uses, left out
    std::vector<std::string> warnings;  // full sentences
};

/// A mesh in the file's own unit.
struct ImportedMesh {
    Mesh mesh;
    std::string sha256;                           // of the file's bytes
    std::optional<base::LengthUnit> stated_unit;  // what the file says
    std::string stated_by;                        // where it says so: "the comment 'millimetres'"
    ImportReport report;
    std::shared_ptr<const SkinPicture> picture = {};  // none for most
};

struct Scan {
    Mesh mesh;  // mm
    std::string sha256;
    base::LengthUnit unit = base::LengthUnit::millimetre;  // of the file
    std::string unit_reason;  // why we believe it: a clause for the user
    ImportReport report;
    std::shared_ptr<const SkinPicture> picture = {};  // for pictures only, as the colours are
};

}  // namespace geometry
