// SPDX-License-Identifier: MIT
// The stencil: each zone laid flat at 1:1 with its border and numbered points, to be laid on the
// skin. A 100 mm bar and a 10 mm grid show what a printer did to the scale, and the page says how
// far paper is from skin.
#pragma once

#include "exporters/flat_zones.h"
#include "exporters/paper.h"

#include <span>
#include <string>

namespace exporters {

struct Stencil {
    const session::SessionMap& map;
    const FlatZones& flat;
    std::string map_sha256;
    std::span<const Ink> zone_colours;
};

/// A PDF; zones too large for a page go over several, with an overlap and marks to join them by.
std::string stencil_pdf(const Stencil& stencil, PaperSize size = a4);

/// All on one sheet as large as it needs, for a plotter or cutter.
std::string stencil_svg(const Stencil& stencil);

}  // namespace exporters
