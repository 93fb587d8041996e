// SPDX-License-Identifier: MIT
// mesomap inspect: what the importer found in a scan, and whether it can be planned on.
#include "anatomy/scale.h"
#include "anatomy/up_axis.h"
#include "base/error.h"
#include "cli/options.h"
#include "cli/scan_input.h"
#include "geometry/import.h"
#include "geometry/topology.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace cli {
namespace {

struct InspectArguments {
    std::filesystem::path scan;
    std::optional<std::string> unit;
    bool json = false;
};

/// Everything that is measured on the scan in millimetres.
struct Findings {
    geometry::Scan scan;
    double area_cm2 = 0;
    std::size_t parts = 0;
    std::size_t boundary_loops = 0;
    double longest_loop_mm = 0;
    std::size_t non_manifold_edges = 0;
    glm::dvec3 extents_mm{0};
    anatomy::UpAxis up;
};

double loop_length_mm(const geometry::Mesh& mesh, const std::vector<geometry::VertexId>& loop)
{
    double length = 0;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const glm::dvec3 a = mesh.positions[loop[i].value];
        const glm::dvec3 b = mesh.positions[loop[(i + 1) % loop.size()].value];
        length += glm::distance(a, b);
    }
    return length;
}

/// True if most of the skin looks towards the middle of the scan.
bool faces_inwards(const geometry::Mesh& mesh)
{
    const glm::dvec3 middle = geometry::bounds(mesh).centre();
    double outwards = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto [a, b, c] = mesh.corners(geometry::TriangleId(t));
        outwards += glm::dot(glm::cross(b - a, c - a), a + b + c - 3.0 * middle);
    }
    return outwards < 0;
}

Findings findings_of(geometry::Scan scan)
{
    Findings found;
    const geometry::Topology topology(scan.mesh);
    const std::vector<std::uint32_t> parts = topology.parts();
    found.parts = parts.empty() ? 0 : 1 + *std::ranges::max_element(parts);
    const auto loops = topology.boundary_loops(scan.mesh);
    found.boundary_loops = loops.size();
    for (const auto& loop : loops)
        found.longest_loop_mm = std::max(found.longest_loop_mm, loop_length_mm(scan.mesh, loop));
    found.non_manifold_edges = topology.non_manifold_edges();
    found.area_cm2 = geometry::area_mm2(scan.mesh) / 100;
    found.extents_mm = geometry::bounds(scan.mesh).size();
    found.up = anatomy::up_axis(scan.mesh);
    if (faces_inwards(scan.mesh))
        scan.report.warnings.emplace_back("Most triangles seem to face inwards.");
    found.scan = std::move(scan);
    return found;
}

void print_text(const Findings& found, const std::string& name)
{
    const geometry::ImportReport& report = found.scan.report;
    const auto row = [](const char* label, const std::string& text) {
        fmt::print("{:<14}{}\n", label, text);
    };
    row("scan", name);
    row("format", report.format);
    row("triangles",
        fmt::format("{} (from {} faces in the file)",
                    found.scan.mesh.triangles.size(),
                    report.faces_in_file));
    row("vertices",
        fmt::format("{} ({} merged, {} unused left out)",
                    found.scan.mesh.positions.size(),
                    report.merged_vertices,
                    report.unused_vertices));
    row("dropped",
        fmt::format("{} triangles without area, {} duplicates",
                    report.dropped_degenerate,
                    report.dropped_duplicate));
    row("size",
        fmt::format("{:.1f} x {:.1f} x {:.1f} mm (x, y, z)",
                    found.extents_mm.x,
                    found.extents_mm.y,
                    found.extents_mm.z));
    row("unit", fmt::format("{} ({})", base::name_of(found.scan.unit), found.scan.unit_reason));
    row("up", fmt::format("{} ({})", found.up.axis, found.up.reason));
    row("area", fmt::format("{:.1f} cm2", found.area_cm2));
    row("parts", std::to_string(found.parts));
    row("borders",
        found.boundary_loops == 0 ? "none, the surface is closed"
                                  : fmt::format("{}, the longest {:.1f} mm",
                                                found.boundary_loops,
                                                found.longest_loop_mm));
    row("bad edges", fmt::format("{} shared by more than two triangles", found.non_manifold_edges));
    row("sha256", found.scan.sha256);
    for (const std::string& warning : report.warnings)
        row("warning", warning);
}

void print_json(const Findings& found, const std::string& name)
{
    const geometry::ImportReport& report = found.scan.report;
    const nlohmann::ordered_json facts = {
        {"scan", name},
        {"sha256", found.scan.sha256},
        {"format", report.format},
        {"faces_in_file", report.faces_in_file},
        {"triangles", found.scan.mesh.triangles.size()},
        {"vertices", found.scan.mesh.positions.size()},
        {"merged_vertices", report.merged_vertices},
        {"unused_vertices", report.unused_vertices},
        {"dropped_degenerate", report.dropped_degenerate},
        {"dropped_duplicate", report.dropped_duplicate},
        {"extents_mm", {found.extents_mm.x, found.extents_mm.y, found.extents_mm.z}},
        {"unit", base::name_of(found.scan.unit)},
        {"unit_reason", found.scan.unit_reason},
        {"scale", base::millimetres_per(found.scan.unit)},
        {"up_axis", std::string(1, found.up.axis)},
        {"up_axis_reason", found.up.reason},
        {"area_cm2", found.area_cm2},
        {"parts", found.parts},
        {"boundary_loops", found.boundary_loops},
        {"longest_boundary_mm", found.longest_loop_mm},
        {"non_manifold_edges", found.non_manifold_edges},
        {"warnings", report.warnings}};
    // A file name need not be UTF-8; JSON must be.
    const auto replace = nlohmann::ordered_json::error_handler_t::replace;
    fmt::print("{}\n", facts.dump(2, ' ', false, replace));
}

int inspect(const InspectArguments& arguments)
{
    const std::optional<base::LengthUnit> unit = unit_said(arguments.unit);
    const Findings found =
        findings_of(anatomy::in_millimetres(geometry::import_mesh(arguments.scan), unit));
    const std::string name = arguments.scan.filename().string();
    if (arguments.json)
        print_json(found, name);
    else
        print_text(found, name);
    return 0;
}

}  // namespace

Subcommand inspect_command()
{
    return {"inspect",
            "Say what a scan file holds: unit, size, area, holes, repairs.",
            [](Options& options) {
                const auto arguments = std::make_shared<InspectArguments>();
                options.file("scan", arguments->scan, "OBJ, PLY, STL, glTF, 3MF, ...");
                options.option("--unit", arguments->unit, "mm, cm, dm, m or inch");
                options.flag("--json", arguments->json, "Print the facts as JSON");
                return [arguments] { return inspect(*arguments); };
            }};
}

}  // namespace cli
