// SPDX-License-Identifier: MIT
// Structures to avoid or to respect: arteries, nerves, eyes, lips. Each is a course on the skin in
// words that anatomy places by landmarks, and how far from it what holds.
#pragma once

#include "clinic/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

enum class StructureClass {
    no_go,    // no point, its margin around it included
    caution,  // points, but not deeper than depth_limit
    check,    // to be marked or palpated
};

/// "no-go", "caution" or "check".
std::string_view name_of(StructureClass kind);

enum class BodyPart { head, body };
enum class StructureSides { middle, both };
enum class StructureKind {
    band,  // so far along the skin from a course on it
    area,  // all skin so near to a line, straight through: what lies in a hollow too
};

enum class SeenFrom {
    around,     // away from the body's long axis
    the_front,  // as the sources' drawings of the face: a distance from the midline stays one
};

struct Structure {
    std::string id;    // "supraorbital_bundle"
    std::string name;  // "supraorbital artery and nerve"
    StructureClass kind = StructureClass::caution;
    std::vector<std::string> no_go_for;  // techniques for which a caution is a no-go
    BodyPart part = BodyPart::head;
    StructureSides sides = StructureSides::both;
    StructureKind shape = StructureKind::band;
    SeenFrom seen_from = SeenFrom::around;  // how a band's course is brought to the skin
    /// Places one after the other, "; " between them: "alare up 14.1 lateral 1.6". A place is a
    /// landmark, or so far on the way between two ("gonion~menton@0.33"), moved by so many mm up,
    /// down, lateral, medial, front, back, or to so many mm from_midline.
    Sourced<std::string> path;
    std::optional<Sourced<double>> half_width_mm;
    std::vector<std::string> half_width_between;  // or: half the distance of these two landmarks
    Sourced<double> margin_mm;                    // around the half width
    std::optional<Sourced<double>> depth_mm;      // of the structure below the skin
    std::optional<Sourced<double>> depth_sd_mm;
    Sourced<double> depth_limit_mm;  // of a point there; 0: none
    std::optional<Sourced<std::string>> lies;
    std::optional<Sourced<std::string>> advice;  // what to palpate or mark
    std::string within;                          // a structure that covers this one, if one does

    StructureClass kind_for(std::string_view technique) const;
    /// Every source that a fact of it has, once: "F38; M".
    std::string sources() const;
};

/// All structures, in the order of the table.
const std::vector<Structure>& structures();

/// Throws Error for an unknown one.
const Structure& structure(std::string_view id);

/// Makes structures of a table's rows. Throws Error where one lacks what each needs, or has a field
/// that is not known.
std::vector<Structure> structures_of(const std::vector<Fact>& facts);

}  // namespace clinic
