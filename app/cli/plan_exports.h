// SPDX-License-Identifier: MIT
// Exports that show the skin: they need the scan, and the zones painted on it anew.
#pragma once

#include "cli/export_formats.h"

namespace cli {

std::string glb_of(const ExportWish& wish);
std::string stencil_of(const ExportWish& wish);

}  // namespace cli
