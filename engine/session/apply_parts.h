// SPDX-License-Identifier: MIT
// What the commands' appliers share, and those that have a file of their own.
#pragma once

#include "session/history.h"

#include <string>
#include <utility>
#include <vector>

namespace session {

/// Throws base::Error if there is no such zone.
std::size_t index_of(const Case& current, const std::string& name);

/// Settings are refused with their numbers where no plan could follow them; what is merely unusual
/// is for the checks.
struct Limits {
    const char* what;
    double low, high;
    const char* unit;
};

/// With the map's decimals. Throws base::Error, with the numbers, for what is outside.
double within(const Limits& limits, double value, const std::string& zone);

std::vector<glm::dvec3> in_map_steps(std::vector<glm::dvec3> places);

/// With the decimals of the map. Throws base::Error for a vector without length.
glm::dvec3 unit_vector(const char* what, glm::dvec3 vector, const std::string& zone);

/// Sets one member of a zone; the undo puts the old value back.
template <typename T>
Undo exchange(Case& current, const std::string& zone, T Zone::*member, T value)
{
    const std::size_t i = index_of(current, zone);
    T before = std::exchange(current.zones[i].*member, std::move(value));
    return {[i, member, before](Case& c) { c.zones[i].*member = before; }, sizeof before + 64};
}

/// Sets one member of a zone's arrangement; the undo puts the old value back.
template <typename T>
Undo arrange(Case& current, const std::string& zone, T Arrangement::*member, T value)
{
    const std::size_t i = index_of(current, zone);
    T before = std::exchange(current.zones[i].arrangement.*member, std::move(value));
    return {[i, member, before](Case& c) { c.zones[i].arrangement.*member = before; },
            sizeof before + 64};
}

// The list of zones: apply_zones.cpp.
Undo run(Case& current, const AddZone& command);
Undo run(Case& current, const RemoveZone& command);
Undo run(Case& current, const RenameZone& command);
Undo run(Case& current, const DuplicateZone& command);
Undo run(Case& current, const MoveZone& command);
Undo run(Case& current, const SetColour& command);
Undo run(Case& current, const HideZone& command);
Undo run(Case& current, const LockZone& command);
Undo run(Case& current, const MirrorZone& command);

// What is painted: apply_painting.cpp.
Undo run(Case& current, const PaintStroke& command);
Undo run(Case& current, const DrawOutline& command);
Undo run(Case& current, const EditOutline& command);
Undo run(Case& current, const FillByAngle& command);
Undo run(Case& current, const ReshapeZone& command);
Undo add_mirroring(Case& current, const std::string& zone, zones::Mirroring mirror);

// Points made by hand: apply_points.cpp.
Undo run(Case& current, const PinPoint& command);
Undo run(Case& current, const UnpinPoint& command);
Undo run(Case& current, const MovePoint& command);
Undo run(Case& current, const RemovePoint& command);
Undo run(Case& current, const ForgetPointEdits& command);

// The visit: apply_visit.cpp.
Undo run(Case& current, const SetClinic& command);
Undo run(Case& current, const SetPatient& command);
Undo run(Case& current, const SetVisit& command);
Undo run(Case& current, const SetMixtures& command);
Undo run(Case& current, const SetMarks& command);
Undo run(Case& current, const RenameMixture& command);

}  // namespace session
