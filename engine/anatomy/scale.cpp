// SPDX-License-Identifier: MIT
#include "anatomy/scale.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace anatomy {
namespace {

using base::LengthUnit;

/// From the range of adults and larger children, with the margin that scans have: to be checked
/// against anthropometric tables.
constexpr std::array windows{SizeWindow{"a face", 150, 280},
                             SizeWindow{"a head with neck", 220, 480},
                             SizeWindow{"a torso", 400, 900},
                             SizeWindow{"a body", 1300, 2150}};

constexpr double smallest_scan_mm = 20;
constexpr double largest_scan_mm = 2500;

/// What a unit was taken from, with the clause that tells the user.
struct BelievedUnit {
    LengthUnit unit;
    std::string reason;
};

double largest_extent(const geometry::Mesh& mesh)
{
    const glm::dvec3 size = geometry::bounds(mesh).size();
    return std::max({size.x, size.y, size.z});
}

std::string joined(const std::vector<ScaleCandidate>& candidates)
{
    std::string text;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        text += fmt::format("{}{} in {} ({:.0f} mm)",
                            i == 0                      ? ""
                            : i + 1 < candidates.size() ? ", "
                                                        : " or ",
                            candidates[i].part,
                            base::name_of(candidates[i].unit),
                            candidates[i].extent_mm);
    return text;
}

BelievedUnit from_anatomy(double extent)
{
    const std::vector<ScaleCandidate> candidates = scale_candidates(extent);
    if (candidates.empty())
        throw base::Error(fmt::format(
            "The scan does not say its unit, and its largest extent of {:.4g} fits no face, head, "
            "torso or body in mm, cm, dm, m or inch; say which unit it is with --unit.",
            extent));
    if (candidates.size() > 1)
        throw base::Error(fmt::format("The scan does not say its unit, and its largest extent of "
                                      "{:.4g} could be {}; say which with --unit.",
                                      extent,
                                      joined(candidates)));
    const ScaleCandidate& only = candidates.front();
    return {only.unit,
            fmt::format("not stated; only in {} has it the size of {} ({:.0f} mm)",
                        base::name_of(only.unit),
                        only.part,
                        only.extent_mm)};
}

BelievedUnit believed_unit(const geometry::ImportedMesh& imported, std::optional<LengthUnit> given)
{
    const std::optional<LengthUnit> stated = imported.stated_unit;
    if (given && stated && *given != *stated)
        throw base::Error(
            fmt::format("The unit was given as {}, but the file says {} by {}; one is wrong.",
                        base::name_of(*given),
                        base::name_of(*stated),
                        imported.stated_by));
    if (stated) return {*stated, "stated by " + imported.stated_by};
    if (given) return {*given, "given by the user"};
    return from_anatomy(largest_extent(imported.mesh));
}

void check_size(double extent, const BelievedUnit& believed)
{
    const double extent_mm = extent * base::millimetres_per(believed.unit);
    if (extent_mm >= smallest_scan_mm && extent_mm <= largest_scan_mm) return;
    throw base::Error(fmt::format("With the unit {} ({}) the scan's largest extent is {:.4g} mm, "
                                  "outside {:.0f} to {:.0f} mm.",
                                  base::name_of(believed.unit),
                                  believed.reason,
                                  extent_mm,
                                  smallest_scan_mm,
                                  largest_scan_mm));
}

}  // namespace

std::vector<ScaleCandidate> scale_candidates(double largest_extent)
{
    std::vector<ScaleCandidate> candidates;
    for (const LengthUnit unit : base::all_length_units) {
        const double extent_mm = largest_extent * base::millimetres_per(unit);
        std::string part;
        for (const SizeWindow& window : windows)
            if (extent_mm >= window.least_mm && extent_mm <= window.most_mm)
                part += (part.empty() ? "" : " or ") + std::string(window.part);
        if (!part.empty()) candidates.push_back({unit, extent_mm, part});
    }
    return candidates;
}

geometry::Scan in_millimetres(geometry::ImportedMesh imported, std::optional<LengthUnit> given)
{
    const BelievedUnit believed = believed_unit(imported, given);
    check_size(largest_extent(imported.mesh), believed);

    const double scale = base::millimetres_per(believed.unit);
    if (scale != 1)
        for (glm::vec3& p : imported.mesh.positions)
            p = glm::vec3(glm::dvec3(p) * scale);
    return {.mesh = std::move(imported.mesh),
            .sha256 = std::move(imported.sha256),
            .unit = believed.unit,
            .unit_reason = believed.reason,
            .report = std::move(imported.report),
            .picture = std::move(imported.picture)};
}

}  // namespace anatomy
