// SPDX-License-Identifier: MIT
// What a map says of its frame, its limits and its approval.
#include "session/approval.h"
#include "session/verify_paper.h"
#include "session/verify_skin.h"

#include <glm/geometric.hpp>

#include <cstdint>

namespace session {
namespace {

// Directions are written with six decimals.
constexpr double half_decimal_6 = 2e-6;

void check_witness(const SessionMap& map, Failures& failures)
{
    const Witness& witness = map.witness;
    for (std::size_t i = 0; i < 3; ++i) {
        const WitnessPlace &from = witness.places[i], &to = witness.places[(i + 1) % 3];
        const double distance = glm::distance(from.place_mm, to.place_mm);
        failures.unless(near(witness.distances_mm[i], distance),
                        "The witness places \"{}\" and \"{}\" are {:.4f} mm apart, but the map "
                        "states {} mm.",
                        from.name,
                        to.name,
                        distance,
                        witness.distances_mm[i]);
        const anatomy::Landmark* landmark = map.landmarks.find(from.name);
        failures.unless(!witness.landmarks ||
                            (landmark && near(landmark->place, from.place_mm, half_decimal_4)),
                        "The witness place \"{}\" is not where the map's landmarks have it.",
                        from.name);
    }
    failures.unless(near(glm::length(witness.outward), 1, half_decimal_6),
                    "The witness's outward direction is not of unit length.");
    failures.unless(seen_from_outside_mm2(witness) > 0,
                    "The witness places do not run counter-clockwise as seen from outside: the "
                    "frame is mirrored.");
}

void check_patient(const SessionMap& map, Failures& failures)
{
    const auto wanted = patient_axes(map.landmarks);
    const auto same = [](const PatientAxes& a, const PatientAxes& b) {
        return near(a.left, b.left, half_decimal_6) && near(a.up, b.up, half_decimal_6) &&
               near(a.front, b.front, half_decimal_6);
    };
    failures.unless(wanted.has_value() == map.patient.has_value() &&
                        (!wanted || same(*wanted, *map.patient)),
                    "The patient's directions in the frame are not what the landmarks tell.");
}

void check_zone_centres(const SessionMap& map, Failures& failures)
{
    for (std::uint32_t z = 0; z < map.zones.size(); ++z) {
        const MapZone& zone = map.zones[z];
        glm::dvec3 sum{0};
        double count = 0;
        for (const MapPoint& point : map.points)
            if (point.zone == z) {
                sum += point.position_mm;
                ++count;
            }
        failures.unless(count > 0 && near(sum / count, zone.centre_mm, decimals_4),
                        "Zone \"{}\": its centre is not that of its points.",
                        zone.name);
        for (std::size_t i = 0; i < 3; ++i) {
            const double distance = glm::distance(zone.centre_mm, map.witness.places[i].place_mm);
            failures.unless(near(distance, zone.witness_mm[i]),
                            "Zone \"{}\": its centre is {:.4f} mm from \"{}\", but the map states "
                            "{} mm.",
                            zone.name,
                            distance,
                            map.witness.places[i].name,
                            zone.witness_mm[i]);
        }
    }
}

}  // namespace

void check_frame(std::string_view text, const SessionMap& map, Failures& failures)
{
    check_witness(map, failures);
    check_patient(map, failures);
    check_zone_centres(map, failures);
    failures.unless(map.limits == limits_of(map),
                    "The limits that the map states are not those of its points.");
    const auto problem = approval_problem(text, map);
    failures.unless(!problem, "{}", problem.value_or(""));
}

void check_witness_skin(const VerifiedSkin& skin, Failures& failures)
{
    // A landmark may be a little off the skin, as it was given; a place on the skin may not.
    if (skin.map.witness.landmarks) return;
    constexpr double on_skin_mm = 0.02;
    for (const WitnessPlace& one : skin.map.witness.places)
        failures.unless(skin.bvh.nearest(one.place_mm, on_skin_mm).has_value(),
                        "The witness place \"{}\" is not on the scan's skin.",
                        one.name);
}

}  // namespace session
