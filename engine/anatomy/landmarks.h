// SPDX-License-Identifier: MIT
// Landmarks: named places on the skin, in the field's standard terms, from which midplane, regions
// and structures follow. Names as in Farkas, "Anthropometry of the Head and Face" (1994), and
// ANSUR II (2012); "left" and "right" are the patient's.
#pragma once

#include <glm/vec3.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace anatomy {

struct Landmark {
    glm::dvec3 place{0};   // mm, in the scan's own axes
    double spread_mm = 0;  // 0: clicked or given; else how far off an estimate may be
    bool operator==(const Landmark&) const = default;
};

/// By full name: "glabella", "left_tragion".
class Landmarks {
public:
    void set(std::string name, Landmark landmark) { all_[std::move(name)] = landmark; }
    void remove(const std::string& name) { all_.erase(name); }
    const Landmark* find(std::string_view name) const;
    const Landmark& at(std::string_view name) const;  // throws Error that names it
    bool has(std::string_view name) const { return find(name) != nullptr; }
    bool has_pair(std::string_view name) const;  // of "tragion": left and right
    bool empty() const { return all_.empty(); }
    const std::map<std::string, Landmark, std::less<>>& all() const { return all_; }

    bool operator==(const Landmarks&) const = default;

private:
    std::map<std::string, Landmark, std::less<>> all_;
};

/// The landmarks that the program knows, without their sides.
std::span<const std::string> midline_landmarks();
std::span<const std::string> paired_landmarks();
bool is_landmark(std::string_view name);

/// Those of them that keep their places to each other when a person moves: of the head, or of the
/// trunk without its limbs.
enum class RigidPart { head, trunk };
bool belongs_to(RigidPart part, std::string_view name);
Landmarks those_of(RigidPart part, const Landmarks& landmarks);

/// The landmarks of the 68 that face trackers find (Sagonas et al. 2013, "300 Faces in-the-Wild"):
/// those of them that anthropometry has too. Throws Error if there are not 68.
Landmarks landmarks_of_68(std::span<const glm::dvec3> places);

}  // namespace anatomy
