// SPDX-License-Identifier: MIT
// The chart: a session map on paper, for the practitioner's hand and the patient's file. A page of
// summary first, then the views with numbered points, then each zone's points with room to tick.
#pragma once

#include "exporters/paper.h"
#include "session/session_map.h"

#include <span>
#include <string>

namespace exporters {

/// A picture of the plan, its points numbered in working order.
struct ChartView {
    std::string title;  // "Front"
    Image image;
};

struct Chart {
    const session::SessionMap& map;
    std::string map_sha256;  // the map's checksum, which the QR code carries
    std::span<const ChartView> views;
    std::span<const Ink> zone_colours;
    std::string alias = {};  // in the patient's place; empty: a line to write the name on
};

/// A PDF. Names of patients are not in it: there are lines to write them on.
std::string chart_of(const Chart& chart, PaperSize size = a4);

}  // namespace exporters
