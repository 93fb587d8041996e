// SPDX-License-Identifier: MIT
// The session room: the running program's model. A case is one patient's zones; commands change it;
// the workspace keeps it together with its undo history and with what was derived from it; a
// session map is what leaves.
#pragma once

#include "anatomy/landmarks.h"
#include "base/id.h"
#include "session/arrangement.h"
#include "session/clinic_facts.h"
#include "zones/stroke.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {

using ZoneId = base::Id<struct ZoneTag>;

/// A region to treat. What the practitioner did not set comes from the technique.
struct Zone {
    ZoneId id;
    std::string name;
    std::string technique;  // an id of the techniques' table
    std::optional<double> spacing_mm;
    std::optional<double> depth_mm;   // vertical
    std::optional<double> angle_deg;  // between needle and skin
    std::optional<double> volume_ml;  // a point
    std::optional<std::string> needle;
    Arrangement arrangement;
    ZoneAim aim;
    std::vector<zones::PaintStep> strokes;
    std::uint64_t strokes_revision = 0;  // two equal ones of one case mean equal strokes
    // How it is shown and kept from harm; no part of a plan.
    std::optional<std::uint32_t> colour;  // 0xRRGGBB; else the next of the palette
    bool hidden = false;                  // from the eye, not from the plan
    bool locked = false;                  // takes no strokes
};

struct Case {
    std::uint32_t seed = 1;
    anatomy::Landmarks landmarks;  // as given
    std::uint64_t landmarks_revision = 0;
    std::string scale_statement;  // what the practitioner compared with the patient; empty: nothing
    ClinicFacts clinic;
    std::uint64_t clinic_revision = 0;
    std::vector<Zone> zones;
    std::uint64_t revision = 0;   // grows with each change, undo and redo
    std::uint32_t next_zone = 1;  // ids are not used twice

    const Zone* find(std::string_view name) const;
};

// What a request or a command may ask for; the schemas say the same.
inline constexpr double min_spacing_mm = 0.5, max_spacing_mm = 100;
inline constexpr double max_depth_mm = 50;
inline constexpr double min_angle_deg = 1, max_angle_deg = 90;
inline constexpr double max_volume_ml = 10;
inline constexpr double max_radius_mm = 300;

inline constexpr double min_crease_deg = 1, max_crease_deg = 180;
inline constexpr double max_piece_cm2 = 10'000;

/// Lengths, angles and volumes are kept in steps of 1/10000, as the session map writes them, so
/// that a map's numbers rebuild exactly what was planned.
double in_map_steps(double value);
glm::dvec3 in_map_steps(glm::dvec3 place);

}  // namespace session
