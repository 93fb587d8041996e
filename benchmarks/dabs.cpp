// SPDX-License-Identifier: MIT
// What a hand waits for between a move of the brush and the points that follow it: one stroke grows
// out of a zone dab by dab, and each dab's draft is planned. Without a window and a GPU, so that
// what is measured is the engine's share alone.
#include "cli/documents.h"
#include "cli/scan_input.h"
#include "measuring.h"
#include "sampling/cpu_sampler.h"
#include "session/workspace.h"

#include <algorithm>
#include <vector>

namespace {

struct Arguments {
    std::string scan, request;
    unsigned dabs = 20;
    double radius_mm = 5, step_mm = 2;
};

/// Of several waits.
void print(std::string_view what, const std::vector<double>& ms)
{
    fmt::print("{:<28}{:>10.1f}{:>10.1f}\n", what, measuring::median(ms), std::ranges::max(ms));
}

/// The vertex at the zone's border that lies farthest to the patient's left.
glm::dvec3 place_at_border(const geometry::Surface& surface, const zones::ZoneField& field)
{
    glm::dvec3 place(-1e9);
    for (std::uint32_t v = 0; v < surface.mesh.positions.size(); ++v) {
        const glm::dvec3 position(surface.mesh.positions[v]);
        if (field[geometry::VertexId(v)] < 0 && position.x > place.x) place = position;
    }
    return place;
}

void measure(const Arguments& arguments)
{
    sampling::CpuSampler sampler;
    session::Workspace workspace(sampler, cli::load_scan(arguments.scan, std::nullopt));
    for (const session::Command& command : cli::load_request(arguments.request).commands)
        workspace.execute(command);
    const session::PlanSkin skin{
        workspace.scan(), workspace.topology(), workspace.surface(), workspace.bvh()};
    session::Planning planning(sampler, skin);

    const auto plan = [&](const session::Draft* draft) {
        return planning.session_map(
            workspace.plan_wish(session::Workspace::Wished::painted, draft));
    };
    const session::ZoneId zone = workspace.current().zones.front().id;
    const measuring::Stopwatch whole;
    const std::size_t points = plan(nullptr).points.size();
    fmt::print("{}: {} triangles, {} points; the first plan takes {:.0f} ms\n{:<28}{:>10}{:>10}\n",
               arguments.scan,
               skin.scan.mesh.triangles.size(),
               points,
               whole.ms(),
               "ms",
               "median",
               "most");

    zones::ZoneField field = workspace.field(zone);
    const glm::dvec3 start = place_at_border(skin.surface, field);
    std::vector<double> painting, plans;
    for (unsigned i = 1; i <= arguments.dabs; ++i) {
        const glm::dvec3 place = start + glm::dvec3(0, arguments.step_mm * i, 0);
        const measuring::Stopwatch dab;
        zones::paint(field,
                     zones::Stroke{zones::StrokeMode::add, arguments.radius_mm, {place}},
                     skin.surface,
                     skin.bvh);
        painting.push_back(dab.ms());
        const session::Draft draft{zone, &field, i};
        const measuring::Stopwatch planned;
        plan(&draft);
        plans.push_back(planned.ms());
    }
    print("the dab", painting);
    print("its points", plans);
}

}  // namespace

int main(int count, char** words)
{
    Arguments arguments;
    const auto options = [&](CLI::App& app) {
        app.add_option("scan", arguments.scan)->required();
        app.add_option("request", arguments.request, "Its first zone is painted on")->required();
        app.add_option("--dabs", arguments.dabs)->check(CLI::PositiveNumber);
        app.add_option("--radius", arguments.radius_mm);
        app.add_option("--step", arguments.step_mm);
    };
    return measuring::run(
        count, words, "What a dab of the brush costs until its points are planned", options, [&] {
            measure(arguments);
        });
}
