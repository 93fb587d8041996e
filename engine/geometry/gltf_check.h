// SPDX-License-Identifier: MIT
// What of glTF is refused before Assimp sees it: Assimp believes sizes, reads on behind the end of
// what is cut short, and opens files beside the scan.
#pragma once

#include <string_view>

namespace geometry {

/// `bytes` are a GLB if `is_binary`, else the text of a glTF. Throws base::Error with a clause that
/// ends "Cannot read FILE: ...".
void check_gltf(std::string_view bytes, bool is_binary);

}  // namespace geometry
