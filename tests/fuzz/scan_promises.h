// SPDX-License-Identifier: MIT
// What every reader of scans promises, and the gate behind it.
#pragma once

#include "geometry/texture.h"

#include <cstddef>
#include <span>

namespace fuzz {

/// Of a mesh that a reader accepted, and of what the gate makes of it once it was packed.
void hold_to_promises(const geometry::ReadMesh& mesh, std::size_t file_bytes);

/// Of an answer of the import child, whatever it is.
void hold_gate_to_promises(std::span<const std::byte> block, std::size_t file_bytes);

}  // namespace fuzz
