// SPDX-License-Identifier: MIT
#include "tools/mark_tool.h"

#include <algorithm>

namespace tools {

const std::vector<MarkKind>& mark_kinds()
{
    static const std::vector<MarkKind> all = [] {
        constexpr int worst_grade = 5;
        std::vector<MarkKind> kinds;
        for (const clinic::FindingKind& finding : clinic::finding_kinds())
            kinds.push_back({&finding, 0});
        for (int grade = 1; grade <= worst_grade; ++grade)
            kinds.push_back({nullptr, grade});
        return kinds;
    }();
    return all;
}

std::size_t MarkTool::usual_kind()
{
    const auto& kinds = mark_kinds();
    const auto mole = std::ranges::find_if(
        kinds, [](const MarkKind& one) { return one.finding && one.finding->id == "naevus_mole"; });
    return std::size_t(mole - kinds.begin());
}

void MarkTool::set_radius_mm(double radius)
{
    radius_mm_ = std::clamp(radius, least_radius_mm, most_radius_mm);
}

std::optional<session::Command>
MarkTool::handle(const shell::PointerEvent& event, bool inside, const Bench& bench)
{
    const auto at = click_.handle(event, inside);
    if (!at) return std::nullopt;
    const auto hit = bench.skin.bvh.cast(bench.turntable.ray(*at));
    if (!hit) return std::nullopt;
    const glm::dvec3 place = position(bench.skin.surface.mesh, hit->place);
    const session::ClinicFacts& now = bench.workspace.current().clinic;
    session::SetMarks command{now.marks, now.events};
    const MarkKind& kind = mark_kinds()[kind_];
    if (kind.finding)
        command.marks.push_back({kind.finding->id, place, radius_mm_});
    else
        command.events.push_back({place, kind.grade});
    return command;
}

}  // namespace tools
