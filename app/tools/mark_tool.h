// SPDX-License-Identifier: MIT
// Marking what the practitioner sees on the skin: moles, lesions, scars, and reactions that are not
// over. A click places one; drags go on turning the view.
#pragma once

#include "clinic/findings.h"
#include "session/command.h"
#include "tools/click.h"
#include "tools/hand.h"

#include <optional>
#include <string>
#include <vector>

namespace tools {

/// What can be marked: a row of findings.csv, or an adverse event of a grade.
struct MarkKind {
    const clinic::FindingKind* finding = nullptr;
    int grade = 0;  // of an adverse event
};
const std::vector<MarkKind>& mark_kinds();

class MarkTool {
public:
    static constexpr double least_radius_mm = 0.5, most_radius_mm = 100;

    void start() { marks_ = true; }
    void stop() { marks_ = false; }
    bool marks() const { return marks_; }

    std::size_t kind() const { return kind_; }
    void choose(std::size_t kind) { kind_ = kind; }
    double radius_mm() const { return radius_mm_; }
    void set_radius_mm(double radius);
    /// A reaction has a place and no size.
    double shown_radius_mm() const
    {
        return mark_kinds()[kind_].finding ? radius_mm_ : least_radius_mm;
    }

    /// All marks with the one that a click adds.
    std::optional<session::Command>
    handle(const shell::PointerEvent& event, bool inside, const Bench& bench);

private:
    static std::size_t usual_kind();  // a mole

    bool marks_ = false;
    std::size_t kind_ = usual_kind();  // of mark_kinds()
    double radius_mm_ = 3;
    Click click_;
};

}  // namespace tools
