// SPDX-License-Identifier: MIT
// The C++ side of the benchmark; bench.py calls it for each row of its table.
//
//     sampler_benchmark mesh SCAN OUT.ply    the scan in millimetres, in a form that all peers read
//     sampler_benchmark sample MESH SPACING  our sampler under the clock
//     sampler_benchmark judge MESH SPACING POINTS.xyz
//
// Answers are one line of JSON.
#include "anatomy/scale.h"
#include "base/error.h"
#include "geometry/import.h"
#include "geometry/surface.h"
#include "judge.h"
#include "our_sampler.h"

#include <CLI/CLI.hpp>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <limits>

namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

geometry::Mesh read_mesh(const fs::path& file)
{
    return anatomy::in_millimetres(geometry::import_mesh(file), std::nullopt).mesh;
}

// ---- mesh ----

struct MeshArguments {
    fs::path scan, out;
    double max_edge_mm = 0;
};

template <typename T>
void put(std::ofstream& stream, const T& value)
{
    stream.write(reinterpret_cast<const char*>(&value), sizeof value);
}

void write_ply(const fs::path& file, const geometry::Mesh& mesh)
{
    std::ofstream out(file, std::ios::binary);
    fmt::print(out,
               "ply\nformat binary_little_endian 1.0\ncomment millimetres\n"
               "element vertex {}\nproperty float x\nproperty float y\nproperty float z\n"
               "element face {}\nproperty list uchar int vertex_indices\nend_header\n",
               mesh.positions.size(),
               mesh.triangles.size());
    for (const glm::vec3& position : mesh.positions)
        put(out, position);
    for (const glm::uvec3& triangle : mesh.triangles) {
        put(out, std::uint8_t(3));
        put(out, triangle);
    }
    if (!out.flush()) throw base::Error("Cannot write " + file.string() + ".");
}

ordered_json prepare(const MeshArguments& arguments)
{
    geometry::Mesh mesh = read_mesh(arguments.scan);
    if (arguments.max_edge_mm > 0)
        mesh = geometry::build_surface(mesh, {.max_edge_mm = float(arguments.max_edge_mm)}).mesh;
    write_ply(arguments.out, mesh);
    return {{"triangles", mesh.triangles.size()}, {"area_mm2", geometry::area_mm2(mesh)}};
}

// ---- sample ----

struct SampleArguments {
    fs::path mesh, out;
    bool gpu = false;
    bench::RunSettings settings;
};

void write_points(const fs::path& file, const std::vector<glm::dvec3>& points)
{
    std::ofstream out(file);
    for (const glm::dvec3& point : points)
        fmt::print(out, "{} {} {}\n", point.x, point.y, point.z);
    if (!out.flush()) throw base::Error("Cannot write " + file.string() + ".");
}

ordered_json sample(SampleArguments arguments)
{
    if (arguments.gpu) arguments.settings.processor = bench::Processor::gpu;
    const geometry::Mesh mesh = read_mesh(arguments.mesh);
    const bench::Run run = bench::run_our_sampler(mesh, arguments.settings);
    if (!arguments.out.empty()) write_points(arguments.out, run.points);
    return {{"points", run.points.size()},
            {"prepare_s", run.prepare_s},
            {"prepared_bytes", run.prepared_bytes},
            {"wall_s", run.wall_s},
            {"cpu_s", run.cpu_s},
            {"memory_bytes", run.memory_bytes},
            {"device", run.device},
            {"triangles", mesh.triangles.size()}};
}

// ---- judge ----

struct JudgeArguments {
    fs::path mesh, points;
    bench::JudgeSettings settings;
};

std::vector<glm::dvec3> read_points(const fs::path& file)
{
    std::ifstream in(file);
    std::vector<glm::dvec3> points;
    for (glm::dvec3 p; in >> p.x >> p.y >> p.z;)
        points.push_back(p);
    if (!in.eof() || points.empty())
        throw base::Error(file.string() + " is not a list of places, three numbers each.");
    return points;
}

/// JSON knows no infinity: null stands for it.
ordered_json number(double value)
{
    return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
}

ordered_json judge(const JudgeArguments& arguments)
{
    const std::vector<glm::dvec3> points = read_points(arguments.points);
    const double spacing = arguments.settings.spacing_mm;
    const bench::Judgement j = bench::judge(read_mesh(arguments.mesh), points, arguments.settings);
    return {{"points", points.size()},
            {"off_skin_mm", j.farthest_off_skin_mm},
            {"least", number(j.least_mm / spacing)},
            {"pairs_too_close", j.pairs_too_close},
            {"gap_at_least", number(j.gap_at_least_mm / spacing)},
            {"gap_at_most", number(j.gap_at_most_mm / spacing)},
            {"filling", j.filling}};
}

ordered_json answer(int argc, char** argv)
{
    CLI::App app("The C++ side of the sampler's benchmark.");
    app.require_subcommand(1);

    MeshArguments mesh;
    CLI::App* mesh_command = app.add_subcommand("mesh", "Writes a scan as the samplers read it.");
    mesh_command->add_option("scan", mesh.scan)->required();
    mesh_command->add_option("out", mesh.out)->required();
    mesh_command->add_option("--max-edge", mesh.max_edge_mm, "cut longer edges, in mm");

    SampleArguments run;
    CLI::App* sample_command = app.add_subcommand("sample", "Times our sampler.");
    sample_command->add_option("mesh", run.mesh)->required();
    sample_command->add_option("spacing", run.settings.spacing_mm, "in mm")->required();
    sample_command->add_option("--out", run.out, "the points, x y z each line");
    sample_command->add_option("--threads", run.settings.threads);
    sample_command->add_option("--rounds", run.settings.rounds, "the quickest counts");
    sample_command->add_flag("--gpu", run.gpu);

    JudgeArguments judged;
    CLI::App* judge_command = app.add_subcommand("judge", "Judges points by exact geodesics.");
    judge_command->add_option("mesh", judged.mesh)->required();
    judge_command->add_option("spacing", judged.settings.spacing_mm, "in mm")->required();
    judge_command->add_option("points", judged.points)->required();
    judge_command->add_option("--threads", judged.settings.threads);

    app.parse(argc, argv);
    if (mesh_command->parsed()) return prepare(mesh);
    return sample_command->parsed() ? sample(run) : judge(judged);
}

}  // namespace

int main(int argc, char** argv)
{
    if (geometry::is_import_child(argc, argv)) return geometry::run_import_child(argc, argv);
    try {
        fmt::print("{}\n", answer(argc, argv).dump());
        return 0;
    } catch (const CLI::ParseError& problem) {
        return CLI::App().exit(problem);
    } catch (const std::exception& problem) {
        fmt::print(stderr, "sampler_benchmark: {}\n", problem.what());
        return 1;
    }
}
