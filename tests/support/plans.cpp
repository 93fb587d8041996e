// SPDX-License-Identifier: MIT
#include "plans.h"

#include "sampling/cpu_sampler.h"
#include "shapes.h"

#include <glm/geometric.hpp>

namespace test {

using namespace session;

std::shared_ptr<const geometry::Scan> ball_scan()
{
    static const auto scan = [] {
        geometry::Scan ball;
        ball.mesh = sphere(float(ball_radius_mm), 3);
        ball.sha256 = std::string(64, 'a');
        return std::make_shared<const geometry::Scan>(std::move(ball));
    }();
    return scan;
}

void paint_disc(Workspace& workspace, const std::string& zone, glm::dvec3 toward, double radius_mm)
{
    workspace.execute(PaintStroke{
        zone, {zones::StrokeMode::add, radius_mm, {glm::normalize(toward) * ball_radius_mm}}});
}

SessionMap ball_map()
{
    static const SessionMap map = [] {
        sampling::CpuSampler sampler;
        Workspace workspace(sampler, ball_scan());
        workspace.execute(SetSeed{7});
        workspace.execute(AddZone{"left \"cheek\"", "skin_booster"});
        paint_disc(workspace, "left \"cheek\"", {1, 0, 0.2}, 14);
        workspace.execute(AddZone{"forehead", "nappage"});
        workspace.execute(SetSpacing{"forehead", 5});
        workspace.execute(SetAngle{"forehead", 90});
        paint_disc(workspace, "forehead", {0.1, 1, 0.2}, 9);
        return workspace.session_map();
    }();
    return map;
}

}  // namespace test
