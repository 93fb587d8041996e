// SPDX-License-Identifier: MIT
// Makes the reference models: make_reference_models OUT_FOLDER [--triangles N]
#include "body.h"
#include "head.h"
#include "landmarks.h"
#include "polygonise.h"
#include "remesh.h"
#include "write_ply.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexcept>

namespace {

struct Arguments {
    std::filesystem::path folder;
    std::optional<int> triangles;  // for each model, instead of its own number
    std::string only;              // a model's name; empty: all
};

struct Model {
    std::string name;
    Field field;
    Field keep;  // negative where a scanner would have seen the skin
    Box box;
    double cell_mm;
    Focus focus;
    RemeshSettings settings;
    std::vector<LandmarkRay> rays;
};

// A scanner walks round the front: ears and forehead are seen, the back of the head is not.
double seen_from_the_front(const Vec3& p)
{
    const double back = -44.0 + 40.0 * smooth_step(20, 150, p.y) - p.z;
    const double below = -150.0 - 0.22 * p.z - p.y;
    return smooth_intersection(back, below, 50.0);
}

double above_the_collar(const Vec3& p)
{
    return -150.0 - 0.22 * p.z - p.y;
}

Model face_model()
{
    return {"face",
            Head(),
            seen_from_the_front,
            {{-115, -185, -70}, {115, 145, 135}},
            2.0,
            {},
            {.triangles = 42000, .shortest_mm = 0.6, .longest_mm = 4.0},
            head_rays()};
}

Model scalp_model()
{
    return {"scalp",
            Head(),
            above_the_collar,
            {{-115, -215, -125}, {115, 145, 135}},
            2.0,
            {},
            {.triangles = 52000, .shortest_mm = 0.7, .longest_mm = 4.5},
            head_rays()};
}

Model body_model()
{
    return {"body",
            Body(),
            [](const Vec3&) { return -1.0; },
            {{-620, -20, -240}, {620, 1730, 320}},
            4.4,
            {{0, 1585, 20}, 130},
            {.triangles = 72000, .shortest_mm = 1.4, .longest_mm = 14.0},
            body_rays()};
}

void make(const Model& model, const Arguments& arguments)
{
    RemeshSettings settings = model.settings;
    if (arguments.triangles) settings.triangles = *arguments.triangles;
    const Mesh closed = polygonised(model.field, model.box, model.cell_mm, model.focus);
    const Mesh rough = largest_piece(clipped(closed, model.keep));
    const Mesh mesh = remeshed(rough, model.field, model.keep, settings);
    check_manifold(mesh, model.name);
    write_ply(arguments.folder / (model.name + ".ply"), mesh);
    write_landmarks(arguments.folder / (model.name + ".landmarks.json"),
                    model.name,
                    kept(landmarks_on(model.field, model.rays), model.keep));
    const Quality quality = measured(mesh);
    std::printf("%s: %zu vertices, %zu triangles, %d border loops, least angle %.1f degrees, "
                "%.3f %% below 20, %.2f %% below 30\n",
                model.name.c_str(),
                mesh.positions.size(),
                mesh.triangles.size(),
                quality.boundary_loops,
                quality.least_angle_deg,
                quality.percent_below_20_deg,
                quality.percent_below_30_deg);
}

Arguments parsed(int count, char** words)
{
    const char* usage = "usage: make_reference_models OUT_FOLDER [--triangles N] [--only NAME]";
    if (count < 2 || count % 2 != 0) throw std::runtime_error(usage);
    Arguments arguments{words[1], {}, {}};
    for (int i = 2; i < count; i += 2) {
        const std::string option = words[i];
        if (option == "--only")
            arguments.only = words[i + 1];
        else if (option == "--triangles")
            arguments.triangles = std::atoi(words[i + 1]);
        else
            throw std::runtime_error(usage);
    }
    if (arguments.triangles && *arguments.triangles < 1000)
        throw std::runtime_error("--triangles must be 1000 or more");
    return arguments;
}

}  // namespace

int main(int count, char** words)
{
    try {
        const Arguments arguments = parsed(count, words);
        std::filesystem::create_directories(arguments.folder);
        for (const Model& model : {face_model(), scalp_model(), body_model()})
            if (arguments.only.empty() || arguments.only == model.name) make(model, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return EXIT_FAILURE;
    }
}
