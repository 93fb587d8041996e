// SPDX-License-Identifier: MIT
// The acknowledgement: what a device, or a person, did with a session map, in format
// mesomap.acknowledgement version 1 (assets/schema/acknowledgement.schema.json). It names its map
// by the map's checksum and single-use id, holds each point once, in the order of work, and its
// text is canonical and sealed as a map's is.
#pragma once

#include "session/signature.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {

enum class Outcome { done, skipped, aborted };  // aborted: begun and not finished

/// "done", "skipped" or "aborted".
std::string_view name_of(Outcome outcome);

struct AcknowledgedPoint {
    std::uint32_t id = 0;  // of the map's point
    Outcome outcome = Outcome::done;
    std::string at;                         // UTC, "2026-11-22T20:31:07Z"
    std::optional<glm::dvec3> measured_mm;  // where the skin was touched, in the map's frame
    double volume_ml = 0;                   // given; 0 where it was skipped
    std::string reason;                     // why it was skipped or aborted
    bool operator==(const AcknowledgedPoint&) const = default;
};

struct Acknowledgement {
    std::string map_checksum;           // session::checksum_in(text of the map)
    std::optional<std::string> use_id;  // of an approved map; a draft has none
    std::string device;                 // with its serial number; or who injected by hand
    std::string device_version;         // of its program; empty for a person
    bool simulated = true;              // a dry run: nobody was treated
    std::optional<double> residual_mm;  // of the registration, where there was one
    std::vector<AcknowledgedPoint> points;
    std::optional<Signature> signature;
    bool operator==(const Acknowledgement&) const = default;
};

/// What its points add up to, in whole 1/10000 mL.
struct AcknowledgedTotals {
    std::uint32_t points = 0, done = 0, skipped = 0, aborted = 0;
    double volume_ml = 0;
    bool operator==(const AcknowledgedTotals&) const = default;
};
AcknowledgedTotals totals_of(const Acknowledgement& acknowledgement);

/// The canonical text, sealed.
std::string text_of(const Acknowledgement& acknowledgement);

/// Reads strictly: JSON, version, schema, seal, the one way of writing, each point once, times in
/// order, totals, and that what was skipped got nothing and says why. Throws base::Error, one
/// sentence. Whether it is about a certain map is for given_of (given.h).
Acknowledgement acknowledgement_in(std::string_view text, std::string_view name);

/// "2026-11-22T20:31:07Z" of the seconds since 1970, and back. Throws base::Error for a text that
/// is no such time.
std::string time_text(std::int64_t seconds_since_1970);
std::int64_t seconds_in(std::string_view time);

}  // namespace session
